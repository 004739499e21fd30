// Search everywhere, by keyboard and by address.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { HOSTILE } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let table = "";

async function ask(path: string, body: object): Promise<Record<string, unknown>> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

async function makeRun(experiment_id: unknown, run_name: string): Promise<string> {
  const made = await ask("2.0/mlflow/runs/create", { experiment_id, run_name, start_time: Date.now() });
  return (made.run as { info: { run_id: string } }).info.run_id;
}

beforeAll(async () => {
  server = await startServer();
  const { experiment_id } = await ask("2.0/mlflow/experiments/create", { name: "squirrel answers" });
  await ask("2.0/mlflow/experiments/set-experiment-tag", { experiment_id, key: "owner", value: "the drey" });
  for (let at = 0; at < 20; at += 1) await makeRun(experiment_id, `squirrel-v${at}`);
  const other = await ask("2.0/mlflow/experiments/create", { name: `it's ${HOSTILE}` });
  table = await makeRun(other.experiment_id, `it's ${HOSTILE}`);
  await ask("2.0/mlflow/runs/log-batch", { run_id: table, params: [{ key: "model", value: "gpt-4o's" }] });
  await ask("2.0/mlflow/runs/set-tag", { run_id: table, key: "reviewed by", value: "Ann's team" });
  await ask("runlore/v1/tables/append", { run_id: table, path: "evals/nutcracker.json", columns: ["a"], data: [["x"]] });
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

/** Where one types; pages have choices of their own. */
const palette = () => opened.page.getByRole("combobox", { name: "Search everywhere" });
const options = () => opened.page.getByRole("dialog").getByRole("option");
const chosen = () => opened.page.locator('[role="option"][aria-selected="true"]').textContent();

test("a run is found and opened without a mouse", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "squirrel answers" }).waitFor();
  await page.keyboard.press("Control+k");
  await palette().waitFor();
  await page.keyboard.type("squirrel");
  await page.getByRole("option", { name: "squirrel-v19" }).waitFor();
  await page.getByRole("option", { name: "squirrel answers" }).first().waitFor();
  await look("palette");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("rrel-v7");
  await expect.poll(() => options().count()).toBe(2);
  expect(await chosen()).toContain("squirrel-v7");
  await page.keyboard.press("ArrowDown");
  expect(await chosen()).toContain("Show everything");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "squirrel-v7" }).waitFor();
});

test("what was looked at last is offered first, and Escape leaves", async () => {
  const { page, look } = opened;
  await page.keyboard.press("Control+k");
  await page.getByRole("group", { name: "Recent" }).waitFor();
  expect(await chosen()).toContain("squirrel-v7");
  await look("recent");
  await page.keyboard.type("squirrel");
  await page.keyboard.press("Escape");
  await palette().waitFor({ state: "detached" });
});

test("names with quotes and markup, params, and tables are found", async () => {
  const { page, look } = opened;
  await page.getByRole("button", { name: "Search" }).click();
  const box = palette();
  await box.fill(`it's ${HOSTILE}`);
  await page.getByRole("group", { name: "Runs" }).waitFor();
  await look("hostile-search");
  await box.fill("model=4o's");
  await page.getByRole("group", { name: "Runs by param or tag" }).waitFor();
  const byTag = page.getByRole("group", { name: "Runs by tag" });
  for (const word of ["ann's TEAM", "reviewed"]) {
    await box.fill(word);
    await byTag.getByRole("option", { name: "reviewed by: Ann's team" }).waitFor();
  }
  await look("tag-search");
  await box.fill("drey");
  await page.getByRole("group", { name: "Experiments by tag" }).getByRole("option", { name: "squirrel answers owner: the drey" }).waitFor();
  await box.fill("nutcracker");
  await page.getByRole("option", { name: "evals/nutcracker.json" }).waitFor();
  await box.fill(table.slice(0, 9));
  await expect.poll(() => chosen()).toContain(HOSTILE);
  await box.fill("nothing at all %");
  await page.getByText("Nothing has this in its name or in a tag that was searched.").waitFor();
});

test("Enter before the answer goes to what was typed, not to what was shown", async () => {
  const { page } = opened;
  await page.keyboard.press("Control+a");
  await page.keyboard.type("squirrel-v13");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "squirrel-v13" }).waitFor();
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("group", { name: "Recent" }).waitFor();
  await opened.look("palette-phone");
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("the search has an address", async () => {
  const { page, look } = opened;
  await page.keyboard.press("Control+a");
  await page.keyboard.type("squirrel-v1");
  await page.getByRole("option", { name: "squirrel-v19" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=squirrel-v1");
  await expect.poll(() => page.getByRole("region", { name: "Runs" }).getByRole("link").count()).toBe(11);
  await look("search");
  await page.goto("/search?q=nutcracker");
  await page.getByRole("link", { name: "evals/nutcracker.json" }).click();
  await page.getByText("evals/nutcracker.json").waitFor();
  await page.getByText("1 row", { exact: true }).waitFor();
});

test("a server that is gone is told", async () => {
  const { page } = opened;
  await page.route("**/search", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await page.keyboard.press("Control+k");
  await palette().fill("squirrel");
  await page.getByText("The server could not be asked").waitFor();
  await page.keyboard.press("Escape");
});

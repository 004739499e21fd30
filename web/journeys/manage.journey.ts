// Runs and experiments are put in order: tagged, deleted by mistake, restored, downloaded, found by a filter that is built.
import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Filled, fill } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let filled: Filled;
let opened: Opened;

beforeAll(async () => {
  server = await startServer();
  filled = await fill(server.url);
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const button = (name: string | RegExp) => opened.page.getByRole("button", { name, exact: typeof name === "string" });
const rows = () => opened.page.locator("tbody tr[data-index]");
const names = () => opened.page.locator("[data-row]").allTextContents();

test("a range of runs is selected, by mouse and by keys", async () => {
  const { page } = opened;
  await page.goto(`/experiments/${filled.experiment}`);
  await rows().first().waitFor();
  await rows().nth(1).getByRole("checkbox").click();
  await rows().nth(4).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await page.getByText("4 selected").waitFor();
  await page.keyboard.press("Shift+J");
  await page.getByText("5 selected").waitFor();
  expect(new URL(page.url()).searchParams.get("selected")?.split(",")).toHaveLength(5);
  await page.getByRole("checkbox", { name: "Select all 100 loaded runs" }).click();
  await page.getByText("100 selected").waitFor();
  await button("Clear").last().click();
  await page.getByText(/^\d+ selected$/).waitFor({ state: "detached" });
});

test("runs are deleted, and the deletion is undone", async () => {
  const { page, look } = opened;
  const before = await names();
  for (const index of [0, 1, 2]) await rows().nth(index).getByRole("checkbox").click();
  await button("Delete").click();
  await button("Delete 3 runs").waitFor();
  for (const name of before.slice(0, 3)) expect(await page.getByRole("dialog").textContent()).toContain(name);
  await look("delete");
  await button("Delete 3 runs").click();
  await page.getByText("3 runs were deleted.").waitFor();
  await expect.poll(names).not.toContain(before[0]);
  await look("deleted");
  await button("Undo").click();
  await page.getByText("Undone.").waitFor();
  await expect.poll(async () => (await names()).slice(0, 3)).toEqual(before.slice(0, 3));
});

test("deleted runs are found again and restored", async () => {
  const { page, look } = opened;
  const [name = ""] = await names();
  await rows().first().getByRole("checkbox").click();
  await button("Delete").click();
  await button("Delete 1 run").click();
  await page.getByText("1 run was deleted.").waitFor();
  await page.getByLabel("Which runs").selectOption("deleted");
  await page.waitForURL(/stage=deleted/);
  await expect.poll(names).toEqual([name]);
  await look("deleted-runs");
  await rows().first().getByRole("checkbox").click();
  await button("Restore").click();
  await button("Restore 1 run").click();
  await page.getByText("No run is deleted here.").waitFor();
  await page.getByLabel("Which runs").selectOption("");
  await expect.poll(async () => (await names())[0]).toBe(name);
});

test("a tag is set on the selected runs, and taken away", async () => {
  const { page, look } = opened;
  for (const index of [0, 1]) await rows().nth(index).getByRole("checkbox").click();
  await button("Tag").click();
  await page.getByLabel("Tag", { exact: true }).fill("keep");
  await page.getByLabel("Value").fill("=1+1");
  await look("tag");
  await button("Set on 2 runs").click();
  await page.getByText("The tag “keep” was set on 2 runs.").waitFor();
  await button("Tag").click();
  await page.getByLabel("Tag", { exact: true }).fill("reviewed");
  await button("Cancel").click();
});

test("what the filter finds is downloaded as a whole, exact and safe", async () => {
  const { page, look } = opened;
  await button("Download").click();
  await page.getByLabel("All that the filter finds").check();
  await look("download");
  const dialog = page.getByRole("dialog");
  const [csv] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  expect(csv.suggestedFilename()).toBe("runs of support answers.csv");
  const lines = (await readFile(await csv.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(251);
  expect(lines[0]).toContain("params.model,params.prompt_template,params.temperature,metrics.exact_match/v1");
  expect(lines.filter((line) => line.includes(",'=1+1,"))).toHaveLength(2);
  await button("Download").click();
  await page.getByLabel("JSON as the server has them").check();
  const [json] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  const runs = JSON.parse(await readFile(await json.path(), "utf8")) as { info: { run_id: string }; data: { tags: { key: string }[] } }[];
  expect(runs.map((run) => run.data.tags.some((tag) => tag.key === "keep"))).toEqual([true, true]);
  await button("Tag").click();
  await page.getByLabel("Tag", { exact: true }).fill("keep");
  await button("Remove from 2").click();
  await page.getByText("The tag “keep” was taken from 2 runs.").waitFor();
});

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

/** The next request of these waits until it is let go. */
async function held(what: string): Promise<() => void> {
  let letGo = () => {};
  const wait = new Promise<void>((done) => (letGo = done));
  await opened.page.route(what, (route) => wait.then(() => route.continue()), { times: 1 });
  return () => letGo();
}

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
  // Another experiment has nothing to undo.
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search everywhere" }).fill("hostile");
  await page.getByRole("group", { name: "Experiments", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^hostile/ }).waitFor();
  expect(await button("Undo").count()).toBe(0);
  await page.goBack();
  const goOn = await held("**/api/runlore/v1/runs/restore");
  await button("Undo").click();
  await page.getByText("Undoing: 0 of 3").waitFor();
  await button("Stop").waitFor();
  goOn();
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

test("an experiment is created, and the server says which name it does not take", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await button("New experiment").click();
  await page.getByLabel("Name", { exact: true }).fill("support answers");
  await page.getByLabel("Note").fill("Which prompt answers best?");
  await button("Add a tag").click();
  await page.getByLabel("Tag 1", { exact: true }).fill("team");
  await page.getByLabel("Value of tag 1").fill("search");
  await button("Create").click();
  expect(await page.getByRole("alert").textContent()).toContain("support answers");
  await look("name-taken");
  await page.getByLabel("Name", { exact: true }).fill("second try");
  await button("Create").click();
  await page.getByText("“second try” was created.").waitFor();
  await page.getByText("team: search").waitFor();
});

test("it is renamed, tagged otherwise, deleted and restored", async () => {
  const { page, look } = opened;
  await button("Edit second try").click();
  expect(await page.getByLabel("Note").inputValue()).toBe("Which prompt answers best?");
  await page.getByLabel("Name", { exact: true }).fill("third try");
  await button("Remove tag team").click();
  await button("Add a tag").click();
  await page.getByLabel("Tag 1", { exact: true }).fill("kind");
  await page.getByLabel("Value of tag 1").fill("trial");
  await look("edit-experiment");
  await button("Save").click();
  await page.getByText("kind: trial").waitFor();
  expect(await page.getByText("team: search").count()).toBe(0);
  await button("Delete third try").click();
  await look("delete-experiment");
  await button("Delete the experiment").click();
  await page.getByText("“third try” was deleted.").waitFor();
  await page.getByRole("link", { name: "third try" }).waitFor({ state: "detached" });
  await page.getByLabel("Which experiments").selectOption("deleted");
  await page.getByRole("link", { name: "third try" }).click();
  await page.getByText("This experiment is deleted.").waitFor();
  expect(new URL(page.url()).searchParams.get("stage")).toBe("deleted");
  await page.goBack();
  await button("Restore third try").click();
  await page.getByText("No experiment is deleted.").waitFor();
  await look("no-deleted-experiment");
  await page.getByLabel("Which experiments").selectOption("");
  await page.getByRole("link", { name: "third try" }).waitFor();
});

test("several experiments are opened together", async () => {
  const { page, look } = opened;
  await page.getByRole("checkbox", { name: "Select support answers" }).check();
  await page.getByRole("checkbox", { name: "Select third try" }).check();
  await look("experiments-selected");
  await page.getByRole("link", { name: "Open together" }).click();
  await page.getByRole("heading", { name: "Runs of 2 experiments" }).waitFor();
  await rows().first().waitFor();
});

test("a filter is completed as it is typed", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${filled.experiment}`);
  await rows().first().waitFor();
  const box = page.getByRole("combobox", { name: "Filter runs" });
  const list = page.getByRole("listbox", { name: "What may come next" });
  const options = () => list.getByRole("option").allTextContents();
  await page.keyboard.press("/");
  await page.keyboard.type("sco");
  await expect.poll(options).toEqual(["metrics.score "]);
  await page.keyboard.press("Tab");
  expect(await box.inputValue()).toBe("metrics.score ");
  await page.keyboard.type("> 0.9 and mod");
  await page.keyboard.press("ArrowDown");
  expect(await box.getAttribute("aria-activedescendant")).toBe(await list.getByRole("option", { selected: true }).getAttribute("id"));
  await page.keyboard.press("Enter");
  await page.keyboard.type("= ");
  await expect.poll(options).toEqual(["'gpt-4o-mini' ", "'llama-3-8b' "]);
  await look("completion");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  expect(await box.inputValue()).toBe("metrics.score > 0.9 and params.model = 'llama-3-8b' ");
  await page.keyboard.press("Escape");
  expect(await list.count()).toBe(0);
  await page.keyboard.press("Enter");
  await page.getByText(/^\d runs$/).waitFor();
});

test("a filter is built without knowing its language, and what it was is read", async () => {
  const { page, look } = opened;
  await button("Build").click();
  expect(await page.getByLabel("Field 2").inputValue()).toBe("params.model");
  expect(await page.getByLabel("Value 2").inputValue()).toBe("llama-3-8b");
  await button("Remove condition 2").click();
  await page.getByLabel("Field 2").fill("metrics.`exact_match/v1`");
  await page.getByLabel("Operator 2").selectOption("<");
  await page.getByLabel("Value 2").fill("a half");
  await page.getByText("Write a number.").waitFor();
  await look("builder");
  await page.getByLabel("Value 2").fill("0.5");
  await page.getByRole("dialog").getByRole("button", { name: "Filter" }).click();
  await page.waitForURL((url) => url.searchParams.get("filter") === "metrics.score > 0.9 and metrics.`exact_match/v1` < 0.5");
  await page.getByText(/^\d+ runs$/).waitFor();
});

test("what is equal in all runs is said once, unless one wants it in columns", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${filled.experiment}?filter=params.model = 'llama-3-8b'`);
  await page.getByText("Equal in all 63 runs:").waitFor();
  expect(await button("Sort by model").count()).toBe(0);
  await look("equal");
  await button("Show as columns").click();
  await button("Sort by model").waitFor();
  expect(new URL(page.url()).searchParams.get("equal")).toBe("shown");
  await button("Fold away 1 column that is equal in all 63 runs").click();
  await button("Sort by model").waitFor({ state: "detached" });
});

test("columns are pinned, moved and pulled wider, and the link keeps it", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${filled.experiment}`);
  await rows().first().waitFor();
  const heads = async () => (await page.locator("thead th .head-name").allTextContents()).slice(0, 5);
  expect(await heads()).toEqual(["Name", "Status", "model", "prompt_template", "temperature"]);
  await button("Arrange score").click();
  await page.locator(".column-menu button:focus").waitFor();
  await button("Pin beside the name").click();
  await look("column-menu");
  await button("Wider").click();
  await page.keyboard.press("Escape");
  await expect.poll(heads).toEqual(["Name", "score", "Status", "model", "prompt_template"]);
  await button("Arrange model").click();
  await button("Move left").press("Enter");
  await page.keyboard.press("Escape");
  await expect.poll(heads).toEqual(["Name", "score", "model", "Status", "prompt_template"]);
  await page.locator("th", { has: button("Sort by temperature") }).dragTo(page.locator("th", { has: button("Sort by model") }));
  await expect.poll(heads).toEqual(["Name", "score", "temperature", "model", "Status"]);
  const edge = await page.locator("th", { has: button("Sort by latency") }).locator(".edge").boundingBox();
  await page.mouse.move((edge?.x ?? 0) + 3, (edge?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((edge?.x ?? 0) + 63, (edge?.y ?? 0) + 10, { steps: 3 });
  await page.mouse.up();
  await page.waitForURL((url) => /metrics.latency~1[67]\d/.test(url.searchParams.get("widths") ?? ""));
  await page.reload();
  await rows().first().waitFor();
  expect(await heads()).toEqual(["Name", "score", "temperature", "model", "Status"]);
  await page.setViewportSize({ width: 700, height: 800 });
  await page.locator(".scroll").evaluate((box) => box.scrollTo(400, 0));
  const left = async (name: string) => (await page.locator("th", { has: button(name) }).boundingBox())?.x ?? 0;
  expect(await left("Sort by score")).toBeGreaterThan(200);
  expect(await left("Sort by temperature")).toBeLessThan(200);
  await look("pinned");
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("a run is looked at without leaving the table", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${filled.experiment}`);
  await rows().first().waitFor();
  const peek = page.getByRole("region", { name: "A look at the run" });
  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  await peek.getByRole("link", { name: "terse-v249" }).waitFor();
  await page.keyboard.press("j");
  await peek.getByRole("link", { name: "steps-v248" }).waitFor();
  await peek.getByText("llama-3-8b").waitFor();
  await look("peek");
  await page.keyboard.press("j");
  await page.reload();
  await peek.getByRole("link", { name: "agent-v247" }).waitFor();
  await page.keyboard.press("Escape");
  await peek.waitFor({ state: "detached" });
});

test("a run that vanished stands out, and is closed as failed by a person", async () => {
  const { page, look } = opened;
  const id = (await rows().first().getByRole("link").getAttribute("href"))?.split("/").at(-1) ?? "";
  // Ninety seconds without a sign are too long to wait for here.
  const lost = { runs: [{ run_id: id, experiment_id: filled.experiment, last_seen: Date.now() - 600_000 }] };
  await page.route("**/api/runlore/v1/runs/lost", (route) => route.fulfill({ json: lost }));
  await page.goto(`/experiments/${filled.experiment}?peek=${id}`);
  await rows().first().getByText("Lost").waitFor();
  await page.getByText("The last sign of life was 10 min ago.").waitFor();
  await look("lost");
  await page.goto(`/runs/${id}`);
  await page.locator(".head").getByText("Lost").waitFor();
  await page.goBack();
  await page.getByRole("region", { name: "A look at the run" }).getByRole("button", { name: "Close as failed" }).click();
  await button("Close 1 run as failed").click();
  await page.getByText("1 run was closed as failed.").waitFor();
  await rows().first().getByText("Failed").waitFor();
  await page.unroute("**/api/runlore/v1/runs/lost");
});

test("to close many as failed can be stopped after each", async () => {
  const { page } = opened;
  const ask = async (path: string, body: object) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return (await fetch(`${server.url}/api/2.0/mlflow/${path}`, init)).json() as Promise<{ experiment_id: string }>;
  };
  const { experiment_id } = await ask("experiments/create", { name: "abandoned" });
  for (const start_time of [1, 2, 3]) await ask("runs/create", { experiment_id, start_time });
  await page.goto(`/experiments/${experiment_id}`);
  await page.getByRole("checkbox", { name: "Select all 3 loaded runs" }).click();
  await button("Close as failed").click();
  const goOn = await held("**/mlflow/runs/update");
  await button("Close 3 runs as failed").click();
  await page.getByText("0 of 3").waitFor();
  await button("Stop").click();
  goOn();
  await page.getByText("1 run was closed as failed. 2 were left.").waitFor();
  await expect.poll(() => rows().getByText("Failed").count()).toBe(1);
});

test("a view gets a name, is opened by default, renamed and deleted", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${filled.experiment}?sort=-metrics.score&columns=metrics.score`);
  await rows().first().waitFor();
  await button("Views").click();
  await page.getByLabel("Name of the view").fill("best first");
  await button("Save").click();
  await page.getByLabel("Open with best first").check();
  await look("views");
  await page.goto(`/experiments/${filled.experiment}`);
  await page.waitForURL((url) => url.searchParams.get("sort") === "-metrics.score");
  await button("View: best first").click();
  await page.getByRole("link", { name: "As usual" }).click();
  await page.waitForURL((url) => url.search === "");
  await button("Views").click();
  await page.getByLabel("Name of the view").fill("plain");
  await button("Save").click();
  await button("Rename best first").click();
  await page.getByLabel("New name of best first").fill("plain");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "There is a view “plain” already." }).waitFor();
  await look("view-name-taken");
  await page.getByLabel("New name of best first").fill("by score");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "by score" }).click();
  await page.waitForURL((url) => url.searchParams.get("columns") === "metrics.score");
  await button("View: by score").click();
  await button("Delete by score").click();
  await page.reload();
  await button("Views").waitFor();
});

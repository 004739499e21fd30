// One run, as its owner keeps it in order: note, name, tags, the bin; with what it used and made.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let parent = "";
let run = "";

async function ask(path: string, body: object): Promise<Record<string, unknown>> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

async function makeRun(name: string, tags: object[]): Promise<string> {
  const made = await ask("runs/create", { experiment_id: "0", run_name: name, start_time: Date.now(), tags });
  return (made.run as { info: { run_id: string } }).info.run_id;
}

const note = async (id: string) => {
  const response = await fetch(`${server.url}/api/2.0/mlflow/runs/get?run_id=${id}`);
  const { run } = (await response.json()) as { run: { data: { tags: { key: string; value: string }[] } } };
  return run.data.tags.find((tag) => tag.key === "mlflow.note.content")?.value;
};

const NOTE = "# What this was\n\n**Better** prompt.\n\n```python\nprint(1)\n```\n\n| a | b |\n|---|--:|\n| x | 1 |\n\n<script>alert(1)</script>\n\n[here](javascript:alert(1)) [there](https://example.org/) ![seen](https://example.org/pixel.png)\n";

beforeAll(async () => {
  server = await startServer();
  parent = await makeRun("sweep", []);
  run = await makeRun("child of the sweep", [
    { key: "mlflow.parentRunId", value: parent },
    { key: "mlflow.note.content", value: NOTE },
    { key: "team", value: "support" },
  ]);
  const dataset = { name: "questions'; --", digest: "1a2b", source_type: "http", source: '{"url": "https://example.org/q.csv"}', schema: '{"columns": ["question"]}', profile: '{"num_rows": 120}' };
  await ask("runs/log-inputs", { run_id: run, datasets: [{ dataset, tags: [{ key: "mlflow.data.context", value: "eval" }] }] });
  const { model } = await ask("logged-models", { experiment_id: "0", name: "answers", source_run_id: run });
  await ask("runs/outputs", { run_id: run, models: [{ model_id: (model as { info: { model_id: string } }).info.model_id, step: 3 }] });
  await ask("runs/log-batch", { run_id: run, params: [{ key: "model", value: "small" }], metrics: [{ key: "score", value: 0.9, step: 1, timestamp: Date.now() }] });
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

test("everything of the run is on its page, and its note runs nothing", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${run}`);
  await page.getByRole("heading", { name: "What this was" }).waitFor();
  await page.getByText("<script>alert(1)</script>").waitFor();
  expect(await page.getByRole("link", { name: "here", exact: true }).count()).toBe(0);
  expect(await page.getByRole("link", { name: "there" }).getAttribute("rel")).toBe("noopener noreferrer");
  await page.getByRole("link", { name: "Image: seen" }).waitFor();
  await page.getByRole("rowheader", { name: "questions'; --" }).waitFor();
  await page.getByRole("rowheader", { name: "answers" }).waitFor();
  await page.getByText("made at step 3").waitFor();
  await page.getByText("Load it in Python or Rust").click();
  await page.getByText(`mlflow.get_run("${run}")`).waitFor();
  await look("overview");
});

test("a model that is gone and one that can not be read are two things", async () => {
  const { page, look } = opened;
  const refuse = async (status: number, code: string) => {
    await page.unroute("**/logged-models/*");
    await page.route("**/logged-models/*", (route) => route.fulfill({ status, json: { error_code: code, message: "Not now." } }));
    await page.reload();
  };
  await refuse(404, "RESOURCE_DOES_NOT_EXIST");
  await page.getByRole("rowheader", { name: "It is not there any more." }).waitFor();
  await refuse(403, "PERMISSION_DENIED");
  await page.getByText("The model could not be read.").waitFor();
  await page.getByText("Not now.").waitFor();
  await look("model-refused");
  await page.unroute("**/logged-models/*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("rowheader", { name: "answers" }).waitFor();
});

test("parent and children lead to each other", async () => {
  const { page, look } = opened;
  await page.getByRole("link", { name: "sweep" }).click();
  await page.getByRole("heading", { name: "sweep" }).waitFor();
  await page.getByRole("link", { name: "child of the sweep" }).waitFor();
  await look("parent");
  await page.getByRole("link", { name: "child of the sweep" }).click();
  await page.getByRole("heading", { name: "child of the sweep" }).waitFor();
});

test("a note is written, looked at, given up and saved", async () => {
  const { page, look } = opened;
  await page.getByRole("button", { name: "Edit the note" }).click();
  const box = page.getByLabel("Note, in Markdown");
  await box.fill("Not this.");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "What this was" }).waitFor();
  expect(await note(run)).toBe(NOTE);
  await page.keyboard.press("Enter");
  await box.fill("_Mine_");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.locator("em", { hasText: "Mine" }).waitFor();
  await look("preview");
  await page.getByRole("button", { name: "Preview" }).click();
  // Meanwhile somebody else.
  await ask("runs/set-tag", { run_id: run, key: "mlflow.note.content", value: "Theirs" });
  await page.keyboard.press("Control+Enter");
  await page.getByText("The note was changed meanwhile").waitFor();
  expect(await note(run)).toBe("Theirs");
  await look("conflict");
  await page.getByRole("button", { name: "Put theirs before mine" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(".markdown em", { hasText: "Mine" }).waitFor();
  expect(await note(run)).toBe("Theirs\n\n_Mine_");
});

test("tags are added, changed and removed", async () => {
  const { page, look } = opened;
  await page.getByLabel("Name of a new tag").fill("reviewed");
  await page.getByLabel("Value of the new tag").fill("<b>yes</b>");
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: "<b>yes</b>" }).waitFor();
  await page.getByRole("button", { name: "Edit reviewed" }).click();
  await look("tag");
  await page.getByLabel("Value of reviewed").fill("no");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("cell", { name: "no", exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Edit reviewed");
  await page.getByRole("button", { name: "Remove team" }).click();
  await page.getByRole("button", { name: "Yes, remove" }).click();
  await page.getByRole("rowheader", { name: "team" }).waitFor({ state: "detached" });
});

test("a run is renamed, deleted and restored", async () => {
  const { page, look } = opened;
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of the run").fill(`"quotes' and / slashes`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `"quotes' and / slashes` }).waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Restore" }).waitFor();
  expect(await page.getByRole("button", { name: "Rename" }).count()).toBe(0);
  await look("deleted");
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Rename" }).waitFor();
});

// Runs held against each other: files and prompts of two, and params of 200.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { HOSTILE } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let pair: string[] = [];

const MANY = 200;
const PARAMS = 500;
const TOGETHER = 20;

async function ask(path: string, body: object): Promise<Record<string, unknown>> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

async function makeRun(run_name: string): Promise<string> {
  const made = await ask("2.0/mlflow/runs/create", { experiment_id: "0", run_name, start_time: Date.now() });
  return (made.run as { info: { run_id: string } }).info.run_id;
}

async function put(run: string, path: string, body: string): Promise<void> {
  const response = await fetch(`${server.url}/api/runlore/v1/runs/${run}/artifacts/${path}`, { method: "PUT", body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

/** A hundred params of the run with this number: every third differs between runs. */
async function logParams(run_id: string, number: number, from: number): Promise<void> {
  const name = (key: number) => `p${String(key).padStart(3, "0")}`;
  const params = Array.from({ length: 100 }, (_, at) => ({ key: name(from + at), value: (from + at) % 3 ? "same" : `value ${number}` }));
  await ask("2.0/mlflow/runs/log-batch", { run_id, params });
}

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `line ${from + at}`).join("\n");

beforeAll(async () => {
  server = await startServer();
  const files: Record<string, string>[] = [
    {
      "config/model.json": JSON.stringify({ model: "small", layers: [1, 2, 3], nested: { seed: 7, note: HOSTILE } }),
      "notes.txt": `${lines(0, 40)}\nThe prompt is terse.\n${lines(40, 80)}\n`,
      "only-before.md": "# Gone",
      "same.txt": "the same",
      "score.txt": "0.1",
      "prompts/system.txt": "You answer customers of a shop. Be brief.",
      "model/model.yaml": "messages:\n- content: 'Answer briefly: {question}'\n  role: user\nmodel: small\n",
    },
    {
      "config/model.json": `{ "nested": { "note": "${HOSTILE.replaceAll('"', '\\"')}", "seed": 8 }, "layers": [0, 1, 2, 3],\n "model": "small" }`,
      "notes.txt": `${lines(0, 40)}\nThe prompt is polite.\n${lines(40, 80)}\n`,
      "same.txt": "the same",
      "score.txt": "0.2",
      "prompts/system.txt": "You answer customers of a shop. Be brief and polite.",
      "model/model.yaml": "messages:\n- content: 'Answer briefly and politely: {question}'\n  role: user\nmodel: small\n",
    },
  ];
  for (const [at, own] of files.entries()) {
    const run = await makeRun(at === 0 ? "terse" : "polite");
    pair.push(run);
    for (const [path, text] of Object.entries(own)) await put(run, path, text);
    const template = at === 0 ? "Answer: {question}" : "Dear customer, the answer: {question}";
    await ask("2.0/mlflow/runs/log-parameter", { run_id: run, key: "prompt_template", value: template });
    const data = [["Where is my parcel?", `answer ${at}`], ["What does it cost?", `price ${at}`]];
    await ask("runlore/v1/tables/append", { run_id: run, path: "answers.json", columns: ["question", "answer"], data });
    await ask("2.0/mlflow/runs/set-tag", { run_id: run, key: "mlflow.loggedArtifacts", value: '[{"path": "answers.json", "type": "table"}]' });
  }
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const go = (view: string, more = "") => opened.page.goto(`/compare?runs=${pair.join(",")}&view=${view}${more}`);

test("JSON files are compared by their keys", async () => {
  const { page, look } = opened;
  await go("artifacts");
  await page.getByRole("button", { name: "config/model.json" }).click();
  await page.getByRole("rowheader", { name: "nested.seed" }).waitFor();
  const keys = await page.locator(".json-keys tbody th").allTextContents();
  expect(keys).toEqual(["layers[0]", "nested.seed"]);
  expect(await page.getByRole("row", { name: /nested\.seed/ }).getByRole("cell").allTextContents()).toEqual(["7", "8"]);
  await look("compare-json");
  await page.getByRole("button", { name: "Source" }).click();
  await page.getByText(HOSTILE.slice(0, 20)).first().waitFor();
  expect(await page.locator(".text-diff img").count()).toBe(0);
});

test("texts are compared word by word, and the address has the file", async () => {
  const { page, look } = opened;
  await go("artifacts", "&path=notes.txt");
  await page.locator("del", { hasText: "terse" }).waitFor();
  expect(await page.locator("ins").allTextContents()).toEqual(["polite"]);
  expect(await page.getByText("line 10", { exact: false }).count()).toBe(0);
  await look("compare-text");
  await page.getByRole("button", { name: "Show 37 equal lines" }).first().click();
  await page.getByText("line 10", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Swap" }).click();
  await page.locator("del", { hasText: "polite" }).waitFor();
  expect(new URL(page.url()).searchParams.get("from")).toBe(pair[1]);
  await page.getByRole("button", { name: /only-before\.md/ }).click();
  await page.getByText("Only the run To has this file.").waitFor();
  // Both have three bytes.
  await page.getByRole("button", { name: "score.txt differs" }).waitFor();
  expect(await page.getByRole("button", { name: /^same\.txt/ }).count()).toBe(0);
  await page.getByLabel("Only differences").uncheck();
  await page.getByRole("button", { name: /^same\.txt/ }).click();
  await page.getByText("Both runs have the same file.").waitFor();
});

test("MLflow's own tags are among all that there is, not among the differences", async () => {
  const { page, look } = opened;
  await go("");
  await page.getByRole("rowheader", { name: "prompt_template" }).waitFor();
  expect(await page.getByText("System tags").count()).toBe(0);
  await page.getByLabel("Only differences").uncheck();
  await page.getByRole("rowheader", { name: /^System tags/ }).waitFor();
  const row = page.getByRole("row", { name: /^mlflow\.runName/ });
  expect(await row.getByRole("cell").allTextContents()).toEqual(["terse", "polite"]);
  await look("compare-all");
});

test("prompts are compared, and shown with a row's values", async () => {
  const { page, look } = opened;
  await go("prompts");
  const templates = page.getByRole("region", { name: "Templates" });
  for (const name of ["prompt_template", "prompts/system.txt", "model/model.yaml"]) await templates.getByText(name, { exact: true }).waitFor();
  await templates.locator("ins", { hasText: "polite" }).first().waitFor();
  const row = page.getByRole("region", { name: "For one row" });
  await row.locator(".cell", { hasText: "the answer: Where is my parcel?" }).waitFor();
  await look("compare-prompts");
  await row.getByRole("button", { name: "Next" }).click();
  await row.locator(".cell", { hasText: "the answer: What does it cost?" }).waitFor();
  expect(new URL(page.url()).searchParams.get("example")).toBe("1");
});

test("what is far behind in a long answer is read and compared", async () => {
  const { page, look } = opened;
  const long = (word: string, sentences: number) => `${"A sentence that both have. ".repeat(sentences)}The end is ${word}.`;
  for (const [at, run_id] of pair.entries()) {
    const word = at === 0 ? "sad" : "merry";
    const rows = [["How does it end?", long(word, 4_000)], ["And the shorter one?", long(word, 1_000)]];
    await ask("runlore/v1/tables/append", { run_id, path: "long.json", columns: ["question", "answer"], data: rows });
    const value = '[{"path": "answers.json", "type": "table"}, {"path": "long.json", "type": "table"}]';
    await ask("2.0/mlflow/runs/set-tag", { run_id, key: "mlflow.loggedArtifacts", value });
  }
  await go("predictions", "&table=long.json");
  await page.getByText("Same beginning").waitFor();
  await page.getByText(/^… 23,\d{3} more characters, with all that differs$/).waitFor();
  await page.getByRole("link", { name: "Read row 1" }).click();
  const dialog = page.getByRole("dialog", { name: "Row 1, 1 of 2" });
  await dialog.locator("ins", { hasText: "merry" }).waitFor();
  expect(await dialog.locator("del").first().textContent()).toBe("sad");
  await look("compare-long");
});

test("a table that can not be read leaves the others to be compared", async () => {
  const { page, look } = opened;
  const broken = await makeRun("broken");
  await put(broken, "answers.json", '{"columns": ["question", "answer"], "data": [[');
  await ask("2.0/mlflow/runs/set-tag", { run_id: broken, key: "mlflow.loggedArtifacts", value: '[{"path": "answers.json", "type": "table"}]' });
  await page.goto(`/compare?view=predictions&runs=${[...pair, broken].join(",")}`);
  await page.getByText("2 rows, 2 joined").waitFor();
  const trouble = page.getByRole("alert").filter({ hasText: "The table answers.json of broken could not be read." });
  await trouble.waitFor();
  await look("compare-broken");
  await put(broken, "answers.json", JSON.stringify({ columns: ["question", "answer"], data: [["Where is my parcel?", "mended"]] }));
  await trouble.getByRole("button", { name: "Try again" }).click();
  await page.getByText("2 rows, 1 joined").waitFor();
  await page.locator("ins, .cell", { hasText: "mended" }).first().waitFor();
});

test("the row that is read stays when rows come before it", async () => {
  const { page } = opened;
  const two = [await makeRun("goes on"), await makeRun("has more")];
  const append = (run_id: string | undefined, data: string[][]) => ask("runlore/v1/tables/append", { run_id, path: "live.json", columns: ["question", "answer"], data });
  await append(two[0], [["q1", "a1"]]);
  await append(two[1], [["q1", "b1"], ["q2", "b2"], ["q3", "b3"]]);
  await page.goto(`/compare?view=predictions&runs=${two.join(",")}`);
  await page.getByText("3 rows, 1 joined").waitFor();
  await page.getByRole("link", { name: "Read row 3" }).click();
  const input = page.getByRole("dialog", { name: "Row 3, 3 of 3" }).locator(".reading dd").first();
  await input.getByText("q3", { exact: true }).waitFor();
  await append(two[0], [["q9", "a9"], ["q8", "a8"]]);
  await page.getByRole("dialog", { name: "Row 5, 5 of 5" }).locator(".reading dd").first().getByText("q3", { exact: true }).waitFor();
});

test("five runs are read side by side without scrolling", async () => {
  const { page, look } = opened;
  const five = [...pair];
  for (const name of ["few-shot", "with-history", "large"]) {
    const run_id = await makeRun(name);
    five.push(run_id);
    await put(run_id, "answers.json", JSON.stringify({ columns: ["question", "answer"], data: [["Where is my parcel?", `It is on its way, says ${name}.`]] }));
    await ask("2.0/mlflow/runs/set-tag", { run_id, key: "mlflow.loggedArtifacts", value: '[{"path": "answers.json", "type": "table"}]' });
  }
  await page.goto(`/compare?view=predictions&runs=${five.join(",")}`);
  await page.getByText("2 rows, 1 joined").waitFor();
  const beyond = (box: HTMLElement | SVGElement) => box.scrollWidth - box.clientWidth;
  expect(await page.locator(".answers-box").evaluate(beyond)).toBe(0);
  await look("compare-five");
  await page.getByRole("link", { name: "Read row 1" }).click();
  await page.getByRole("dialog", { name: "Row 1, 1 of 2" }).getByRole("region", { name: "large" }).waitFor();
  expect(await page.locator("dialog[open] .beside").evaluate(beyond)).toBe(0);
  await look("compare-five-row");
});

test(`${MANY} runs with ${PARAMS} params are side by side`, async () => {
  const { page, look } = opened;
  const ids: string[] = [];
  // The server commits what comes together at once.
  for (let from = 0; from < MANY; from += TOGETHER) {
    const some = await Promise.all(Array.from({ length: TOGETHER }, (_, at) => makeRun(`trial-${from + at}`)));
    ids.push(...some);
    await Promise.all(some.flatMap((id, at) => [0, 100, 200, 300, 400].map((key) => logParams(id, from + at, key))));
  }
  const started = performance.now();
  await page.goto(`/compare?runs=${ids.join(",")}`);
  await page.getByRole("cell", { name: "value 1", exact: true }).first().waitFor();
  const took = performance.now() - started;
  console.log(`${MANY} runs with ${PARAMS} params: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(5_000);
  await page.getByText(`of ${PARAMS} differ`).waitFor();
  expect(await page.locator("table.compare :is(td, th)").count()).toBeLessThan(2_000);
  await look("compare-many");
  const box = page.locator(".scroll");
  await box.evaluate((scroll) => scroll.scrollTo(scroll.scrollWidth, scroll.scrollHeight));
  await page.getByRole("link", { name: `trial-${MANY - 1}`, exact: true }).waitFor();
  await page.getByRole("rowheader", { name: "p498" }).waitFor();
  await page.getByRole("cell", { name: `value ${MANY - 1}`, exact: true }).first().waitFor();
  await page.getByRole("link", { name: "Artifacts" }).click();
  await page.getByRole("combobox", { name: "To" }).selectOption({ label: `trial-${MANY - 1}` });
  await page.getByText("These runs have no text files.").waitFor();
}, 120_000);

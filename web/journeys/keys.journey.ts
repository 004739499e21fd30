// Runs with thousands of keys: only what is in sight is fetched, and the server finds the rest by its name.
import type { Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { HOSTILE } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let experiment = "";

const RUNS = 120;
const KEYS = 3000;
const EACH = 50;
type Answer = { experiment_id?: string; run?: { info: { run_id: string } } };
type Page = { runs: { data: { metrics?: { key: string }[] } }[] };

async function ask(path: string, body: object): Promise<Answer> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

beforeAll(async () => {
  server = await startServer();
  opened = await openBrowser(server.url);
  experiment = (await ask("experiments/create", { name: "wide" })).experiment_id ?? "";
  for (let index = 0; index < RUNS; index += 1) {
    const run_id = (await ask("runs/create", { experiment_id: experiment, run_name: `r${index}`, start_time: 1_790_000_000_000 + index })).run?.info.run_id ?? "";
    const metrics = Array.from({ length: EACH }, (_, at) => ({ key: `layer/${(index * EACH + at) % KEYS}/norm`, value: at, timestamp: 1 }));
    const params = [{ key: "kind", value: `k${index % 7}` }, ...(index % 2 ? [{ key: "an odd: key/of some length", value: HOSTILE }] : [])];
    await ask("runs/log-batch", { run_id, metrics: [...metrics, { key: "score", value: index, timestamp: 1 }], params });
  }
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const rows = () => opened.page.locator("tbody tr[data-index]");
const isSearch = (request: Request) => request.url().endsWith("/api/runlore/v1/runs/search");
const heads = () => opened.page.locator("thead th .head-name").allTextContents();

test("a page of runs comes with the columns in sight and no others", async () => {
  const { page, look } = opened;
  const answered = page.waitForResponse((response) => isSearch(response.request()));
  await page.goto(`/experiments/${experiment}`);
  const { runs } = (await (await answered).json()) as Page;
  expect(new Set(runs.flatMap((run) => (run.data.metrics ?? []).map(({ key }) => key))).size).toBeLessThan(10);
  await page.getByText("100 of 120 runs").waitFor();
  expect(await heads()).toEqual(expect.arrayContaining(["kind", "score"]));
  await look("wide");
});

test("a column is found among thousands, and its values come into the rows that are there", async () => {
  const { page, look } = opened;
  await page.locator(".scroll").evaluate((box) => box.scrollTo(0, 1e6));
  await page.getByText("120 runs", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByText("more: type to find them").waitFor();
  await look("wide-columns");
  await page.getByRole("searchbox", { name: "Find a column" }).fill("layer/2950/");
  await page.getByRole("checkbox", { name: "layer/2950/norm" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Sort by layer/2950/norm" }).click();
  await page.waitForURL(/sort=-metrics.layer/);
  await expect.poll(() => rows().first().textContent()).toContain("r119");
  // The two runs that have it come first.
  expect(await rows().first().locator('td [title="0"]').count()).toBe(1);
  await page.reload();
  await rows().first().waitFor();
  expect(await heads()).toContain("layer/2950/norm ▼");
});

test("a filter is completed with keys and values that no loaded run showed", async () => {
  const { page } = opened;
  await page.goto(`/experiments/${experiment}?columns=metrics.score`);
  await rows().first().waitFor();
  const options = () => page.getByRole("listbox", { name: "What may come next" }).getByRole("option").allTextContents();
  await page.keyboard.press("/");
  await page.keyboard.type("metrics.`layer/1234");
  await expect.poll(options).toEqual(["metrics.`layer/1234/norm` "]);
  await page.getByRole("combobox", { name: "Filter runs" }).fill("params.kind = ");
  await page.keyboard.press("End");
  await expect.poll(options).toEqual(["'k0' ", "'k1' ", "'k2' ", "'k3' ", "'k4' ", "'k5' ", "'k6' "]);
});

test("MLflow's own tags are columns and conditions, too, for who asks for them", async () => {
  const { page } = opened;
  await page.goto(`/experiments/${experiment}`);
  await rows().first().waitFor();
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const find = page.getByRole("searchbox", { name: "Find a column" });
  await find.fill("run");
  await page.getByRole("checkbox", { name: "Run ID" }).waitFor();
  expect(await page.getByRole("checkbox", { name: "mlflow.runName" }).count()).toBe(0);
  await find.fill("mlflow.run");
  await page.getByRole("checkbox", { name: "mlflow.runName" }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => rows().first().locator("td").allTextContents()).toContain("r119");
  await page.keyboard.press("/");
  await page.keyboard.type("mlflow.ru");
  const options = () => page.getByRole("listbox", { name: "What may come next" }).getByRole("option").allTextContents();
  await expect.poll(options).toEqual(["tags.mlflow.runName "]);
});

test("many runs are tagged and deleted in one step each", async () => {
  const { page } = opened;
  await page.goto(`/experiments/${experiment}`);
  await rows().first().waitFor();
  const asked: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && /runs\/(?:set-tag|delete)$/.test(request.url()) && asked.push(request.url())));
  await page.getByRole("checkbox", { name: "Select all 100 loaded runs" }).click();
  await page.getByRole("button", { name: "Tag", exact: true }).click();
  await page.getByLabel("Tag", { exact: true }).fill("keep");
  await page.getByRole("button", { name: "Set on 100 runs" }).click();
  await page.getByText("The tag “keep” was set on 100 runs.").waitFor();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete 100 runs" }).click();
  await page.getByText("100 runs were deleted.").waitFor();
  expect(asked).toHaveLength(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone.").waitFor();
  await page.getByText("100 of 120 runs").waitFor();
});

// Charts of a run, of runs beside each other, and of an experiment: a training that went wrong at places.
import { readFileSync } from "node:fs";
import type { Download, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { HOSTILE } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let experiment = "";
const ids: string[] = [];

const STEPS = 4000;
const NAMES = ["small", "large", HOSTILE];

beforeAll(async () => {
  server = await startServer();
  opened = await openBrowser(server.url);
  experiment = (await ask("experiments/create", { name: "training" })).experiment_id ?? "";
  const start = Date.now() - 3_600_000;
  for (const [index, run_name] of NAMES.entries()) {
    const id = (await ask("runs/create", { experiment_id: experiment, run_name, start_time: start })).run?.info.run_id ?? "";
    ids.push(id);
    const steps = index === 0 ? STEPS : 100;
    for (let from = 0; from < steps; from += 1000) {
      const metrics = Array.from({ length: Math.min(1000, steps - from) }, (_, at) => point("loss", lossAt(index, from + at), from + at, start));
      await ask("runs/log-batch", { run_id: id, metrics });
    }
    await ask("runs/log-batch", {
      run_id: id,
      metrics: [point("score", 0.4 + index / 10, 0, start), point("latency", 1 + index, 0, start)],
      params: [{ key: "lr", value: String(10 ** -(index + 1)) }, { key: "model", value: index ? "b" : HOSTILE }],
    });
    await ask("runs/update", { run_id: id, status: "FINISHED", end_time: start + 60_000 });
  }
  // One more with very many metrics.
  const id = (await ask("runs/create", { experiment_id: experiment, run_name: "many", start_time: start })).run?.info.run_id ?? "";
  ids.push(id);
  for (let from = 0; from < 12_000; from += 1000) {
    const metrics = Array.from({ length: 1000 }, (_, at) => point(`layer/${from + at}/norm`, at, 0, start));
    await ask("runs/log-batch", { run_id: id, metrics });
  }
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

type Answer = { experiment_id?: string; run?: { info: { run_id: string } } };

async function ask(path: string, body: object): Promise<Answer> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

function point(key: string, value: number | string, step: number, start: number) {
  return { key, value, step, timestamp: start + step * 1000 };
}

/** The first run has one high value among thousands, the second a NaN and both infinities. */
function lossAt(run: number, step: number): number | string {
  if (run === 0 && step === 2345) return 9;
  if (run === 1 && step === 20) return "NaN";
  if (run === 1 && step === 40) return "Infinity";
  if (run === 1 && step === 60) return "-Infinity";
  return 2 * Math.exp(-step / 50) + 0.1 + 0.05 * Math.sin(step);
}

const card = (name: string) => opened.page.getByRole("article", { name, exact: true });
const lines = (within: Locator) => within.locator(".lines canvas");
const param = (name: string) => new URL(opened.page.url()).searchParams.get(name);

async function choose(within: Locator, name: string | RegExp): Promise<void> {
  await within.getByRole("button", { name: /^More for/ }).click();
  await within.getByRole("button", { name, exact: true }).click();
}

async function saved(within: Locator, name: string | RegExp): Promise<{ file: string; bytes: Buffer }> {
  const [download] = await Promise.all([opened.page.waitForEvent("download"), choose(within, name)]) as [Download, void];
  return { file: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("the overview of a run shows how its metrics went, and leads to the chart", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${ids[1]}`);
  const spark = page.getByRole("link", { name: "Chart of loss" });
  await spark.waitFor();
  // A value that was logged once has no history.
  expect(await page.getByRole("link", { name: /^Chart of/ }).count()).toBe(1);
  await look("sparks");
  await spark.click();
  await page.getByRole("dialog", { name: "loss" }).locator(".lines canvas").waitFor();
  await look("chart-large");
  await page.keyboard.press("Escape");
  await expect.poll(() => param("chart")).toBeNull();
});

test("what has no place in a line is marked and told; the numbers are a table away", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${ids[1]}?view=charts`);
  const loss = card("loss");
  await lines(loss).waitFor();
  await loss.getByText("100 points · Not drawn: 1 NaN, 2 infinite").waitFor();
  await choose(loss, "Show values");
  await loss.getByRole("cell", { name: "NaN", exact: true }).waitFor();
  await look("chart-values");
  await choose(loss, "Show the chart");
  await lines(loss).waitFor();
});

test("axis, smoothing and scale are in the address", async () => {
  const { page } = opened;
  await page.getByLabel("Across").selectOption("relative");
  await card("loss").getByText("Time since the start, seconds").waitFor();
  await page.getByLabel("Smoothing").fill("0.9");
  await page.getByLabel("Log scale").check();
  await expect.poll(() => [param("x"), param("smooth"), param("scale")]).toEqual(["relative", "0.9", "log"]);
  await page.reload();
  await lines(card("loss")).waitFor();
  expect(await page.getByLabel("Across").inputValue()).toBe("relative");
  expect(await page.getByLabel("Smoothing").inputValue()).toBe("0.9");
  expect(await page.getByLabel("Log scale").isChecked()).toBe(true);
});

test("a sampled history says so and hides no spike; a drag shows more of a part, a double click all of it", async () => {
  const { page } = opened;
  await page.goto(`/runs/${ids[0]}?view=charts`);
  const loss = card("loss");
  await loss.getByText(/^[\d,]+ of 4,000 points; lowest and highest of each stretch are kept\. Zoom in for finer ones$/).waitFor();
  const drawn = (await saved(loss, "CSV of the drawn points")).bytes.toString();
  expect(drawn).toMatch(/,loss,2345,\d+,9\r\n/);
  const whole = (await saved(loss, "CSV of all 4,000 points")).bytes.toString().split("\r\n");
  expect(whole).toHaveLength(STEPS + 2);
  expect(drawn.split("\r\n").length).toBeLessThan(STEPS);
  expect(drawn).toContain(`${whole[0]}\r\n`);
  const plot = loss.locator(".u-over");
  const box = await plot.boundingBox();
  if (!box) throw new Error("The chart has no place.");
  const asked = page.waitForRequest((request) => request.postData()?.includes('"start_step"') ?? false);
  await page.mouse.move(box.x + 4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 20, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await asked;
  await loss.getByText(/^All \d+ points of this part · Show all of the axis$/).waitFor();
  await plot.dblclick();
  await loss.getByText(/Zoom in for finer ones$/).waitFor();
  // The same by keys.
  await loss.locator(".lines").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  await loss.getByRole("button", { name: "Show all of the axis" }).waitFor();
  await page.keyboard.press("0");
  await expect.poll(() => loss.getByRole("button", { name: "Show all of the axis" }).count()).toBe(0);
});

test("a zoom stays while points arrive", async () => {
  const { page } = opened;
  await page.goto(`/runs/${ids[2]}?view=charts`);
  const loss = card("loss");
  await loss.getByText("100 points").waitFor();
  await loss.locator(".lines").focus();
  await page.keyboard.press("+");
  await loss.getByRole("button", { name: "Show all of the axis" }).waitFor();
  await ask("runs/log-batch", { run_id: ids[2], metrics: [point("loss", 0.5, 100, Date.now())] });
  await page.getByRole("button", { name: "Refresh" }).click();
  await loss.getByText("101 points").waitFor();
  await loss.getByRole("button", { name: "Show all of the axis" }).waitFor();
});

test("12,000 metrics are searched, and drawn as far as they are in sight", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${ids[3]}?view=charts`);
  await page.getByText("12,000 metrics").waitFor();
  expect(await page.locator("article.chart").count()).toBeLessThan(60);
  await card("layer/0/norm").getByText("One point, at step 0").waitFor();
  await page.getByLabel("Search metrics by name").fill("11999");
  await page.getByText("1 metric", { exact: true }).waitFor();
  await card("layer/11999/norm").getByText("999", { exact: true }).waitFor();
  expect(param("metrics")).toBe("11999");
  await look("chart-one-value");
});

test("runs are compared in the same charts, the baseline first, single values as bars", async () => {
  const { page, look } = opened;
  await page.goto(`/compare?runs=${ids.slice(0, 3).join(",")}&view=charts`);
  await lines(card("loss")).waitFor();
  const legend = page.getByRole("list", { name: "Runs" });
  expect(await legend.getByRole("listitem").allTextContents()).toEqual(["smallbaseline", "large", HOSTILE]);
  await card("score").getByRole("img", { name: /^score of 3 runs, as bars/ }).waitFor();
  // Open, a chart covers the legend of the page, and has its own.
  await card("loss").getByRole("button", { name: "Open loss large" }).click();
  expect(await page.getByRole("dialog").getByRole("listitem").allTextContents()).toEqual(["smallbaseline", "large", HOSTILE]);
  await page.getByRole("button", { name: "Close loss" }).click();
  await look("compare-charts");
});

test("a chart is kept as PNG, SVG and CSV", async () => {
  const loss = card("loss");
  const png = await saved(loss, "Download PNG");
  expect(png.file).toBe("loss.png");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(png.bytes.readUInt32BE(16)).toBe(1920);
  const svg = (await saved(loss, "Download SVG")).bytes.toString();
  expect(svg).toMatch(/^<svg /);
  expect(svg).not.toContain("<img");
  expect(svg).not.toContain("var(");
  // One of the runs has too many points to be drawn.
  const csv = (await saved(loss, /^CSV of all 4,\d+ points$/)).bytes.toString().split("\r\n");
  expect(csv[0]).toBe("run_id,run_name,metric,step,timestamp,value");
  expect(csv.filter((line) => line.startsWith(`${ids[1]},large,loss`))).toHaveLength(100);
  for (const value of ["NaN", "Infinity", "-Infinity"]) expect(csv.some((line) => line.endsWith(`,${value}`)), value).toBe(true);
});

test("charts of an experiment are added, moved and taken away, and are there again", async () => {
  const { page, look } = opened;
  const titles = () => page.locator("article.chart > header h2").allTextContents();
  await page.goto(`/experiments/${experiment}`);
  await page.getByRole("link", { name: "Charts" }).click();
  await lines(card("loss")).waitFor();
  const add = async (kind: string, ...columns: [string, string][]) => {
    await page.getByRole("button", { name: "Add a chart" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a chart" });
    await dialog.getByLabel("Kind").selectOption({ label: kind });
    for (const [label, column] of columns) await dialog.getByLabel(label, { exact: true }).first().fill(column);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
  };
  await add("Box plot", ["Metric", "params.model"], ["Grouped by", "params.model"]);
  await page.getByRole("alert").filter({ hasText: "Choose a metric." }).waitFor();
  await look("add-chart");
  await page.getByRole("dialog").getByLabel("Metric").fill("metrics.score");
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await add("Scatter", ["Across", "params.lr"], ["Up", "metrics.score"]);
  await add("Bars", ["Value", "latency"]);
  await add("Bars", ["Value", "mlflow.runName"]);
  await card("mlflow.runName").waitFor();
  await choose(card("mlflow.runName"), "Remove");
  await add("Parallel coordinates", ["First axis", "params.lr"], ["Next axis", "metrics.score"]);
  await card("score by model").getByRole("img").waitFor();
  await card("score over lr").getByRole("img", { name: /^Scatter: score over lr, 3 runs/ }).waitFor();
  expect((await titles()).slice(-4)).toEqual(["score by model", "score over lr", "latency", "lr, score"]);
  await card("lr, score").scrollIntoViewIfNeeded();
  await look("runs-charts");
  // By keys alone.
  await card("lr, score").getByRole("button", { name: "More for lr, score" }).focus();
  await page.keyboard.press("Enter");
  await card("lr, score").getByRole("button", { name: "Move back" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await titles()).slice(-2)).toEqual(["lr, score", "latency"]);
  await choose(card("score by model"), "Remove");
  await expect.poll(async () => (await titles()).includes("score by model")).toBe(false);
  const before = await titles();
  await page.goto(`/experiments/${experiment}?view=charts`);
  await card("lr, score").waitFor();
  expect(await titles()).toEqual(before);
  await page.getByRole("button", { name: "Show the usual charts" }).click();
  await expect.poll(async () => (await titles()).includes("lr, score")).toBe(false);
});

// A run is watched while it happens: it appears in the open table, its points on the open page, and a server that comes back is
// noticed. Nothing is reloaded.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { embedded } from "./embedded";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let experiment: string;

const ask = async (path: string, body: object) => {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as { experiment_id?: string; run?: { info: { run_id: string } } };
};
const begin = async (run_name: string) =>
  (await ask("runs/create", { experiment_id: experiment, run_name, start_time: Date.now() })).run?.info.run_id ?? "";
const log = (run_id: string, value: number, step: number) =>
  ask("runs/log-batch", { run_id, metrics: [{ key: "loss", value, step, timestamp: Date.now() }] });

beforeAll(async () => {
  server = await startServer();
  experiment = (await ask("experiments/create", { name: "watched" })).experiment_id ?? "";
  await begin("first");
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

/** A page that is loaded again has lost this. */
const mark = () => opened.page.evaluate(() => void Object.assign(window, { kept: true }));
const isKept = () => opened.page.evaluate(() => "kept" in window);

test("a new run appears in the open table, and what is selected stays", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${experiment}`);
  await page.getByText("● Live").waitFor();
  await page.getByRole("checkbox", { name: "Select first" }).check();
  await mark();
  await begin("second");
  const started = performance.now();
  await page.getByRole("link", { name: "second" }).waitFor();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await page.getByRole("checkbox", { name: "Select first" }).isChecked()).toBe(true);
  expect(await isKept()).toBe(true);
  await look("live");
});

test("of many pages of runs those in sight follow, and the others when one comes to them", async () => {
  const { page } = opened;
  const other = (await ask("experiments/create", { name: "many" })).experiment_id;
  const now = Date.now();
  const make = async (index: number) => (await ask("runs/create", { experiment_id: other, run_name: `run ${index}`, start_time: now + index })).run?.info.run_id ?? "";
  const first = await make(0);
  for (let index = 1; index < 700; index += 20) await Promise.all(Array.from({ length: 20 }, (_, at) => (index + at < 700 ? make(index + at) : "")));
  const box = page.locator(".scroll").first();
  const bottom = () => box.evaluate((it) => it.scrollTo(0, it.scrollHeight));
  await page.goto(`/experiments/${other}`);
  await page.getByText("● Live").waitFor();
  await expect.poll(async () => bottom().then(() => page.getByText("700 runs", { exact: true }).count())).toBe(1);
  await bottom();
  await page.getByRole("link", { name: "run 0", exact: true }).waitFor();
  await box.evaluate((it) => it.scrollTo(0, 0));
  await page.getByRole("link", { name: "run 699", exact: true }).waitFor();
  const asked: unknown[] = [];
  page.on("request", (request) => void (request.url().endsWith("/runs/search") && asked.push((request.postDataJSON() as { page_token?: unknown }).page_token)));
  await make(700);
  await page.getByRole("link", { name: "run 700", exact: true }).waitFor();
  await page.getByText("701 runs", { exact: true }).waitFor();
  const before = asked.length;
  await ask("runs/update", { run_id: first, run_name: "another name" });
  await expect.poll(() => asked.length).toBeGreaterThan(before);
  // What is on its way would bring the other pages, too, were they in sight by then.
  await page.waitForTimeout(1_000);
  // The first page only.
  expect(asked.filter((token) => token !== undefined)).toEqual([]);
  await bottom();
  await page.getByRole("link", { name: "another name", exact: true }).waitFor();
  await page.getByText("701 runs", { exact: true }).waitFor();
});

test("what is read in a long table stays at its place when a new run is put above it", async () => {
  const { page } = opened;
  const other = (await ask("experiments/create", { name: "read" })).experiment_id;
  const make = (index: number) => ask("runs/create", { experiment_id: other, run_name: `read ${index}`, start_time: Date.now() + index });
  for (let index = 0; index < 60; index += 20) await Promise.all(Array.from({ length: 20 }, (_, at) => make(index + at)));
  await page.goto(`/experiments/${other}`);
  await page.getByText("60 runs", { exact: true }).waitFor();
  await page.getByText("● Live").waitFor();
  await page.locator(".scroll").first().evaluate((box) => box.scrollTo(0, 645));
  const read = page.getByRole("link", { name: "read 39", exact: true });
  const place = async () => (await read.boundingBox())?.y ?? 0;
  const before = await place();
  for (const index of [60, 61]) {
    await make(index);
    await page.getByText(`${index + 1} runs`, { exact: true }).waitFor();
    await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThanOrEqual(1);
  }
});

test("a point is on the open page within two seconds, and on its chart", async () => {
  const { page } = opened;
  const run = await begin("third");
  await log(run, 0.5, 1);
  await page.goto(`/runs/${run}`);
  await page.getByRole("cell", { name: "0.5", exact: true }).waitFor();
  await mark();
  await log(run, 0.25, 2);
  const started = performance.now();
  await page.getByRole("cell", { name: "0.25", exact: true }).waitFor();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await isKept()).toBe(true);
});

test("what a program logs into the database, past the server, is on the open chart within two seconds", async () => {
  const { page } = opened;
  const program = await embedded(server.database, "watched");
  try {
    for (const value of [1, 0.5, 0.25]) program.log(value);
    await page.goto(`/runs/${program.run}?view=charts`);
    await page.getByText("3 points").waitFor();
    await page.getByText("● Live").waitFor();
    await mark();
    for (const points of ["4 points", "5 points", "6 points"]) {
      const started = performance.now();
      program.log(0.125);
      await page.getByText(points).waitFor();
      expect(performance.now() - started).toBeLessThan(2_000);
    }
    expect(await isKept()).toBe(true);
  } finally {
    await program.end();
  }
});

test("a drag across a chart goes on while points arrive, and the zoom stays", async () => {
  const { page } = opened;
  const run = await begin("dragged");
  for (let step = 1; step <= 40; step += 1) await log(run, 1 / step, step);
  await page.goto(`/runs/${run}?view=charts`);
  await page.getByText("40 points").waitFor();
  const over = await page.locator(".lines .u-over").boundingBox();
  if (!over) throw new Error("There is no chart.");
  const at = (part: number) => [over.x + over.width * part, over.y + over.height / 2] as const;
  const selected = async () => (await page.locator(".lines .u-select").boundingBox())?.width ?? 0;
  await page.mouse.move(...at(0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.5), { steps: 5 });
  await log(run, 0.01, 41);
  await page.getByText("41 points").waitFor();
  expect(await selected()).toBeGreaterThan(over.width * 0.2);
  await page.mouse.move(...at(0.75), { steps: 5 });
  expect(await selected()).toBeGreaterThan(over.width * 0.45);
  await page.mouse.up();
  const whole = page.getByRole("button", { name: "Show all of the axis" });
  await whole.waitFor();
  await log(run, 0.01, 42);
  await page.getByText("42 points").waitFor();
  expect(await whole.isVisible()).toBe(true);
});

test("a server that stops and comes back is told, and what it has then is shown", async () => {
  const { page, look } = opened;
  const run = await begin("fourth");
  await page.goto(`/runs/${run}`);
  await page.getByText("● Live").waitFor();
  await mark();
  await server.restart(async () => {
    await page.getByText("○ Not live").waitFor();
    await look("not-live");
  });
  await log(run, 0.125, 1);
  await page.getByText("● Live").waitFor();
  await page.getByRole("cell", { name: "0.125", exact: true }).waitFor();
  expect(await isKept()).toBe(true);
});

// From the start page to one run and to a comparison, as a person goes who looks for the best prompt.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Filled, HOSTILE, fill } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let filled: Filled;
let opened: Opened;

beforeAll(async () => {
  server = await startServer();
  opened = await openBrowser(server.url);
  await opened.page.goto("/");
  await opened.page.getByText("Log a first run").waitFor();
  await opened.look("empty");
  filled = await fill(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const rows = () => opened.page.locator("tbody tr[data-index]");
const names = () => opened.page.locator("[data-row]").allTextContents();

test("an experiment is found by its name", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "support answers" }).waitFor();
  await look("experiments");
  await page.keyboard.press("/");
  await page.keyboard.type("supp");
  await page.getByText("1 experiment", { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?q=supp");
  await page.getByRole("link", { name: "support answers" }).click();
  await page.getByRole("heading", { name: "support answers" }).waitFor();
});

test("that nobody knows how many runs there are is told", async () => {
  const { page, look } = opened;
  await page.route("**/experiments/activity", (route) => route.fulfill({ status: 403, json: { error_code: "PERMISSION_DENIED", message: "Not now." } }));
  await page.goto("/");
  await page.getByText("How many runs the experiments have could not be read.").waitFor();
  await look("no-activity");
  await page.unroute("**/experiments/activity");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("row", { name: /support answers/ }).getByRole("cell", { name: "250" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("whoever is quicker than the address is not taken back by it", async () => {
  const { page } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "support answers" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("supp");
  await page.getByText("1 experiment", { exact: true }).waitFor();
  await page.keyboard.type("ort");
  for (const key of ["Enter", "j", "Enter"]) await page.keyboard.press(key);
  await page.getByRole("heading", { name: "support answers" }).waitFor();
  // As long as the box waits after the last key, and more.
  await page.waitForTimeout(500);
  await page.getByRole("heading", { name: "support answers" }).waitFor();
});

test("runs are sorted by the server and paged while one scrolls", async () => {
  const { page, look } = opened;
  await rows().first().waitFor();
  await look("runs");
  expect(await rows().count()).toBeLessThan(80);
  await page.getByRole("button", { name: "Sort by score" }).click();
  await page.waitForURL(/sort=-metrics.score/);
  await page.locator('th[aria-sort="descending"]').waitFor();
  await expect.poll(async () => (await names())[0]).toBe("terse-v27");
  await page.getByText("100 of 250 runs").waitFor();
  await page.locator(".scroll").evaluate((box) => box.scrollTo(0, 1e6));
  await page.getByText("250 runs", { exact: true }).waitFor();
  // One finds the place again after a look at a run, and the first order with another step back.
  const place = () => page.locator(".scroll").evaluate((box) => Math.round(box.scrollTop));
  await page.locator(".scroll").evaluate((box) => box.scrollTo(0, 5000));
  await expect.poll(() => page.locator("tr[data-index]").first().evaluate((row) => Number((row as HTMLElement).dataset.index))).toBeGreaterThan(80);
  // At once: rows come and go while one scrolls, and this does not wait for one to stay.
  await rows().nth(15).evaluate((row) => row.scrollIntoView({ block: "nearest" }));
  const before = await place();
  expect(before).toBeGreaterThan(3000);
  await rows().nth(15).getByRole("link").click();
  await page.getByRole("button", { name: "Copy the run ID" }).waitFor();
  await page.goBack();
  await expect.poll(place).toBe(before);
  await page.goBack();
  await expect.poll(async () => (await names())[0]).toBe("terse-v249");
});

test("a filter narrows the runs, and a wrong one is shown at its place", async () => {
  const { page, look } = opened;
  await page.keyboard.press("/");
  await page.keyboard.type(`params.model = "llama-3-8b" and metrics.score > `);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  expect(await page.locator(".problem pre").textContent()).toContain("metrics.score >");
  expect(await rows().count()).toBeGreaterThan(0);
  await look("wrong-filter");
  await page.getByLabel("Filter runs").fill(`params.model = "llama-3-8b" and metrics.score > 0.9`);
  await page.keyboard.press("Enter");
  await page.getByText(/^\d runs$/).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  await page.reload();
  await page.getByText(/^\d runs$/).waitFor();
  // `Enter` leads on to the rows also where nothing was changed.
  for (const key of ["/", "Enter", "j"]) await page.keyboard.press(key);
  await page.locator("tr[data-index] [data-row]:focus").waitFor();
});

test("columns are chosen, and the link keeps them", async () => {
  const { page, look } = opened;
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("checkbox", { name: "User" }).check();
  await page.getByRole("checkbox", { name: "temperature" }).uncheck();
  await look("columns");
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("button", { name: "Sort by User" }).waitFor();
  expect(await page.getByRole("button", { name: "Sort by temperature" }).count()).toBe(0);
});

test("two runs are selected and compared by keyboard", async () => {
  const { page, look } = opened;
  await rows().first().waitFor();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await page.getByText("2 selected").waitFor();
  await look("selected");
  await page.keyboard.press("c");
  await page.getByRole("heading", { name: "Compare 2 runs" }).waitFor();
  await page.getByText("baseline", { exact: true }).waitFor();
  await page.locator("tr", { hasText: "score" }).first().waitFor();
  await look("compare");
  await page.goBack();
  await page.getByText("2 selected").waitFor();
});

test("a run is opened", async () => {
  const { page, look } = opened;
  const name = (await names())[0] ?? "";
  await page.getByRole("link", { name }).click();
  await page.getByRole("heading", { name }).waitFor();
  await page.getByRole("link", { name: "Artifacts" }).click();
  await page.getByText("No artifact was logged.").waitFor();
  await look("no-artifact");
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("rowheader", { name: "exact_match/v1" }).waitFor();
  await look("run");
});

test("a tab that is on its way says so", async () => {
  const { page, look } = opened;
  for (const [what, view] of [["**/assets/Charts-*.js", "charts"], ["**/artifacts/list?*", "tables"]] as const) {
    let letGo = () => {};
    const held = new Promise<void>((done) => (letGo = done));
    await page.route(what, (route) => held.then(() => route.continue()), { times: 1 });
    await page.goto(`/runs/${filled.hostileRun}?view=${view}`, { waitUntil: "commit" });
    const loading = page.getByRole("status").getByText("Loading", { exact: true });
    await loading.waitFor();
    await page.getByRole("heading", { name: HOSTILE }).waitFor();
    await look(`loading-${view}`);
    letGo();
    await loading.waitFor({ state: "detached" });
  }
  await page.getByText("This run has no table yet.").waitFor();
  await page.goto(`/runs/${filled.hostileRun}`);
});

test("a text is copied also where the browser has no clipboard for pages, as on plain HTTP", async () => {
  const { page } = opened;
  await page.evaluate(() => void Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const copy = page.getByRole("button", { name: "Copy the run ID" });
  await copy.click();
  await copy.getByText("Copied").waitFor();
  expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.locator("textarea.unseen").count()).toBe(0);
});

test("hostile texts are shown as texts", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: `hostile ${HOSTILE}` }).click();
  await page.getByRole("link", { name: HOSTILE }).click();
  await page.getByRole("heading", { name: HOSTILE }).waitFor();
  await page.getByText("<script>alert(1)</script>").waitFor();
  await page.getByText("9007199254740993", { exact: true }).waitFor();
  await page.getByText("9007199254740993123").waitFor();
  await page.getByRole("cell", { name: "NaN" }).waitFor();
  await look("hostile");
});

test("MLflow's links lead here", async () => {
  const { page } = opened;
  const { experiment, hostileRun } = filled;
  const runs = encodeURIComponent(JSON.stringify([hostileRun, hostileRun.split("").reverse().join("")]));
  await page.goto(`/#/experiments/${experiment}/runs/${hostileRun}`);
  await page.waitForURL(`**/runs/${hostileRun}`);
  await page.goto(`/#/experiments/${experiment}`);
  await page.waitForURL(`**/experiments/${experiment}`);
  await page.goto(`/#/compare-runs?runs=${runs}&experiments=[]`);
  await page.waitForURL("**/compare?runs=*");
  await page.getByRole("alert").waitFor();
});

test("what is not there is told, with a way on", async () => {
  const { page, look } = opened;
  await page.goto("/runs/nothing");
  await page.getByRole("alert").waitFor();
  await look("no-run");
  await page.getByRole("link", { name: "Go to the experiments" }).click();
  await page.getByRole("heading", { name: "Experiments" }).waitFor();
  await page.goto("/nowhere/at/all");
  await page.getByRole("heading", { name: "No such page" }).waitFor();
  await look("no-page");
  await page.goto("/compare");
  await page.getByRole("heading", { name: "Choose two runs or more to compare" }).waitFor();
  await look("nothing-to-compare");
});

test("a page that can not be drawn says so, and is loaded again", async () => {
  const { page, look, wrong } = opened;
  await page.route("**/assets/RunPage-*.js", (route) => route.abort());
  await page.goto(`/runs/${filled.hostileRun}`);
  await page.getByRole("heading", { name: "This page could not be drawn." }).waitFor();
  await look("broken");
  await page.unroute("**/assets/RunPage-*.js");
  await page.getByRole("button", { name: "Load it again" }).click();
  await page.getByRole("heading", { name: HOSTILE }).waitFor();
  // The browser tells its console.
  expect(wrong.splice(0).filter((line) => !line.includes("dynamically imported module"))).toEqual([]);
});

test("the keys are told", async () => {
  const { page, look } = opened;
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await help.getByText("compare the selected runs").waitFor();
  expect(await help.locator("dt").allTextContents()).toEqual(expect.arrayContaining(["/", "j k", "x", "c", "p", "?"]));
  await look("keys-help");
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
});

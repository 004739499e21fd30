// From the start page to the answers that got worse, by keyboard alone, on what MLflow's client writes; and the tables of one run.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Answers, fillAnswers, fillCells } from "./fillAnswers";
import { type Server, startServer } from "./server";

const NAME = "support prompts";
let server: Server;
let opened: Opened;
let filled: Answers;

beforeAll(async () => {
  server = await startServer();
  filled = await fillAnswers(server.url, NAME);
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const questions = () => opened.page.locator("tr[data-index] th .cell").first();

test("the answers that got worse are found by keyboard alone", async () => {
  const { page, look } = opened;
  const start = performance.now();
  await page.goto("/");
  await page.getByRole("link", { name: NAME }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("support pr");
  await page.getByText("1 experiment", { exact: true }).waitFor();
  for (const key of ["Enter", "j", "Enter"]) await page.keyboard.press(key);
  await page.getByRole("link", { name: "terse-v2" }).waitFor();
  // The newest is first: verbose, terse-v3, terse-v2. The earliest is the baseline, in whichever order they are selected.
  for (const key of ["j", "j", "x", "j", "x", "p"]) await page.keyboard.press(key);
  await page.getByText("500 rows, 500 joined").waitFor();
  await look("answers");
  await page.keyboard.press("w");
  await page.getByText("10 of 500").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: /1 of 10$/ }).waitFor();
  await look("answer");
  const read: string[] = [];
  for (let index = 1; index <= 10; index += 1) {
    await page.getByRole("dialog", { name: new RegExp(` ${index} of 10$`) }).waitFor();
    read.push((await page.locator("dialog[open] .reading dd").first().textContent()) ?? "");
    await page.keyboard.press("j");
  }
  expect(read).toEqual(filled.worse);
  expect(performance.now() - start).toBeLessThan(60_000);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // The keys go on where they were.
  await page.locator("tr[data-index='0'] [data-row]:focus").waitFor();
});

test("a link shows the same answers", async () => {
  const { page, look } = opened;
  await page.reload();
  await page.getByText("10 of 500").waitFor();
  await page.keyboard.press("g");
  await page.getByText("500 rows, 500 joined").waitFor();
  await page.getByLabel("Largest loss first").check();
  await expect.poll(() => questions().textContent()).toBe(filled.worse[0]);
  await page.keyboard.press("d");
  expect(await page.locator("tr[data-index] ins").count()).toBe(0);
  await page.getByRole("button", { name: "latency" }).click();
  await page.getByRole("button", { name: "Less is better" }).waitFor();
  await look("answers-latency");
});

test("another run is made the baseline", async () => {
  const { page } = opened;
  const summary = page.locator(".summary");
  const before = await summary.getByText(/^better/).first().textContent();
  await page.getByLabel("Baseline").selectOption({ index: 1 });
  await summary.getByText(`worse ${before?.split(" ")[1]}`, { exact: true }).first().waitFor();
  await page.getByLabel("Baseline").selectOption({ index: 1 });
  await summary.getByText(before ?? "", { exact: true }).first().waitFor();
});

test("three runs", async () => {
  const { page, look } = opened;
  await page.goto(`/compare?view=predictions&runs=${filled.runs.join(",")}&rows=worse`);
  await page.getByRole("combobox", { name: "In", exact: true }).selectOption({ label: "terse-v3" });
  await page.getByText("10 of 500").waitFor();
  await look("answers-three");
});

test("from the experiment its answers are read side by side, and its prompts one after the other", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${filled.experiment}`);
  const views = page.getByRole("navigation", { name: "Runs: views" });
  await views.getByRole("link", { name: "Predictions" }).click();
  await page.getByText("1 table in 3 runs").waitFor();
  await page.getByRole("link", { name: "Read 2 side by side" }).waitFor();
  await look("experiment-predictions");
  await page.getByRole("checkbox", { name: "terse-v2" }).check();
  await page.getByRole("link", { name: "Read 3 side by side" }).click();
  await page.getByText("500 rows, 500 joined").waitFor();
  // The earliest is the baseline.
  expect(new URL(page.url()).searchParams.get("runs")).toBe(filled.runs.join(","));
  await page.goBack();
  await views.getByRole("link", { name: "Prompts" }).click();
  await page.getByText("3 texts in 3 runs").waitFor();
  const prompts = page.getByRole("list", { name: "Prompts, the latest first" }).locator("> li");
  expect(await prompts.locator("del, ins").count()).toBeGreaterThan(3);
  expect(await prompts.nth(1).locator(".means").textContent()).toMatch(/correctness4\.\d+ ▲ 0\.\d+/);
  await look("experiment-prompts");
  await page.getByRole("checkbox", { name: "Changes since the one before" }).uncheck();
  await page.getByText("Answer the customer's question in full: {question}", { exact: true }).waitFor();
  await prompts.nth(1).getByRole("link", { name: "Answers beside those before" }).click();
  await page.getByText("500 rows, 500 joined").waitFor();
  expect(new URL(page.url()).searchParams.get("runs")).toBe(filled.runs.slice(0, 2).join(","));
  await page.goBack();
  await prompts.first().getByRole("link", { name: "1 run" }).click();
  await page.getByText("1 run", { exact: true }).waitFor();
  await page.getByRole("link", { name: "verbose" }).waitFor();
});

test("a table is read, searched, filtered and sorted", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${filled.runs[1]}`);
  await page.getByRole("link", { name: "Predictions and tables" }).click();
  await page.getByText("500 rows").waitFor();
  await look("table");
  await page.keyboard.press("/");
  await page.keyboard.type("ask again");
  await page.getByText("10 rows found").waitFor();
  await page.getByLabel("Filter the rows").fill("latency > 1 and question LIKE '%parcel%'");
  await page.getByText("0 rows found").waitFor();
  await page.getByRole("button", { name: "Show all rows" }).click();
  await page.getByText("500 rows", { exact: true }).waitFor();
  await page.getByLabel("Filter the rows").fill("nothing > 1");
  await page.getByRole("alert").waitFor();
  await look("table-refused");
  await page.getByLabel("Filter the rows").fill("");
  await page.getByRole("alert").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Sort by latency" }).click();
  await page.locator('th[aria-sort="descending"]').waitFor();
  await page.locator(".stale").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Read row 1", exact: true }).click();
  await page.getByRole("dialog", { name: "Row 1 of 500" }).waitFor();
  await page.keyboard.press("j");
  await page.getByRole("dialog", { name: "Row 2 of 500" }).waitFor();
  await look("table-row");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("a cell is shown as what it is, and does nothing", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${await fillCells(server.url)}?view=tables`);
  await page.getByText("2 rows", { exact: true }).waitFor();
  await page.locator('img[alt="images/a.png"]').waitFor();
  expect(await page.locator("tr[data-index]").first().locator(".bubble").count()).toBe(3);
  expect(await page.locator("tr[data-index]").nth(1).locator(".bubble").count()).toBe(3);
  await page.getByText("<script>alert(1)</script>", { exact: true }).waitFor();
  await look("cells");
  await page.getByRole("link", { name: "Read row 1" }).click();
  const dialog = page.getByRole("dialog", { name: "Row 1 of 2" });
  await dialog.getByRole("heading", { name: "Steps" }).waitFor();
  expect(await dialog.locator("script, img[src='x'], a[href^='javascript']").count()).toBe(0);
  await look("cells-row");
  await dialog.getByRole("checkbox", { name: "Markdown" }).uncheck();
  await dialog.getByText("# Steps").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "long" }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("columnheader", { name: "markdown" }).waitFor();
  expect(await page.getByRole("columnheader", { name: "long" }).count()).toBe(0);
});

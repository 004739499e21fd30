// Behind a proxy that gives Runlore a folder of its own (--static-prefix): the main pages work, and nothing is asked for outside it.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Answers, fillAnswers, fillCells } from "./fillAnswers";
import { type Server, startServer } from "./server";

const NAME = "support prompts";
let server: Server;
let opened: Opened;
let filled: Answers;
let cells: string;

beforeAll(async () => {
  server = await startServer({ prefix: "/team/runlore" });
  filled = await fillAnswers(server.url, NAME);
  cells = await fillCells(server.url);
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

// A request outside the prefix is one of the things that go wrong.
afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

test("pages lead to each other", async () => {
  const { page } = opened;
  await page.goto("");
  await page.getByRole("link", { name: NAME }).click();
  await page.getByText("3 runs", { exact: true }).waitFor();
  await page.getByText("● Live").waitFor();
  for (const name of ["terse-v2", "terse-v3"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByRole("button", { name: "Predictions side by side" }).click();
  await page.getByText("500 rows, 500 joined").waitFor();
  await page.getByRole("link", { name: "Differences" }).click();
  await page.getByRole("rowheader", { name: "correctness" }).waitFor();
  await page.getByRole("link", { name: "Charts" }).click();
  await page.getByRole("article", { name: "correctness" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search everywhere" }).waitFor();
  await page.keyboard.type("verbose");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "verbose" }).waitFor();
  await page.getByRole("link", { name: "Experiments" }).click();
  await page.getByRole("link", { name: NAME }).waitFor();
});

test("addresses can be opened, also MLflow's", async () => {
  const { page } = opened;
  const [run = ""] = filled.runs;
  await page.goto(`runs/${run}?view=tables`);
  await page.getByText("500 rows", { exact: true }).waitFor();
  await page.goto(`#/experiments/${filled.experiment}/runs/${run}`);
  await page.waitForURL(`**/runs/${run}`);
  await page.getByRole("heading", { name: "terse-v2" }).waitFor();
  await page.goto("search?q=terse");
  await page.getByRole("region", { name: "Runs" }).getByRole("link", { name: "terse-v3" }).waitFor();
});

test("files are shown", async () => {
  const { page } = opened;
  await page.goto(`runs/${cells}?view=artifacts&path=images/a.png`);
  await page.getByText("1 × 1").waitFor();
  await page.goto(`runs/${cells}?view=tables`);
  await page.getByText("2 rows", { exact: true }).waitFor();
  await expect.poll(() => page.locator("td img").first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
});

// What is looked at is the same for whoever is sent the address: runs of all experiments, in a browser that knows nothing; and the theme.
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Filled, HOSTILE, fill } from "./fill";
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

const heads = (page: Page) => page.locator("thead .head-name").allTextContents();
const names = (page: Page) => page.locator("[data-row]").allTextContents();
const settled = (page: Page) => page.locator("table[aria-busy=false]").waitFor();
const param = (name: string) => new URL(opened.page.url()).searchParams.get(name);

test("runs of all experiments say of which each is", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "Runs of all experiments" }).click();
  await page.getByRole("heading", { name: "Runs of all experiments" }).waitFor();
  await page.getByText("100 of 251 runs").waitFor();
  await page.getByRole("cell", { name: `hostile ${HOSTILE}` }).waitFor();
  expect(await page.getByRole("cell", { name: "support answers", exact: true }).count()).toBeGreaterThan(5);
  await look("all-runs");
  await page.getByRole("button", { name: "Arrange Experiment" }).click();
  await page.getByText("Runs can not be sorted by their experiment.").waitFor();
  await page.keyboard.press("Escape");
});

test("they are filtered and sorted by the server", async () => {
  const { page } = opened;
  await page.getByLabel("Filter runs").fill("params.model = 'llama-3-8b'");
  await page.keyboard.press("Enter");
  await page.getByText("63 runs", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Sort by latency" }).click();
  await expect.poll(() => param("sort")).toBe("-metrics.latency");
  await settled(page);
  // Before the heads is the one of the checkboxes.
  const at = (await heads(page)).findIndex((head) => head.startsWith("latency")) + 2;
  const shown = (await page.locator(`tbody tr[data-index] > :nth-child(${at})`).allTextContents()).map(Number);
  expect(shown.length).toBeGreaterThan(10);
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  expect(shown[0]).toBeGreaterThan(shown.at(-1) ?? NaN);
  await page.getByLabel("Filter runs").fill(`experiment_id = '${filled.hostile}'`);
  await page.keyboard.press("Enter");
  await page.getByText("1 run", { exact: true }).waitFor();
  expect(await names(page)).toEqual([HOSTILE]);
});

test("an address shows the same in a browser that knows nothing", async () => {
  const { page } = opened;
  const columns = "metrics.score,params.prompt_template,attributes.user_id";
  await page.goto(`/experiments/${filled.experiment}?filter=${encodeURIComponent("metrics.score > 0.5")}&sort=metrics.score&columns=${columns}`);
  await settled(page);
  const other = await page.context().browser()?.newContext({ viewport: { width: 1280, height: 800 } });
  if (!other) throw new Error("There is no browser.");
  const fresh = await other.newPage();
  await fresh.goto(page.url());
  await settled(fresh);
  expect(await heads(fresh)).toEqual(["Name", "score ▲", "prompt_template", "User"]);
  expect(await heads(fresh)).toEqual(await heads(page));
  const first = (await names(page)).slice(0, 12);
  expect(first).toHaveLength(12);
  expect((await names(fresh)).slice(0, 12)).toEqual(first);
  expect(await fresh.getByLabel("Filter runs").inputValue()).toBe("metrics.score > 0.5");
  await other.close();
});

test("the theme that was chosen stays", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "support answers" }).waitFor();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const grounds: string[] = [];
  for (const [before, after] of [["system", "light"], ["light", "dark"]] as const) {
    await page.getByRole("button", { name: `Theme: ${before}` }).click();
    await page.getByRole("button", { name: `Theme: ${after}` }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: `Theme: ${after}` }).waitFor();
    await page.getByRole("link", { name: "support answers" }).waitFor();
    // Whatever the system says.
    await look(`theme-${after}`);
    grounds.push(await ground());
  }
  expect(new Set(grounds).size).toBe(2);
  await page.getByRole("button", { name: "Theme: dark" }).click();
  await page.getByRole("button", { name: "Theme: system" }).waitFor();
  expect(await ground()).toBe(grounds[0]);
});

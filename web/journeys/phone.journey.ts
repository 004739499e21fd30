// The demo's project read on a phone: no page is wider than the screen, and what is read has room.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { BUILT, type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
const runs: string[] = [];
let experiment = "";

beforeAll(async () => {
  server = await startServer();
  await promisify(execFile)(process.env.RUNLORE_BIN ?? BUILT, ["demo", "--tracking-uri", server.url]);
  const ask = async (path: string, body: object) => {
    const answer = await fetch(`${server.url}/api/2.0/mlflow/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    return (await answer.json()) as { experiments: { experiment_id: string }[]; runs: { info: { run_id: string } }[] };
  };
  const found = await ask("experiments/search", { max_results: 1, filter: "name = 'support answers'" });
  experiment = found.experiments[0]?.experiment_id ?? "";
  const list = await ask("runs/search", { experiment_ids: [experiment], filter: "run_name IN ('terse-v1 small-8b', 'terse-v2 small-8b')", max_results: 2 });
  runs.push(...list.runs.map(({ info }) => info.run_id));
  opened = await openBrowser(server.url);
  await opened.page.setViewportSize({ width: 390, height: 844 });
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const PAGES: [name: string, path: () => string, shown: string][] = [
  ["experiments", () => "/", "tbody a"],
  ["runs", () => `/experiments/${experiment}`, "tbody a"],
  ["runs-charts", () => `/experiments/${experiment}?view=charts`, "article.chart svg"],
  ["runs-predictions", () => `/experiments/${experiment}?view=predictions`, ".table-runs"],
  ["runs-prompts", () => `/experiments/${experiment}?view=prompts`, ".prompt-history li"],
  ["run", () => `/runs/${runs[0]}`, ".panels tbody th"],
  ["run-charts", () => `/runs/${runs[0]}?view=charts`, "article.chart"],
  ["run-tables", () => `/runs/${runs[0]}?view=tables`, ".rows tbody td"],
  ["run-artifacts", () => `/runs/${runs[0]}?view=artifacts`, "[role=treeitem]"],
  ["compare", () => `/compare?runs=${runs.join(",")}`, ".compare tbody td"],
  ["compare-predictions", () => `/compare?runs=${runs.join(",")}&view=predictions`, ".answers-box tbody td"],
  ["compare-prompts", () => `/compare?runs=${runs.join(",")}&view=prompts`, ".prompts section"],
  ["search", () => "/search?q=terse", ".found li"],
];

test.each(PAGES)("%s", async (name, path, shown) => {
  const { page, look } = opened;
  await page.goto(path());
  await page.locator(shown).first().waitFor();
  await look(`phone-${name}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), "the page as a whole does not scroll sideways").toBeLessThanOrEqual(390);
});

test("a row is read in full, alone and beside the other run's", async () => {
  const { page, look } = opened;
  for (const [name, path] of [
    ["reading", `/runs/${runs[0]}?view=tables`],
    ["reading-beside", `/compare?runs=${runs.join(",")}&view=predictions`],
  ] as const) {
    await page.goto(path);
    await page.locator(".rows tbody .input-link, .rows tbody .pinned a").first().click();
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    await look(`phone-${name}`);
    const body = dialog.locator(".reading-body");
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth), "nothing is beside the screen").toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
  }
});

test("a run is looked at below the table, others are selected", async () => {
  const { page, look } = opened;
  await page.goto(`/experiments/${experiment}?selected=${runs.join(",")}&peek=${runs[0]}`);
  await page.getByRole("region", { name: "A look at the run" }).getByText("Predictions and tables").waitFor();
  await look("phone-peek");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

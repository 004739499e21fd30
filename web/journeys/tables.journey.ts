// The tables of one run: found wherever they are, read at any row, searched, and as one left them.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Info, asking, folder, put } from "./fillAnswers";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let experiment: string;

beforeAll(async () => {
  server = await startServer();
  experiment = (await asking(server.url)("experiments/create", { name: "tables" })).experiment_id ?? "";
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const begin = async () => {
  const made = await asking(server.url)("runs/create", { experiment_id: experiment, start_time: Date.now() });
  if (!made.run) throw new Error("No run was made.");
  return made.run.info;
};
const file = (info: Info, path: string, text: string) => put(`${folder(server.url, info)}/${path}`, text);
/** These are all tables of the run. */
const list = (info: Info, ...paths: string[]) => {
  const value = JSON.stringify(paths.map((path) => ({ path, type: "table" })));
  return asking(server.url)("runs/set-tag", { run_id: info.run_id, key: "mlflow.loggedArtifacts", value });
};
const table = (columns: string[], data: unknown[][]) => JSON.stringify({ columns, data });
const tables = (info: Info) => `/runs/${info.run_id}?view=tables`;

test("the table that is shown stays when another one is logged", async () => {
  const { page } = opened;
  const info = await begin();
  await file(info, "notes.json", table(["note"], [["first"]]));
  await list(info, "notes.json");
  await page.goto(tables(info));
  await page.getByRole("cell", { name: "first" }).waitFor();
  await page.getByText("● Live").waitFor();
  await file(info, "predictions.json", table(["note"], [["second"]]));
  await list(info, "notes.json", "predictions.json");
  const choice = page.getByRole("combobox", { name: "Table" });
  await choice.waitFor();
  expect(await choice.inputValue()).toBe("notes.json");
  expect(await page.getByRole("cell", { name: "first" }).isVisible()).toBe(true);
  await choice.selectOption("predictions.json");
  await page.getByRole("cell", { name: "second" }).waitFor();
});

test("a row far below is read without those before it, and is where one is afterwards", async () => {
  const { page } = opened;
  const info = await begin();
  await file(info, "long.json", table(["n", "text"], Array.from({ length: 5_000 }, (_, at) => [at, `text of ${at}`])));
  await list(info, "long.json");
  const asked: number[] = [];
  page.on("request", (request) => void (request.url().endsWith("/tables/rows") && asked.push((request.postDataJSON() as { offset: number }).offset)));
  await page.goto(`${tables(info)}&row=3999`);
  await page.getByRole("dialog", { name: "Row 4000 of 5000" }).getByText("text of 3999").waitFor();
  await page.keyboard.press("j");
  await page.getByRole("dialog", { name: "Row 4001 of 5000" }).getByText("text of 4000").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("cell", { name: "text of 4000", exact: true }).waitFor();
  await page.locator(".rows-box").evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await page.getByRole("cell", { name: "text of 4999", exact: true }).waitFor();
  expect(asked.filter((offset) => offset > 0 && offset < 3_800)).toEqual([]);
  // What was passed over is not waited for.
  const givenUp = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/tables/rows"));
  await page.route("**/tables/rows", (route) => (route.request().postDataJSON() as { offset: number }).offset === 0 && route.continue());
  const passed = page.waitForRequest("**/tables/rows");
  await page.locator(".rows-box").evaluate((box) => box.scrollTo(0, box.scrollHeight / 2));
  await passed;
  await page.locator(".rows-box").evaluate((box) => box.scrollTo(0, 0));
  await givenUp;
  await page.unroute("**/tables/rows");
});

test("a cell of which the page has only the beginning unfolds in its row", async () => {
  const { page, look } = opened;
  const info = await begin();
  await file(info, "cut.json", table(["text"], [[`${"word ".repeat(30_000)}the end`], ["short"]]));
  await list(info, "cut.json");
  await page.goto(tables(info));
  await page.getByRole("button", { name: "Unfold row 1" }).click();
  await page.locator("tr[data-index='0']").getByText("the end").waitFor();
  await look("table-unfolded");
  await page.getByRole("button", { name: "Unfold row 1" }).click();
  await page.getByText("the end").waitFor({ state: "detached" });
});

test("columns stay hidden in the same table of the next run, and a search says which it looks through", async () => {
  const { page } = opened;
  const columns = Array.from({ length: 45 }, (_, at) => `c${at}`);
  const runs = [await begin(), await begin()] as const;
  for (const info of runs) {
    await file(info, "wide.json", table(columns, [columns.map((name) => `in ${name}`)]));
    await list(info, "wide.json");
  }
  await page.goto(tables(runs[0]));
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "c1", exact: true }).uncheck();
  await page.keyboard.press("Escape");
  await page.goto(tables(runs[1]));
  await page.getByRole("columnheader", { name: "Sort by c2", exact: true }).waitFor();
  // A link that is copied right away shows others the same.
  await page.waitForURL(/table=wide\.json.*hide=c1/);
  expect(await page.getByRole("columnheader", { name: "Sort by c1", exact: true }).count()).toBe(0);
  const search = page.getByRole("searchbox", { name: "Search the rows for a text" });
  await search.fill("in c30");
  await page.getByText("1 row found").waitFor();
  await page.getByText("in 30 of 45 columns").waitFor();
  await search.fill("in c31");
  await page.getByText("0 rows found").waitFor();
});

test("a CSV file in a folder is a table, also with one name twice among its columns", async () => {
  const { page } = opened;
  const info = await begin();
  await file(info, "out/deep/answers.csv", "question,score,score\nWhy?,1,2\n");
  await page.goto(tables(info));
  await page.getByRole("cell", { name: "Why?" }).waitFor();
  expect(await page.getByRole("columnheader", { name: "score" }).count()).toBe(2);
});

test("a large table says how far the server is with preparing it, and is counted then", async () => {
  const { page, look } = opened;
  const info = await begin();
  await file(info, "large.json", table(["n"], Array.from({ length: 150 }, (_, at) => [at])));
  await list(info, "large.json");
  // As the server answers while it copies a table of many megabytes, which on a quick machine nobody would see.
  let share = 0.43;
  await page.route("**/tables/rows", async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as object;
    await route.fulfill({ response, json: share < 1 ? { ...body, total: 101, counted: false, progress: share } : body });
  });
  await page.goto(tables(info));
  const preparing = page.getByRole("status").filter({ hasText: "Being prepared" });
  await preparing.filter({ hasText: "43 %" }).waitFor();
  await page.getByText("more than 100 rows").waitFor();
  await look("table-preparing");
  share = 0.87;
  await preparing.filter({ hasText: "87 %" }).waitFor();
  share = 1;
  await preparing.waitFor({ state: "detached" });
  await page.getByText("150 rows", { exact: true }).waitFor();
  await page.unroute("**/tables/rows");
});

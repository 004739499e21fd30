// On a database that only the released MLflow wrote, with 10,000 runs: a run is found, runs are filtered and compared, files opened, a
// run watched; and the answers that got worse are found by keyboard alone.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Server, startServer } from "./server";
import { stock, stockLive } from "./stock";

let server: Server;
let opened: Opened;
/** The questions whose answers got worse with the second prompt. */
let worse: string[];

beforeAll(async () => {
  server = await startServer({ prepare: (database) => stock("store", `sqlite:///${database}`) });
  worse = (JSON.parse(await stock("log", server.url)) as { worse: string[] }).worse;
  opened = await openBrowser(server.url);
}, 300_000);

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const rows = () => opened.page.locator("tbody tr[data-index]");
const open = async (experiment: string) => {
  await opened.page.goto("/");
  await opened.page.getByRole("link", { name: experiment, exact: true }).click();
  await rows().first().waitFor();
};

/** The recording: what is typed (`↵` is Enter), and what is then to be seen before the next keys are. */
const FIND: [keys: string, seen: string][] = [
  ["", "support answers"],
  ["/support↵", "1 experiment"],
  ["j↵", "100 of 10,002 runs"],
  ["/run_name LIKE 'prompt-%'↵", "2 runs"],
  // The newest is first, and the earliest is the baseline.
  ["jxjxp", "500 rows, 500 joined"],
  ["w", "10 of 500"],
];
/** Of the keystroke-level model: an average typist's key, and a look at what is there before the next keys. */
const KEY = 0.28;
const LOOK = 1.35;

test("the ten answers that got worse are found within a minute, from the start page, by keyboard alone", async () => {
  const { page, look } = opened;
  const type = async (keys: string) => {
    for (const key of keys) await page.keyboard.press(key === "↵" ? "Enter" : key);
  };
  const start = performance.now();
  let person = 0;
  await page.goto("/");
  for (const [keys, seen] of FIND) {
    await type(keys);
    await page.getByText(seen, { exact: true }).first().waitFor();
    person += keys.length * KEY + LOOK;
  }
  // What the machine took, and what a person would have taken.
  expect((performance.now() - start) / 1000 + person).toBeLessThan(60);
  await look("stock-worse");
  // They are the right ones, read one by one.
  const read: (string | null)[] = [];
  for (let at = 1; at <= 10; at += 1) {
    await type(at === 1 ? "j↵" : "j");
    await page.getByRole("dialog", { name: new RegExp(` ${at} of 10$`) }).waitFor();
    read.push(await page.locator("dialog[open] .reading dd").first().textContent());
  }
  expect(read).toEqual(worse);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("tables of runs that are not loaded yet are found", async () => {
  const { page } = opened;
  await open("support answers");
  const address = new URL(page.url());
  // The oldest first, which have none.
  address.search = "?view=predictions&sort=attributes.start_time";
  await page.goto(address.href);
  await page.getByRole("button", { name: "Find runs with tables" }).click();
  await page.getByText("1 table in 2 runs", { exact: true }).waitFor();
});

test("one run of 10,000 is found by its name", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("heading", { name: "Experiments" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search everywhere" }).waitFor();
  await page.keyboard.type("sweep-9876");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "sweep-9876" }).waitFor();
  await page.getByText("Answer in 46 words: {question}").waitFor();
  await look("stock-run");
});

test("its runs are filtered and sorted", async () => {
  const { page, look } = opened;
  await open("support answers");
  await page.keyboard.press("/");
  await page.keyboard.type("params.model = 'large' and metrics.correctness > 3.99");
  await page.keyboard.press("Enter");
  await page.getByText(/^\d\d? runs$/).waitFor();
  await page.getByRole("button", { name: "Sort by correctness" }).click();
  await page.waitForURL(/sort=-metrics.correctness/);
  await page.locator(".stale").waitFor({ state: "detached" });
  const shown = (await page.locator("tbody td.number").evaluateAll((cells) => cells.map((cell) => cell.querySelector("span")?.title)))
    .map(Number)
    .filter((value) => value > 3.99);
  expect(shown.length).toBe(await rows().count());
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  await look("stock-filtered");
});

test("two evaluations are read side by side, with what the metric said", async () => {
  const { page, look } = opened;
  await open("capitals");
  for (const name of ["small", "large"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await page.getByRole("button", { name: "Predictions side by side" }).click();
  await page.getByText("5 rows, 5 joined").waitFor();
  await page.keyboard.press("g");
  await page.getByText("2 of 5").waitFor();
  await page.keyboard.press("b");
  await page.getByText("1 of 5").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: / 1 of 1$/ });
  await dialog.getByText("The capital of Kenya?").waitFor();
  await dialog.getByText("It is another town.").waitFor();
  await look("stock-evaluations");
  await page.keyboard.press("Escape");
});

test("files that MLflow logged are opened, and the note and the run inside are there", async () => {
  const { page } = opened;
  await open("files");
  await page.getByRole("link", { name: "with files" }).click();
  await page.locator("em", { hasText: "MLflow" }).waitFor();
  await page.getByRole("link", { name: "inside" }).waitFor();
  await page.getByRole("link", { name: "Artifacts" }).click();
  const run = new URL(page.url()).pathname;
  const shows: [string, string][] = [["notes/report.md", "All is well."], ["notes/config.json", '"small"'], ["notes/config.yaml", "model: small"], ["tables/answers.csv", "Because"]];
  for (const [path, seen] of shows) {
    await page.goto(`${run}?${new URLSearchParams({ view: "artifacts", path })}`);
    await page.getByText(seen).first().waitFor();
  }
});

test("a run that MLflow writes into the database, past the server, is watched, also over the server's restart", async () => {
  const { page } = opened;
  await open("files");
  await page.getByText("● Live").waitFor();
  const client = stockLive(`sqlite:///${server.database}`);
  try {
    await page.getByRole("link", { name: "still going" }).click({ timeout: 60_000 });
    const step = () => page.locator("tr", { hasText: "progress" }).locator("td").nth(2).textContent();
    await page.getByRole("rowheader", { name: "progress" }).waitFor();
    // A point every half second, and two seconds for it to be seen.
    for (let times = 0; times < 2; times += 1) {
      const before = await step();
      await expect.poll(step, { timeout: 2_500, interval: 50 }).not.toBe(before);
    }
    await server.restart(() => page.getByText("○ Not live").waitFor());
    await page.getByText("● Live").waitFor();
    const before = await step();
    await expect.poll(step, { timeout: 2_500, interval: 50 }).not.toBe(before);
  } finally {
    client.kill("SIGKILL");
  }
}, 120_000);

// What is hostile, no number or very large in a database that only the released MLflow wrote.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server as Http, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { HOSTILE } from "./fill";
import { MARKDOWN, NAMES, PDF, html, svg, video, wav } from "./hostileFiles";
import { pdfHeight } from "./pdf";
import { type Server, startServer } from "./server";
import { type HostileRuns, stockHostile } from "./stock";

let server: Server;
let opened: Opened;
let runs: HostileRuns;
/** Another host, which must never be asked. */
let other: Http;
const asked: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "runlore-hostile-"));

const NAME = `it's a/b ${HOSTILE} 日本語`;
/** MLflow's client takes the others for parts of an address. */
const names = NAMES.filter((name) => !/[#?%]/.test(name));

beforeAll(async () => {
  server = await startServer();
  opened = await openBrowser(server.url);
  other = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const files: Record<string, string | Uint8Array> = {
    "notes/report.md": MARKDOWN,
    "notes/page.html": html(`http://127.0.0.1:${(other.address() as AddressInfo).port}`),
    "notes/train.py": 'print("<b>no</b>")\n',
    "notes/config.json": JSON.stringify({ script: "<script>alert(1)</script>" }),
    "notes/broken.json": '{"a": ',
    "notes/weights.bin": new Uint8Array([0, 1, 2, 255]),
    "notes/empty.txt": "",
    "media/drawing.svg": svg(`http://127.0.0.1:${(other.address() as AddressInfo).port}`),
    "media/tone.wav": wav(),
    "media/paper.pdf": PDF,
    "media/square.webm": await video(opened.page),
    "tables/answers.csv": 'question,answer\nWhy?,"<script>alert(1)</script>"\n',
    "big.log": Array.from({ length: 90_000 }, (_, at) => `line ${at} of a log that is long`).join("\n"),
    ...Object.fromEntries(names.map((name) => [`names/${name}`, `This is ${name}`])),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  runs = await stockHostile(server.url, folder, NAME);
}, 300_000);

afterAll(async () => {
  await opened?.close();
  await server?.stop();
  other?.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => expect(asked).toEqual([]));
/** The browser's viewer of PDF files is a page of its own, which may come late. */
const own = /^request: (blob:http:..127.0.0.1|chrome:|chrome-extension:|data:)/;
afterEach(() => expect(opened.wrong.splice(0).filter((line) => !own.test(line))).toEqual([]));

const artifact = (path: string) => opened.page.goto(`/runs/${runs.texts}?${new URLSearchParams({ view: "artifacts", path })}`);

test("names, values and notes are texts", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: NAME, exact: true }).click();
  await page.getByRole("heading", { name: NAME }).waitFor();
  await page.getByText("5 runs", { exact: true }).waitFor();
  await look("stock-hostile-runs");
  await page.getByRole("link", { name: NAME, exact: true }).click();
  await page.getByRole("heading", { name: NAME }).waitFor();
  await page.getByText("<script>alert(1)</script>", { exact: true }).waitFor();
  await page.getByRole("rowheader", { name: "path.to/a key: x" }).waitFor();
  await page.getByRole("heading", { name: "Note", exact: true }).last().waitFor();
  expect(await page.locator(".markdown :is(script, img, iframe)").count()).toBe(0);
  expect(await page.getByRole("link", { name: "link", exact: true }).count()).toBe(0);
  await look("stock-hostile-run");
});

test("a filter is built of such names", async () => {
  const { page } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: NAME, exact: true }).click();
  await page.getByText("5 runs", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Build" }).click();
  const dialog = page.getByRole("dialog");
  const conditions: [string, string, string][] = [["params.script", "=", "<script>alert(1)</script>"], ["metrics.`a/b c:d.e-f`", "<", "0.5"]];
  for (const [at, [field, operator, value]] of conditions.entries()) {
    if (await dialog.getByLabel(`Field ${at + 1}`).count() === 0) await dialog.getByRole("button", { name: "Add a condition" }).click();
    await dialog.getByLabel(`Field ${at + 1}`).fill(field);
    await dialog.getByLabel(`Operator ${at + 1}`).selectOption(operator);
    await dialog.getByLabel(`Value ${at + 1}`).fill(value);
  }
  await dialog.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByText("1 run", { exact: true }).waitFor();
  await page.getByRole("link", { name: NAME, exact: true }).waitFor();
});

test("what is no number is told everywhere", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${runs.nothing[0]}`);
  for (const value of ["NaN", "∞", "-∞"]) await page.getByRole("cell", { name: value, exact: true }).first().waitFor();
  await look("stock-nan-run");
  await page.goto(`/runs/${runs.nothing[0]}?view=charts`);
  await page.getByText("Not drawn: 5 NaN").waitFor();
  await page.goto(`/runs/${runs.nothing[1]}?view=charts`);
  await page.getByText(`Not drawn: 50 NaN`).waitFor();
  await look("stock-nan-charts");
  await page.goto(`/compare?runs=${runs.nothing.join(",")}&all=yes`);
  await page.getByRole("heading", { name: "Compare 2 runs" }).waitFor();
  await page.getByRole("rowheader", { name: "depth" }).waitFor();
  await look("stock-nan-compared");
});

test("files are what they are, and do nothing", async () => {
  const { page, look, wrong } = opened;
  await artifact("notes/report.md");
  await page.getByRole("heading", { name: "Report", exact: true }).waitFor();
  expect(await page.locator(".markdown :is(script, img, iframe)").count()).toBe(0);
  await artifact("notes/page.html");
  await page.frameLocator("iframe").getByText("all: tried").waitFor();
  const told = await page.frameLocator("iframe").getByRole("listitem").allTextContents();
  expect(told.filter((line) => !line.endsWith(": refused"))).toEqual(["all: tried"]);
  // The browser reports what it refused; that nothing arrived is what counts.
  expect(wrong.splice(0).filter((line) => !/^request: |Content Security Policy|sandbox/.test(line))).toEqual([]);
  const seen: [string, string][] = [
    ["notes/train.py", 'print("<b>no</b>")'],
    ["notes/config.json", '"<script>alert(1)</script>"'],
    ["notes/broken.json", "This is no valid JSON"],
    ["notes/weights.bin", "This file is no text"],
    ["notes/empty.txt", "The file is empty."],
    ["media/drawing.svg", "300 × 150"],
    ["media/square.png", "60 × 40"],
    ["tables/answers.csv", "<script>alert(1)</script>"],
    ["tables/evals.parquet", "2 rows, 2 columns"],
    ["big.log", "first 64 KiB of"],
    ...names.map((name): [string, string] => [`names/${name}`, `This is ${name}`]),
  ];
  for (const [path, text] of seen) {
    await artifact(path);
    await page.getByText(text).first().waitFor();
  }
  await look("stock-hostile-names");
  await artifact("media/tone.wav");
  await expect.poll(() => page.locator("audio").evaluate((sound: HTMLAudioElement) => sound.duration)).toBeCloseTo(1, 1);
  await artifact("media/square.webm");
  await expect.poll(() => page.locator("video").evaluate((film: HTMLVideoElement) => film.videoWidth)).toBe(64);
  await artifact("media/paper.pdf");
  await page.getByRole("heading", { name: "paper.pdf", level: 2 }).waitFor();
  await expect.poll(() => pdfHeight(page), { timeout: 20_000 }).toBeGreaterThan(0);
});

test("a table's cells are texts", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${runs.texts}?view=tables&table=tables/hostile.json`);
  await page.getByRole("cell", { name: "<script>alert(1)</script>" }).waitFor();
  await page.getByRole("link", { name: "Read row 1" }).click();
  await page.getByRole("dialog", { name: "Row 1 of 2" }).getByText(NAME).first().waitFor();
  await look("stock-hostile-row");
  await page.getByRole("button", { name: "Close" }).click();
});

test("a run of 12,000 metrics is searched and drawn", async () => {
  const { page, look } = opened;
  const start = Date.now();
  await page.goto(`/runs/${runs.wide}`);
  await page.getByText("12,000", { exact: true }).waitFor();
  expect(Date.now() - start).toBeLessThan(5_000);
  await page.getByRole("searchbox", { name: "Search metrics by name" }).fill("layer/11987/");
  await page.getByRole("rowheader", { name: "layer/11987/norm" }).waitFor();
  await look("stock-wide");
  await page.goto(`/runs/${runs.wide}?view=charts`);
  await page.getByRole("article").first().waitFor();
});

test("a table of 50 MB, half of it in one cell, opens and is read", async () => {
  const { page, look } = opened;
  const start = Date.now();
  const pages: Promise<number>[] = [];
  page.on("requestfinished", (request) => void (request.url().endsWith("/tables/rows") && pages.push(request.sizes().then(({ responseBodySize }) => responseBodySize))));
  await page.goto(`/runs/${runs.large}?view=tables&table=large.json`);
  await page.getByRole("cell", { name: "Case 50" }).or(page.getByRole("cell", { name: "Case 3", exact: true })).first().waitFor();
  expect(Date.now() - start).toBeLessThan(10_000);
  await page.getByRole("link", { name: "Read row 1", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Row 1 of 51" });
  await dialog.getByText(/… \(cut, 2\d\.\d MiB in all\)/).waitFor();
  await look("stock-large-cell");
  await page.keyboard.press("j");
  // Of this one all is there.
  await page.getByRole("dialog", { name: "Row 2 of 51" }).getByText("end of 1").waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Filter the rows").fill("question = 'Case 40'");
  await page.getByText("1 row found").waitFor({ timeout: 60_000 });
  const sizes = await Promise.all(pages);
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(8_000_000);
}, 120_000);

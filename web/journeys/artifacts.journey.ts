// Every kind of file is opened, and none of them does anything; a folder of 12,000 stays usable; new files are uploaded.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Server as Http, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { MARKDOWN, NAMES, PDF, away, html, svg, video, wav } from "./hostileFiles";
import { pdfHeight } from "./pdf";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let run = "";
/** Another host, which must never be asked. */
let other: Http;
const asked: string[] = [];

const MANY = 12_000;
async function ask(path: string, body: object): Promise<Record<string, unknown>> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

async function put(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const response = await fetch(`${server.url}/api/runlore/v1/runs/${run}/artifacts/${encoded}`, { method: "PUT", body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

beforeAll(async () => {
  server = await startServer();
  other = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const made = await ask("2.0/mlflow/runs/create", { experiment_id: "0", run_name: "files of all kinds" });
  run = (made.run as { info: { run_id: string } }).info.run_id;
  await put("notes/report.md", MARKDOWN);
  await put("notes/page.html", html(elsewhere));
  await put("notes/away.html", away(`${elsewhere}/gone`));
  await put("notes/train.py", 'print("<b>no</b>")\n\ndef answer(question):\n    return question\n');
  await put("notes/empty.txt", "");
  await put("notes/config.json", JSON.stringify({ model: "small", id: 1, nested: { list: [1, 2, { "<b>": null }], script: "<script>alert(1)</script>" } }));
  await put("notes/broken.json", '{"a": ');
  await put("notes/weights.bin", new Uint8Array([0, 1, 2, 255]));
  await put("media/drawing.svg", svg(elsewhere));
  await put("media/tone.wav", wav());
  await put("media/paper.pdf", PDF);
  await put("media/fake.png", "no image");
  await put("tables/answers.csv", `question,answer,score\nWhy?,"<script>alert(1)</script>",0.5\nHow?,So,1\n`);
  await ask("runlore/v1/tables/append", { run_id: run, path: "tables/evals.parquet", columns: ["question", "score"], data: [["Why?", 0.25], ["How?", null]] });
  await put("tables/split.json", JSON.stringify({ columns: ["question", "answer"], data: Array.from({ length: 250 }, (_, at) => [`q${at}`, { chosen: at }]) }));
  await put("big.log", Array.from({ length: 90_000 }, (_, at) => `line ${at} of a log that is long`).join("\n"));
  for (const name of NAMES) await put(`names/${name}`, `This is ${name}`);
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
  other?.close();
});

afterEach(() => expect(asked).toEqual([]));
afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

const item = (name: string) => opened.page.getByRole("treeitem", { name });
const shown = (name: string) => opened.page.getByRole("heading", { name, level: 2 }).waitFor();
const go = (path: string) => opened.page.goto(`/runs/${run}?${new URLSearchParams({ view: "artifacts", path })}`);

test("the tree is walked by keyboard, and the address names the file", async () => {
  const { page, look } = opened;
  await page.goto(`/runs/${run}?view=artifacts`);
  await item("names").waitFor();
  await look("artifacts");
  await page.getByLabel("Find a file").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("n");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-path"))).toBe("names");
  await page.keyboard.press("n");
  await page.keyboard.press("ArrowRight");
  await item("train.py").waitFor();
  await page.keyboard.press("t");
  await page.keyboard.press("Enter");
  await shown("train.py");
  await page.getByText('print("<b>no</b>")').waitFor();
  expect(new URL(page.url()).searchParams.get("path")).toBe("notes/train.py");
  await look("code");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  expect(await item("train.py").count()).toBe(0);
  await page.reload();
  await shown("train.py");
  await item("train.py").waitFor();
  await page.goBack();
  await page.getByText("Choose a file").waitFor();
});

test("a folder that can not be listed says so, and is listed when that has passed", async () => {
  const { page } = opened;
  const listing = (address: URL) => address.pathname.endsWith("/artifacts/list") && address.searchParams.get("path") === "notes";
  await page.route(listing, (route) => route.fulfill({ status: 403, json: { error_code: "PERMISSION_DENIED", message: "Not now." } }));
  await go("notes");
  const file = page.getByRole("region", { name: "notes/" });
  await file.getByText("The folder could not be listed.").waitFor();
  await page.unroute(listing);
  await file.getByRole("button", { name: "Try again" }).click();
  await file.getByText(/^\d+ files, /).waitFor();
});

test("a folder is downloaded as a zip file", async () => {
  const { page } = opened;
  await go("names");
  for (const [button, file, names] of [["Download folder", "names.zip", NAMES], ["Download all files", `${run}.zip`, ["notes/train.py", "big.log"]]] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: button }).click();
    const got = await download;
    expect(got.suggestedFilename()).toBe(file);
    const bytes = readFileSync(await got.path());
    expect(bytes.subarray(-22, -18).toString()).toBe("PK\u0005\u0006");
    for (const name of names) expect(bytes.includes(name)).toBe(true);
  }
});

test("Markdown runs nothing", async () => {
  const { page, look } = opened;
  await go("notes/report.md");
  await page.getByRole("heading", { name: "Report", exact: true }).waitFor();
  await page.getByRole("link", { name: "Image: pixel" }).waitFor();
  expect(await page.getByRole("link", { name: /^(go|data)$/ }).count()).toBe(0);
  expect(await page.locator(".markdown :is(script, img, iframe)").count()).toBe(0);
  await look("markdown");
  await page.getByRole("button", { name: "Source" }).click();
  await page.getByText("[go](javascript:alert(1))").waitFor();
});

/** The browser reports what it refused, and nothing but that. A request is told before it is refused: that none arrived is what counts. */
function refusedOnly() {
  const refused = opened.wrong.splice(0);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter((line) => !/^request: |Content Security Policy|sandbox/.test(line))).toEqual([]);
}

test("a page that was logged draws with its scripts, and reaches nothing", async () => {
  const { page, look } = opened;
  await go("notes/page.html");
  const frame = page.frameLocator("iframe");
  await frame.getByText("all: tried").waitFor();
  expect(await frame.locator("#drawn").textContent()).toBe("ran");
  expect(await frame.locator("#drawn").evaluate((drawn) => getComputedStyle(drawn).color)).toBe("rgb(0, 114, 178)");
  const told = await frame.getByRole("listitem").allTextContents();
  expect(told.filter((line) => !line.endsWith(": refused"))).toEqual(["all: tried"]);
  expect(told.length).toBe(11);
  await frame.getByRole("link", { name: "away" }).click();
  await frame.getByRole("link", { name: "new" }).click();
  await frame.getByRole("button", { name: "Send" }).click();
  await page.waitForTimeout(500);
  expect(page.context().pages().length).toBe(1);
  expect(await page.title()).toContain("files of all kinds");
  await shown("page.html");
  await page.getByText(/This page wants scripts from 127\.0\.0\.1/).waitFor();
  const { run: still } = (await (await fetch(`${server.url}/api/2.0/mlflow/runs/get?run_id=${run}`)).json()) as { run: { info: { lifecycle_stage: string } } };
  expect(still.info.lifecycle_stage).toBe("active");
  refusedOnly();
  await page.getByRole("button", { name: "Source" }).click();
  await page.getByText("parent.document.title").waitFor();
  await page.getByRole("button", { name: "Page", exact: true }).click();
  await look("html");
  opened.wrong.splice(0);
});

test("a page does not lead its frame elsewhere", async () => {
  const { page } = opened;
  await go("notes/away.html");
  await page.frameLocator("iframe").getByRole("heading", { name: "A moment" }).waitFor();
  await page.waitForTimeout(3_000);
  await shown("away.html");
  refusedOnly();
});

test("JSON folds", async () => {
  const { page, look } = opened;
  await go("notes/config.json");
  await page.getByText('"<script>alert(1)</script>"').waitFor();
  await page.getByText("[ 3 values ]").click();
  await page.getByText("{ 1 key }").click();
  await page.getByText("<b>:").waitFor();
  await look("json");
  await go("notes/broken.json");
  await page.getByText("This is no valid JSON").waitFor();
});

test("tables are read by the server", async () => {
  const { page, look } = opened;
  await go("tables/answers.csv");
  await page.getByText("2 rows, 3 columns").waitFor();
  await page.getByRole("cell", { name: "<script>alert(1)</script>" }).waitFor();
  await look("csv");
  await go("tables/evals.parquet");
  await page.getByRole("cell", { name: "0.25" }).waitFor();
  await go("tables/split.json");
  await page.getByText("250 rows, 2 columns").waitFor();
  await page.getByRole("cell", { name: '{ "chosen": 99 }' }).waitFor();
  await page.getByRole("button", { name: "Load more" }).click();
  await page.getByRole("cell", { name: '{ "chosen": 199 }' }).waitFor();
});

test("images, sound and PDF are shown by the browser", async () => {
  const { page, look, wrong } = opened;
  await go("media/drawing.svg");
  await page.getByText("300 × 150").waitFor();
  await page.getByRole("button", { name: "Larger" }).click();
  await page.getByText("200 %").waitFor();
  expect(await page.locator(".picture img").evaluate((image) => image.clientWidth)).toBe(600);
  await look("image");
  await go("media/tone.wav");
  await expect.poll(() => page.locator("audio").evaluate((sound: HTMLAudioElement) => sound.duration)).toBeCloseTo(1, 1);
  await go("media/fake.png");
  await page.getByText("This browser can not show the image").waitFor();
  await go("media/paper.pdf");
  await shown("paper.pdf");
  await expect.poll(() => pdfHeight(page), { timeout: 20_000 }).toBeGreaterThan(0);
  await look("pdf");
  // The browser's viewer is a page of the browser's own.
  const own = /^request: (blob:http:..127.0.0.1|chrome:|chrome-extension:|data:)/;
  expect(wrong.splice(0).filter((line) => !own.test(line))).toEqual([]);
});

test("video plays", async () => {
  const { page, look } = opened;
  await put("media/square.webm", await video(opened.page));
  await go("media/square.webm");
  await expect.poll(() => page.locator("video").evaluate((film: HTMLVideoElement) => film.videoWidth)).toBe(64);
  await look("video");
});

test("of a big file the beginning is fetched only", async () => {
  const { page, look } = opened;
  const answer = page.waitForResponse((response) => response.url().includes("get-artifact"));
  await go("big.log");
  const response = await answer;
  expect(response.status()).toBe(206);
  expect(response.headers()["content-length"]).toBe("65536");
  await page.getByText(/first 64 KiB of 2.* MiB/).waitFor();
  await look("big");
  await go("notes/weights.bin");
  await page.getByText("This file is no text").waitFor();
  await go("notes/empty.txt");
  await page.getByText("The file is empty.").waitFor();
});

test("names are names, whatever is in them", async () => {
  const { page, look } = opened;
  for (const name of NAMES) {
    await go(`names/${name}`);
    await shown(name);
    await page.getByText(`This is ${name}`).waitFor();
  }
  await look("names");
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await look("phone");
  await page.setViewportSize({ width: 1280, height: 800 });
  await go("names/nothing.txt");
  await page.getByText("This run has no such file.").waitFor();
});

test("files are uploaded, and never replace others unasked", async () => {
  const { page, look } = opened;
  await go("notes");
  await page.getByRole("heading", { name: "notes/" }).waitFor();
  const choose = page.getByLabel("Files to upload");
  await choose.setInputFiles([{ name: `new "one" é.txt`, mimeType: "text/plain", buffer: Buffer.from("I am new") }]);
  await page.getByText("I am new").waitFor();
  expect(new URL(page.url()).searchParams.get("path")).toBe(`notes/new "one" é.txt`);
  await choose.setInputFiles([{ name: "train.py", mimeType: "text/plain", buffer: Buffer.from("gone = True") }]);
  await page.getByText("1 file of this name is there already: train.py").waitFor();
  await look("replace");
  await page.getByRole("button", { name: "Cancel" }).click();
  await go("notes/train.py");
  await page.getByText("def answer(question)").waitFor();
  await choose.setInputFiles([{ name: "train.py", mimeType: "text/plain", buffer: Buffer.from("gone = True") }]);
  await page.getByRole("button", { name: "Replace" }).click();
  await page.getByText("gone = True").waitFor();
  // One that takes long can be stopped.
  await page.route("**/api/runlore/v1/runs/*/artifacts/**", () => undefined);
  await choose.setInputFiles([{ name: "slow.bin", mimeType: "text/plain", buffer: Buffer.from("slow") }]);
  await page.getByRole("progressbar", { name: "Upload of slow.bin" }).waitFor();
  await look("upload");
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("The upload was stopped.").waitFor();
  await page.unroute("**/api/runlore/v1/runs/*/artifacts/**");
});

test("an upload goes on, and is told, while one looks at another folder, and leads nobody away", async () => {
  const { page } = opened;
  let goOn = () => {};
  const held = new Promise<void>((done) => (goOn = done));
  await page.route("**/api/runlore/v1/runs/*/artifacts/**", (route) => held.then(() => route.continue()));
  await go("notes");
  await page.getByText("into notes/").waitFor();
  await page.getByLabel("Files to upload").setInputFiles([{ name: "late.txt", mimeType: "text/plain", buffer: Buffer.from("late") }]);
  await page.getByRole("progressbar", { name: "Upload of late.txt" }).waitFor();
  await item("media").click();
  await page.getByRole("heading", { name: "media/" }).waitFor();
  await page.getByText("late.txt into notes/").waitFor();
  goOn();
  await page.getByText("into media/").waitFor();
  await item("late.txt").waitFor();
  expect(new URL(page.url()).searchParams.get("path")).toBe("media");
  await page.unroute("**/api/runlore/v1/runs/*/artifacts/**");
});

test("a folder is dropped, with all that is in it", async () => {
  const { page } = opened;
  const dropped = join(mkdtempSync(join(tmpdir(), "runlore-drop-")), "figures");
  mkdirSync(join(dropped, "deep"), { recursive: true });
  writeFileSync(join(dropped, "a.txt"), "the first");
  writeFileSync(join(dropped, "deep", "b.txt"), "the second");
  await go("notes");
  const box = await page.getByText("into notes/").boundingBox();
  if (!box) throw new Error("There is no place to drop it.");
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [dropped], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) await session.send("Input.dispatchDragEvent", { type, x: box.x + 5, y: box.y + 5, data });
  await page.waitForURL(/path=notes%2Ffigures%2F/);
  for (const [path, text] of [["a.txt", "the first"], ["deep/b.txt", "the second"]] as const) {
    await go(`notes/figures/${path}`);
    await page.getByText(text, { exact: true }).waitFor();
  }
  rmSync(dirname(dropped), { recursive: true });
});

test("a folder is uploaded by the keyboard, too", async () => {
  const { page } = opened;
  const chosen = join(mkdtempSync(join(tmpdir(), "runlore-choose-")), "charts");
  mkdirSync(join(chosen, "deep"), { recursive: true });
  writeFileSync(join(chosen, "a.txt"), "the third");
  writeFileSync(join(chosen, "deep", "b.txt"), "the fourth");
  await go("notes");
  await page.getByText("into notes/").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload a folder" }).focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(chosen);
  await page.waitForURL(/path=notes%2Fcharts%2F/);
  for (const [path, text] of [["a.txt", "the third"], ["deep/b.txt", "the fourth"]] as const) {
    await go(`notes/charts/${path}`);
    await page.getByText(text, { exact: true }).waitFor();
  }
  rmSync(dirname(chosen), { recursive: true });
});

test(`a folder of ${MANY} files stays usable`, async () => {
  const { page, look } = opened;
  // Uploading them would take longer than looking at them.
  const folder = join(server.artifacts, "0", run, "artifacts", "many");
  mkdirSync(folder);
  for (let at = 0; at < MANY; at += 1) writeFileSync(join(folder, `f${String(at).padStart(5, "0")}.txt`), "x");
  await page.goto(`/runs/${run}?view=artifacts`);
  await item("many").waitFor();
  const start = Date.now();
  await item("many").click();
  await item("f00000.txt").waitFor();
  expect(Date.now() - start).toBeLessThan(5_000);
  expect(await page.getByRole("treeitem").count()).toBeLessThan(300);
  await page.getByText(`${MANY.toLocaleString("en")} files`).waitFor();
  await look("many");
  await page.getByText(`Show 200 more of ${MANY}`).click();
  await item("f00399.txt").waitFor();
  await page.getByLabel("Find a file").fill("11999");
  await item("f11999.txt").click();
  await shown("f11999.txt");
  await page.reload();
  await item("f11999.txt").waitFor();
  expect(await page.getByRole("treeitem").count()).toBeLessThan(300);
});

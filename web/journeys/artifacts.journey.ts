// Every kind of file is opened, and none of them does anything; a folder of 12,000 stays usable; new files are uploaded.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Server as Http, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { HOSTILE } from "./fill";
import { type Server, startServer } from "./server";

let server: Server;
let opened: Opened;
let run = "";
/** Another host, which must never be asked. */
let other: Http;
const asked: string[] = [];

const MANY = 12_000;
const NAMES = [`"quotes" and 'more'.txt`, "<img src=x onerror=alert(1)>.txt", "日本語 ☃.txt", "a#b?c%20d&e.txt"];
const PDF = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 24 Tf 20 40 Td (A PDF page) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF`;
const MARKDOWN = `# Report\n\n${HOSTILE}\n\n<script>alert(1)</script>\n\n[go](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) ![pixel](https://elsewhere.example/p.png)\n\n\`\`\`\n</pre><script>alert(1)</script>\n\`\`\`\n`;
/** Everything that a page can try, each with what became of it. */
const html = (elsewhere: string) => `<!doctype html><h1>A report</h1><p id="drawn" style="color: rgb(0, 114, 178)"></p><ul></ul>
<img src="x" onerror="alert(1)"><img src="${elsewhere}/p.png"><a href="${elsewhere}/" target="_top">away</a><a href="${elsewhere}/" target="_blank">new</a>
<iframe src="/"></iframe><form action="/api/2.0/mlflow/runs/delete" method="post"><button>Send</button></form>
<link rel="stylesheet" href="${elsewhere}/s.css"><object data="${elsewhere}/o"></object><video src="${elsewhere}/v"></video><script src="${elsewhere}/s.js"></script>
<script>
const tell = (what, became) => { const item = document.createElement("li"); item.textContent = what + ": " + became; document.querySelector("ul").append(item); };
const tries = {
  server: () => fetch("/api/2.0/mlflow/experiments/search", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }),
  file: () => fetch("/get-artifact"),
  elsewhere: () => fetch("${elsewhere}/f"),
  socket: () => new Promise((done, refused) => { const socket = new WebSocket("${elsewhere}".replace("http", "ws")); socket.onopen = done; socket.onerror = refused; }),
  worker: () => new Promise((done, refused) => { const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))); worker.onmessage = done; worker.onerror = refused; }),
  parent: () => { parent.document.title = "owned"; },
  top: () => { top.location = "${elsewhere}/t"; },
  cookies: () => document.cookie,
  storage: () => localStorage.length,
  popup: () => { if (!open("${elsewhere}/w")) throw new Error("no window"); },
};
drawn.textContent = new Function("return 'ran'")();
alert(1);
navigator.sendBeacon("${elsewhere}/b", "x");
Promise.all(Object.entries(tries).map(async ([what, attempt]) => {
  try { await attempt(); tell(what, "done"); } catch { tell(what, "refused"); }
})).then(() => { document.forms[0].submit(); tell("all", "tried"); });
</script>`;
const away = (where: string) => `<!doctype html><h1>A moment</h1><script>setTimeout(() => { location = "${where}"; }, 2_000)</script>`;
const svg = (elsewhere: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><script>alert(1)</script><rect width="300" height="150" fill="#0072b2" onclick="alert(1)"/><image href="${elsewhere}/p.png"/></svg>`;

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

/** A second of a tone. */
function wav(): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const view = new DataView(new ArrayBuffer(44 + rate));
  const words = (at: number, text: string) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  words(0, "RIFF");
  view.setUint32(4, 36 + rate, true);
  words(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  words(36, "data");
  view.setUint32(40, rate, true);
  for (let at = 0; at < rate; at += 1) view.setUint8(44 + at, 128 + 60 * Math.sin(at / 3));
  return new Uint8Array(view.buffer);
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
  await page.getByRole("heading", { name: "Report" }).waitFor();
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
  await page.getByText(/^Loading/).waitFor({ state: "detached" });
  await page.waitForTimeout(1_000);
  await look("pdf");
  // The browser's viewer is a page of the browser's own.
  const own = /^request: (blob:http:..127.0.0.1|chrome:|chrome-extension:|data:)/;
  expect(wrong.splice(0).filter((line) => !own.test(line))).toEqual([]);
});

/** A second of a red square, as this browser records it. */
async function video(): Promise<Uint8Array<ArrayBuffer>> {
  const numbers = await opened.page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm" });
    const pieces: Blob[] = [];
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.start();
    for (let at = 0; at < 10; at += 1) {
      if (pen) pen.fillStyle = at % 2 ? "red" : "darkred";
      pen?.fillRect(0, 0, 64, 64);
      await new Promise((done) => setTimeout(done, 100));
    }
    recorder.stop();
    await new Promise((done) => recorder.addEventListener("stop", done));
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())];
  });
  return new Uint8Array(numbers);
}

test("video plays", async () => {
  const { page, look } = opened;
  await put("media/square.webm", await video());
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

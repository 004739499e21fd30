// The interface in Debian's chromium with a processor slowed down: how long until pages can be used, and what scrolling costs.
//
//     node interface.mjs URL JSON
//
// Prints a line of JSON a row. A load has a profile of its own, so nothing is in a cache, and its time is from the start of the
// navigation until what the page is for has been painted. Playwright is the one that the journeys have.
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("playwright-core");
const [url, settings] = process.argv.slice(2);
const { slower, loads, pages, scrolled, rows, patience } = JSON.parse(settings);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--js-flags=--expose-gc"],
});
const say = (row, result) => console.log(JSON.stringify({ row, ...result }));
/** What one row can not do is its result; the others are measured all the same. */
const attempt = (row, measure) => measure().catch((error) => say(row, { failed: String(error).split("\n")[0] }));
try {
  await attempt("first-load", firstLoad);
  for (const row of Object.keys(pages)) await attempt(row, () => often(row));
  await attempt("scroll-task", scroll);
  await attempt("keys-scroll-task", scrollKeys);
} finally {
  await browser.close();
}

/** As many loads as were asked for, each with its longest task until then. */
async function often(row) {
  const { path, selector, least, slower: own } = pages[row];
  const samples = [];
  const longest_tasks = [];
  for (let at = 0; at < loads; at += 1) {
    const { page, close } = await open(own);
    try {
      const { usable, task } = await load(page, path, selector, least);
      samples.push(usable);
      longest_tasks.push(task);
    } finally {
      await close();
    }
  }
  say(row, { samples, longest_tasks });
}

/** A page of a fresh profile on a processor that is so many times slower. */
async function open(rate = slower) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  return { page, devtools, close: () => context.close() };
}

/** Milliseconds until there are so many of the elements and they are painted, and the longest task until then. */
async function load(page, path, selector, least) {
  await page.addInitScript(watch, { selector, least });
  await page.goto(path, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.seen.usable, undefined, { polling: 50 });
  return page.evaluate(() => ({ usable: Math.round(seen.usable), task: Math.round(seen.longest) }));
}

/** Runs in the page. */
function watch({ selector, least }) {
  const seen = { usable: 0, longest: 0 };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (document.querySelectorAll(selector).length < least) requestAnimationFrame(look);
    // The frame in which it was found is painted when the next but one begins.
    else requestAnimationFrame(() => requestAnimationFrame(() => (seen.usable = performance.now())));
  };
  requestAnimationFrame(look);
}

/** Bytes that the start page is made of, as they came over the network; without what the server says about experiments. */
async function firstLoad() {
  const { page, devtools, close } = await open();
  const kinds = new Map();
  let bytes = 0;
  devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (["Document", "Script", "Stylesheet", "Image", "Font"].includes(kinds.get(requestId))) bytes += encodedDataLength;
  });
  await devtools.send("Network.enable");
  await load(page, pages.experiments.path, pages.experiments.selector, pages.experiments.least);
  await close();
  say("first-load", { value: bytes / 1000 });
}

/** The table of runs with the wheel to its end, which is when all its rows were loaded. */
async function scroll() {
  const { page, devtools, close } = await open();
  const { path, selector, least } = pages[scrolled];
  await load(page, path, selector, least);
  await page.evaluate(() => (seen.longest = 0));
  const box = await page.locator(".scroll").first().boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const started = Date.now();
  let last = -1;
  while (last < rows - 1) {
    if (Date.now() - started > 10 * patience) throw new Error(`After ${10 * patience} ms row ${last + 1} of ${rows} was in sight.`);
    await page.mouse.wheel(0, 1600);
    last = await page.evaluate(() => Number([...document.querySelectorAll("tr[data-index]")].at(-1)?.dataset.index ?? 0));
  }
  const seconds = (Date.now() - started) / 1000;
  say("scroll-task", { value: await page.evaluate(() => Math.round(seen.longest)), seconds, rows });
  say("scroll-heap", { value: await heap(devtools) });
  await close();
}

/** The metrics of a run with thousands of keys, and then their charts, `MORE` times more than there are at first, with the wheel to the end. */
async function scrollKeys() {
  const MORE = 9;
  const { page, devtools, close } = await open();
  const { path, selector, least } = pages.keys;
  await load(page, path, selector, least);
  const tasks = [];
  for (const [view, box, what, within] of [
    ["", ".panel:has(h2:text-is('Metrics')) .scroll", "tr", ".panel:has(h2:text-is('Metrics'))"],
    ["?view=charts", ".cards", ":scope > *", "main"],
  ]) {
    if (view) await load(page, path + view, ".cards > *", 10);
    for (let at = 0; at < MORE; at += 1) await page.locator(within).getByRole("button", { name: /^Show more/ }).click();
    const shown = page.locator(box).locator(what);
    const count = await shown.count();
    await page.locator(box).first().scrollIntoViewIfNeeded();
    await page.evaluate(() => (seen.longest = 0));
    const { x, y, width } = await page.locator(box).first().boundingBox();
    await page.mouse.move(x + width / 2, Math.max(y, 0) + 100);
    const started = Date.now();
    for (let bottom = Infinity; bottom > 800; bottom = (await shown.last().boundingBox())?.y ?? Infinity) {
      if (Date.now() - started > 5 * patience) throw new Error(`After ${5 * patience} ms the last of ${count} was not in sight.`);
      await page.mouse.wheel(0, 1600);
      await page.waitForTimeout(16);
    }
    tasks.push({ view, count, seconds: (Date.now() - started) / 1000, longest: await page.evaluate(() => Math.round(seen.longest)) });
  }
  say("keys-scroll-task", { value: Math.max(...tasks.map(({ longest }) => longest)), tasks });
  say("keys-scroll-heap", { value: await heap(devtools) });
  await close();
}

/** Millions of bytes, after what nobody needs any more was thrown away. */
async function heap(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize / 1e6;
}

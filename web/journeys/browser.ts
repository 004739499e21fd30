// Debian's Chromium on the interface: the server's own, or the built files behind a small proxy when the binary at
// hand has none, or RUNLORE_UI=built asks for them. Whatever a page may never do, speak to another host, break the content security policy, open a dialog or fail in its script, ends the journey.
import axe from "axe-core";
import { type Browser, type Page, chromium } from "playwright-core";
import { preview } from "vite";

export interface Opened {
  page: Page;
  /** What the page did that it must not; empty in a good journey. */
  wrong: string[];
  /** Checks that the page can be used by everybody, in both themes; with RUNLORE_SHOTS keeps pictures in that folder. */
  look: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function openBrowser(server: string): Promise<Opened> {
  const built = process.env.RUNLORE_UI === "built" || !(await servesPages(server));
  const site = built ? await proxy(server) : undefined;
  const url = site?.resolvedUrls?.local[0] ?? `${server}/`;
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const page = await browser.newPage({ baseURL: url, viewport: { width: 1280, height: 800 } });
  const wrong: string[] = [];
  page.setDefaultTimeout(Number(process.env.RUNLORE_PATIENCE ?? 20_000));
  page.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) wrong.push(`request: ${request.url()}`);
  });
  page.on("console", (message) => {
    // The browser itself reports answers of 4xx; a refused filter is one.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) wrong.push(`console: ${message.text()}`);
  });
  const shots = process.env.RUNLORE_SHOTS;
  const look = async (name: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      wrong.push(...(await barriers(page)).map((barrier) => `${name}, ${colorScheme}: ${barrier}`));
      if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png` });
    }
    await page.emulateMedia({ colorScheme: "light" });
  };
  const close = async () => {
    await browser.close();
    await site?.close();
  };
  return { page, wrong, look, close };
}

/** What axe finds, by rule and place. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
  });
}

async function servesPages(server: string): Promise<boolean> {
  const answer = await fetch(`${server}/`, { headers: { accept: "text/html" } });
  return (await answer.text()).includes("<base href=");
}

function proxy(server: string) {
  process.env.RUNLORE_URL = server;
  return preview({ preview: { port: 0 } });
}

// The project that `runlore demo` makes up, as docs/ui.md walks through it; with RUNLORE_README the pictures of the README are taken.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { BUILT, type Server, startServer } from "./server";

const IMAGES = fileURLToPath(new URL("../../docs/images", import.meta.url));
let server: Server;
let opened: Opened;

beforeAll(async () => {
  server = await startServer();
  await promisify(execFile)(process.env.RUNLORE_BIN ?? BUILT, ["demo", "--tracking-uri", server.url]);
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

/** Checks the page, and takes its picture when that is wanted. */
async function picture(name: string): Promise<void> {
  await opened.look(`demo-${name}`);
  if (process.env.RUNLORE_README) await opened.page.screenshot({ path: `${IMAGES}/${name}.png` });
}

test("the experiment and its runs", async () => {
  const { page } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "support answers" }).click();
  await page.getByText("10 runs", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Sort by answer_correctness/v1/mean" }).click();
  await page.waitForURL(/sort=/);
  await page.locator(".stale").waitFor({ state: "detached" });
  for (const name of ["terse-v1 small-8b", "terse-v2 small-8b"]) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await picture("runs");
});

test("its charts", async () => {
  const { page } = opened;
  const runs = page.url();
  await page.getByRole("link", { name: "Charts" }).click();
  await page.locator("canvas, svg").first().waitFor();
  await picture("charts");
  await page.goto(runs);
});

test("two prompts side by side, and an answer that got better", async () => {
  const { page } = opened;
  await page.getByRole("button", { name: "Predictions side by side" }).click();
  await page.getByText("120 rows, 120 joined").waitFor();
  await page.keyboard.press("w");
  await page.getByText("30 of 120").waitFor();
  await page.keyboard.press("b");
  await page.getByText("90 of 120").waitFor();
  await picture("predictions");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: /1 of 90$/ }).waitFor();
  await picture("answer");
});

test("a look at a run has its prompt and its first answers", async () => {
  const { page, look } = opened;
  await page.goto("/");
  await page.getByRole("link", { name: "support answers" }).click();
  await page.getByRole("link", { name: "terse-v2 small-8b" }).focus();
  await page.keyboard.press("Space");
  const peek = page.getByRole("region", { name: "A look at the run" });
  await peek.getByLabel(/^First rows of /).locator("dd").nth(2).waitFor();
  await peek.getByRole("heading", { name: /prompt/ }).first().waitFor();
  await look("demo-peek");
});

// Somebody who has never seen Runlore compares two prompts with what the empty page says, and nothing else.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Server, startServer } from "./server";
import { pasted } from "./stock";

let server: Server;
let opened: Opened;

beforeAll(async () => {
  server = await startServer();
  opened = await openBrowser(server.url);
});

afterAll(async () => {
  await opened?.close();
  await server?.stop();
});

test("the program of the empty page runs as it stands, and its two prompts are read side by side", async () => {
  const { page, look, wrong } = opened;
  await page.goto("/");
  await page.getByText("Log a first run").waitFor();
  await pasted((await page.locator(".code pre").textContent()) ?? "");
  await page.getByRole("link", { name: "Default" }).click();
  await page.locator("tr[data-index]").nth(1).waitFor();
  for (const key of ["j", "x", "j", "x", "p"]) await page.keyboard.press(key);
  // The prompt that was tried first is the baseline; the other one's answers are marked word by word, and got worse.
  await page.getByText("ANSWER BRIEFLY: WHERE IS PARIS?").first().waitFor();
  await page.locator("ins", { hasText: "THINK" }).nth(1).waitFor();
  await page.locator(".summary").getByText("worse 2", { exact: true }).waitFor();
  await look("alone");
  await page.goto("/");
  await page.getByRole("link", { name: "Default" }).waitFor();
  expect(await page.getByText("Log a first run").count()).toBe(0);
  expect(wrong).toEqual([]);
});

// What a page without content says is run as it stands, and fills the page.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Opened, openBrowser } from "./browser";
import { type Info, asking } from "./fillAnswers";
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

afterEach(() => expect(opened.wrong.splice(0)).toEqual([]));

/** An experiment of two runs that logged nothing. */
async function bare(name: string): Promise<{ experiment: string; first: string; second: string }> {
  const ask = asking(server.url);
  const experiment = (await ask("experiments/create", { name })).experiment_id ?? "";
  const ids: string[] = [];
  for (const run_name of ["first", "second"]) {
    const info = (await ask("runs/create", { experiment_id: experiment, run_name, start_time: Date.now() })).run?.info as Info;
    await ask("runs/update", { run_id: info.run_id, status: "FINISHED", end_time: Date.now() });
    ids.push(info.run_id);
  }
  return { experiment, first: ids[0] ?? "", second: ids[1] ?? "" };
}

/** Where nothing is yet, and what is there when its lines were run. */
const PAGES: [address: string, seen: string][] = [
  ["/runs/{first}?view=charts", "article:has-text('loss') canvas"],
  ["/runs/{first}?view=tables", "text='So.'"],
  ["/runs/{first}?view=artifacts", "role=treeitem[name=/notes.md/]"],
  ["/compare?runs={first},{second}&view=charts", "article:has-text('loss') canvas"],
  ["/compare?runs={first},{second}&view=predictions", "text='1 row, 1 joined'"],
  ["/compare?runs={first},{second}&view=prompts", "ins:has-text('step')"],
  ["/compare?runs={first},{second}&view=artifacts", "role=button[name='notes.txt differs']"],
  ["/experiments/{experiment}?view=charts", "article:has-text('loss') canvas"],
  ["/experiments/{experiment}?view=predictions", "text='1 table in 4 runs'"],
  ["/experiments/{experiment}?view=prompts", "text='2 texts in 4 runs'"],
];

test.each(PAGES)("%s is filled by the lines that it shows", async (address, seen) => {
  const { page, look } = opened;
  const made: Record<string, string> = await bare(address);
  await page.goto(address.replace(/\{(\w+)\}/g, (_, name: string) => made[name] ?? ""));
  await page.getByText("These lines fill this page:").waitFor();
  const lines = (await page.locator(".code pre").textContent()) ?? "";
  await look(`empty-${address.replace(/\W+/g, "-")}`);
  await page.getByText("● Live").waitFor();
  await pasted(lines);
  await page.locator(seen).first().waitFor();
  expect(await page.getByText("These lines fill this page:").count()).toBe(0);
});

import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { arrived } from "./arrived";

const moment = () => new Promise((done) => setTimeout(done, 1));

test("what is on its way is waited for, whatever becomes of it", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let fail = (_: Error) => {};
  const queryFn = () => new Promise<number>((_, reject) => (fail = reject));
  const stop = new QueryObserver(client, { queryKey: ["runs"], queryFn }).subscribe(() => undefined);
  let there = false;
  const done = arrived(client, () => true).then(() => (there = true));
  await moment();
  expect(there).toBe(false);
  fail(new Error("away"));
  await done;
  await arrived(client, () => true);
  stop();
});

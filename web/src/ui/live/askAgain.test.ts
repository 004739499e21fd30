import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { askAgain } from "./askAgain";

/** A query that is shown, and answers when it is told to. */
function shown(client: QueryClient, key: string) {
  const asked: { signal: AbortSignal; answer: () => void }[] = [];
  const queryFn = ({ signal }: { signal: AbortSignal }) =>
    new Promise<number>((resolve) => {
      const number = asked.length;
      asked.push({ signal, answer: () => resolve(number) });
    });
  const stop = new QueryObserver(client, { queryKey: [key], queryFn }).subscribe(() => undefined);
  return { asked, stop };
}

const moment = () => new Promise((done) => setTimeout(done, 1));

test("what is on its way arrives first, and is asked for once more", async () => {
  const client = new QueryClient();
  const { asked, stop } = shown(client, "runs");
  const done = askAgain(client, () => true);
  await moment();
  expect(asked.length).toBe(1);
  asked[0]?.answer();
  await moment();
  expect(asked.length).toBe(2);
  expect(asked[0]?.signal.aborted).toBe(false);
  asked[1]?.answer();
  await done;
  expect(client.getQueryData(["runs"])).toBe(1);
  stop();
});

test("what is there already is asked for at once, and once", async () => {
  const client = new QueryClient();
  const { asked, stop } = shown(client, "runs");
  asked[0]?.answer();
  await moment();
  const done = askAgain(client, () => true);
  await moment();
  expect(asked.length).toBe(2);
  asked[1]?.answer();
  await done;
  expect(asked.length).toBe(2);
  stop();
});

import { expect, test } from "vitest";
import { onEach } from "./many";

const pause = () => new Promise((done) => setTimeout(done, 1));

test("what fails does not end the rest, and each is told", async () => {
  const told: number[] = [];
  const act = async (item: number) => {
    await pause();
    if (item === 2) throw new Error("no");
  };
  const outcome = await onEach([1, 2, 3, 4, 5, 6], act, new AbortController().signal, (many) => told.push(many));
  expect(outcome.done.toSorted()).toEqual([1, 3, 4, 5, 6]);
  expect(outcome.failed).toEqual([{ item: 2, error: new Error("no") }]);
  expect(outcome.left).toEqual([]);
  expect(told).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a stop lets finish what has begun, and begins nothing more", async () => {
  const stop = new AbortController();
  let most = 0;
  let now = 0;
  const act = async () => {
    most = Math.max(most, (now += 1));
    await pause();
    now -= 1;
    stop.abort();
  };
  const items = Array.from({ length: 20 }, (_, index) => index);
  const outcome = await onEach(items, act, stop.signal, () => {});
  expect(most).toBe(4);
  expect(outcome.done).toHaveLength(4);
  expect(outcome.left).toEqual(items.slice(4));
});

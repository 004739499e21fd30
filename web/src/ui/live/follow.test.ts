import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SILENCE, type Source, follow } from "./follow";

class Fake implements Source {
  readyState = 0;
  heard = new Map<string, () => void>();
  addEventListener = (name: string, heard: () => void) => void this.heard.set(name, heard);
  close = () => void (this.readyState = 2);
  say(name: string) {
    if (name === "open") this.readyState = 1;
    this.heard.get(name)?.();
  }
}

let made: Fake[];
let told: string[];
const last = () => made.at(-1) ?? new Fake();
const begin = () =>
  follow(
    () => {
      made.push(new Fake());
      return last();
    },
    { live: () => told.push("live"), changed: () => told.push("changed"), away: () => told.push("away") },
  );

beforeEach(() => {
  vi.useFakeTimers();
  [made, told] = [[], []];
});
afterEach(() => void vi.useRealTimers());

test("a connection on which nothing comes is given up and begun anew", async () => {
  const stop = begin();
  last().say("open");
  expect(told, "whether the database is there nobody said").toEqual([]);
  last().say("alive");
  for (const word of ["alive", "changed", "alive"]) {
    await vi.advanceTimersByTimeAsync(SILENCE - 10_000);
    last().say(word);
  }
  expect(made.length).toBe(1);
  await vi.advanceTimersByTimeAsync(SILENCE + 6_000);
  expect(told).toEqual(["live", "changed", "away"]);
  expect(made[0]?.readyState).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(made.length).toBe(2);
  made[0]?.say("changed");
  last().say("open");
  last().say("changed");
  expect(told.slice(3)).toEqual(["live"]);
  // Nothing comes of the connection either.
  await vi.advanceTimersByTimeAsync(2 * SILENCE);
  expect(made.length).toBe(3);
  stop();
  await vi.advanceTimersByTimeAsync(5 * SILENCE);
  expect(made.length).toBe(3);
  expect(last().readyState).toBe(2);
});

test("after a sleep that stopped the timers it takes seconds", async () => {
  const stop = begin();
  last().say("open");
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(made.length).toBe(2);
  stop();
});

test("an answer that is no stream is tried again, a break is the browser's to mend", async () => {
  const stop = begin();
  last().say("error");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(made.length).toBe(1);
  last().readyState = 2;
  last().say("error");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(made.length).toBe(2);
  stop();
});

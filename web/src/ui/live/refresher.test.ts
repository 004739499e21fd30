import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refresher } from "./refresher";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what happens while one asks is asked for once more, after a rest", async () => {
  const asked: number[] = [];
  const tell = refresher(
    () => Promise.resolve(),
    () => {
      asked.push(Date.now() - start);
      return new Promise((done) => setTimeout(done, 100));
    },
    () => Date.now(),
  );
  const start = Date.now();
  for (let each = 0; each < 10; each += 1) tell();
  await vi.advanceTimersByTimeAsync(50);
  tell();
  await vi.advanceTimersByTimeAsync(449);
  expect(asked).toEqual([0]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual([0, 500]);
  tell();
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.length).toBe(3);
});

test("the rest is short after short answers, and long after long ones", async () => {
  for (const [takes, rest] of [
    [50, 200],
    [400, 500],
    [600, 2_400],
  ] as const) {
    const asked: number[] = [];
    const start = Date.now();
    const tell = refresher(
      () => Promise.resolve(),
      () => {
        asked.push(Date.now() - start);
        return new Promise((done) => setTimeout(done, takes));
      },
      () => Date.now(),
    );
    tell();
    await vi.advanceTimersByTimeAsync(1);
    tell();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([0, takes + rest]);
  }
});

test("what happens before it begins is in it, and the wait is no reason to rest", async () => {
  let begin = () => {};
  let refreshed = 0;
  const tell = refresher(
    () => new Promise<void>((done) => (begin = done)),
    () => Promise.resolve((refreshed += 1)),
    () => Date.now(),
  );
  tell();
  await vi.advanceTimersByTimeAsync(5_000);
  tell();
  begin();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(refreshed).toBe(1);
  tell();
  begin();
  await vi.advanceTimersByTimeAsync(1);
  expect(refreshed).toBe(2);
});

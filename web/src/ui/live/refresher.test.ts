import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refresher } from "./refresher";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what happens while one asks is asked for once more, after a rest", async () => {
  const asked: number[] = [];
  const tell = refresher(
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

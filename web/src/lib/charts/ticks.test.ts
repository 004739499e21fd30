import { expect, test } from "vitest";
import { logTicks, scale, ticks, timeLabel, timeTicks } from "./ticks";

test("ticks are round and lie within", () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(-13, 27, 4)).toEqual([-10, 0, 10, 20]);
  expect(ticks(5, 5, 4)).toEqual([5]);
  expect(ticks(0, Infinity, 4)).toEqual([0]);
});

test("a log scale has powers of ten, or round numbers within one", () => {
  expect(logTicks(0.001, 10, 5)).toEqual([0.001, 0.01, 0.1, 1, 10].map((tick) => expect.closeTo(tick, 12)));
  expect(logTicks(2, 9, 4)).toEqual([2, 4, 6, 8]);
  expect(logTicks(1, 1e12, 4).length).toBeLessThanOrEqual(6);
});

test("values lie between the ends, by size on a log scale", () => {
  expect(scale([0, 10], [100, 200])(5)).toBe(150);
  expect(scale([1, 100], [0, 200], true)(10)).toBe(100);
  expect(scale([3, 3], [0, 200])(3)).toBe(0);
});

test("moments are whole hours and days of here, and few", () => {
  const from = new Date(2026, 2, 3, 22, 15).getTime();
  const { places, step } = timeTicks(from, from + 5 * 3_600_000, 6);
  expect(step).toBe(3_600_000);
  expect(places.map((at) => timeLabel(at, step))).toEqual(["23:00", "00:00", "01:00", "02:00", "03:00"]);
  expect(timeTicks(0, 1e15, 6).places.length).toBeLessThanOrEqual(8);
});

import { expect, test } from "vitest";
import { readWeight, smooth } from "./smooth";

test("a constant stays what it is from its first value on", () => {
  for (const value of smooth([5, 5, 5, 5], 0.9)) expect(value).toBeCloseTo(5, 12);
});

test("each value is the weighted mean of those before", () => {
  const [first, second, third] = smooth([0, 1, 1], 0.5);
  expect(first).toBe(0);
  expect(second).toBeCloseTo(1 / 1.5, 12);
  expect(third).toBeCloseTo(1.5 / 1.75, 12);
});

test("what is no number stays where it is and moves nothing", () => {
  const found = smooth([1, NaN, Infinity, 1, -Infinity], 0.9);
  expect(found.map((value) => (Number.isFinite(value) ? Math.round(value * 1e9) / 1e9 : value))).toEqual([1, NaN, Infinity, 1, -Infinity]);
});

test("without a weight nothing is changed", () => {
  const values = [3, 1, 2];
  expect(smooth(values, 0)).toBe(values);
  expect([undefined, "0.6", "1", "-1", "x", ""].map(readWeight)).toEqual([0, 0.6, 0, 0, 0, 0]);
});

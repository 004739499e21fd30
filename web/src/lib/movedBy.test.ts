import { expect, test } from "vitest";
import { movedBy } from "./movedBy";

const rows = ["a", "b", "c", "d", "e", "f"];

test("rows that were put before those in sight move them, rows behind them do not", () => {
  expect(movedBy(rows, ["x", "y", ...rows], 2, 4)).toBe(2);
  expect(movedBy(rows, ["a", "b", "c", "d", "e", "x", "f"], 2, 4)).toBe(0);
  expect(movedBy(rows, rows, 2, 4)).toBe(0);
});

test("rows that went away before them move them back, and those among them stay out", () => {
  expect(movedBy(rows, ["b", "c", "d", "e", "f"], 2, 4)).toBe(-1);
  expect(movedBy(rows, ["x", "a", "b", "d", "e", "f"], 2, 4)).toBe(0);
  expect(movedBy(rows, ["x", "y", "a", "b", "d", "e", "f"], 2, 4)).toBe(1);
});

test("a row that goes to the top by itself is not followed", () => {
  expect(movedBy(rows, ["c", "a", "b", "d", "e", "f"], 2, 4)).toBe(0);
  expect(movedBy(rows, ["f", "a", "b", "c", "d", "e"], 2, 4)).toBe(1);
});

test("with nothing left of what was in sight nothing is known", () => {
  expect(movedBy(rows, ["x", "y"], 2, 4)).toBe(0);
  expect(movedBy([], rows, 2, 4)).toBe(0);
});

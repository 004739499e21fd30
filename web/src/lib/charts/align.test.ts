import { expect, test } from "vitest";
import { align, nearest } from "./align";

test("lines share one column of x; a missing point goes on, a NaN breaks", () => {
  const found = align([{ xs: [0, 2], ys: [1, NaN] }, { xs: [1, 2, 3], ys: [4, 5, Infinity] }], false);
  expect(found).toEqual({ xs: [0, 1, 2, 3], columns: [[1, undefined, null, undefined], [undefined, 4, 5, null]] });
});

test("a step that was logged twice has two rows", () => {
  const found = align([{ xs: [1, 1, 2], ys: [7, 8, 9] }, { xs: [1, 2], ys: [4, 5] }], false);
  expect(found).toEqual({ xs: [1, 1, 2], columns: [[7, 8, 9], [4, undefined, 5]] });
});

test("a log scale has no place for zero", () => {
  expect(align([{ xs: [0, 1], ys: [0, 1] }], true).columns).toEqual([[null, 1]]);
});

test("the pointer reads a line at its own nearest point", () => {
  const xs = [0, 1, 2, 10];
  expect(nearest([1, undefined, undefined, 2], xs, 1)).toBe(0);
  expect(nearest([undefined, undefined, undefined, 2], xs, 0)).toBe(3);
  expect(nearest([1, undefined, null, 2], xs, 2)).toBe(2);
  expect(nearest([undefined, undefined], [0, 1], 0)).toBeUndefined();
});

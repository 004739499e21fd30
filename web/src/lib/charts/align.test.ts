import { expect, test } from "vitest";
import { align, nearest, pointAt, snapped } from "./align";

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

test("very many places are put on a grid that is finer than pixels, and read as they are", () => {
  const lines = Array.from({ length: 20 }, (_, run) => ({ xs: Array.from({ length: 240 }, (_, at) => at * 1000 + run * 7), ys: Array.from({ length: 240 }, (_, at) => at) }));
  const { xs, columns } = align(snapped(lines, [0, 240_000]), false);
  expect(xs.length).toBeLessThan(3500);
  expect(columns.every((column) => column.filter((cell) => cell !== undefined).length === 240)).toBe(true);
  const line = lines[3];
  const near = snapped(lines, [0, 240_000])[3]?.xs[100] ?? NaN;
  expect(Math.abs(near - 100_021)).toBeLessThanOrEqual(80);
  expect(line && pointAt(line, near, 100)).toEqual({ x: 100_021, y: 100 });
  // A part is on a finer grid, and what is out of sight stays outside.
  const part = snapped(lines, [100_000, 101_000])[3]?.xs ?? [];
  expect(part[100]).toBeCloseTo(100_021, -1);
  expect([part[0], part[239]].map((x) => (x ?? NaN) < 100_000 || (x ?? NaN) > 101_000)).toEqual([true, true]);
  expect(snapped(lines.slice(0, 2), [0, 1])).toEqual(lines.slice(0, 2));
});

test("of two points at one place the drawn one is read, and a break as what it is", () => {
  expect(pointAt({ xs: [1, 1, 2], ys: [5, 6, NaN] }, 1, 6)).toEqual({ x: 1, y: 6 });
  expect(pointAt({ xs: [1, 1, 2], ys: [5, 6, NaN] }, 2, null)).toEqual({ x: 2, y: NaN });
});

import { expect, test } from "vitest";
import { extent, zoomBy } from "./zoom";

const ALL = [0, 100] as const;

test("keys zoom in, out, move and reset, and never leave the axis", () => {
  expect(zoomBy("+", ALL, undefined)).toEqual([25, 75]);
  expect(zoomBy("-", ALL, [40, 60])).toEqual([30, 70]);
  expect(zoomBy("-", ALL, [20, 90])).toBeUndefined();
  expect(zoomBy("ArrowRight", ALL, [20, 60])).toEqual([30, 70]);
  expect(zoomBy("ArrowRight", ALL, [58, 98])).toEqual([60, 100]);
  expect(zoomBy("ArrowLeft", ALL, [5, 45])).toEqual([0, 40]);
  expect(zoomBy("ArrowLeft", ALL, undefined)).toBeUndefined();
  expect(zoomBy("0", ALL, [1, 2])).toBeUndefined();
  expect(zoomBy("Tab", ALL, [1, 2])).toBe(false);
});

test("one x alone has room around it, none has no axis", () => {
  expect(extent([[3, 9], [1]])).toEqual([1, 9]);
  expect(extent([[4]])).toEqual([3.5, 4.5]);
  expect(extent([[]])).toBeUndefined();
});

import { expect, test } from "vitest";
import { FURTHEST, lengthOf, pagesInSight } from "./rowPages";

test("pages in sight, those that soon are, and that of a row that is read", () => {
  expect(pagesInSight(0, 20)).toEqual([0]);
  expect(pagesInSight(30, 70)).toEqual([0, 1]);
  expect(pagesInSight(5_000, 5_020)).toEqual([0, 49, 50]);
  expect(pagesInSight(30, 70, undefined, 90)).toEqual([0]);
  expect(pagesInSight(0, 20, 50_000)).toEqual([0, 499, 500]);
  expect(pagesInSight(FURTHEST - 10, FURTHEST - 1, FURTHEST + 5_000)).toEqual([0, 999]);
});

test("rows that were counted last are believed; without a count the most that is told", () => {
  const answer = (at: number, total: number, counted?: boolean) => ({ at, page: { total, counted } });
  expect(lengthOf([])).toEqual({ total: 0, counted: false });
  expect(lengthOf([answer(1, 500), answer(2, 400, true)])).toEqual({ total: 400, counted: true });
  expect(lengthOf([answer(2, 400), answer(1, 500)])).toEqual({ total: 400, counted: true });
  expect(lengthOf([answer(1, 501, false), answer(2, 101, false)])).toEqual({ total: 501, counted: false });
});

import { expect, test } from "vitest";
import { fitted, pagesOf, placed } from "./pagesAgain";

const id = (row: string) => row.charAt(0);
const page = (rows: string, next?: string) => ({ rows: rows.split(" "), next });

test("a page ends where the next one begins, whatever came or went", () => {
  const before = page("a b c d", "after d");
  const behind = ["e", "f"];
  const fit = (rows: string, next?: string) => fitted(page(rows, next), before, behind, id);
  expect(fit("a2 b c d2", "after d")?.rows).toEqual(["a2", "b", "c", "d2"]);
  // Of those that were pushed out nobody knows whether they are still there.
  expect(fit("x y a2 b", "after b")).toEqual({ ...page("x y a2 b c d", "after d"), old: true });
  expect(fit("a2 c d e", "after e")).toEqual(page("a2 c d", "after d"));
  // The last one has moved up, another one from below came between, all are new, it is the end by now.
  expect(fit("d x a b", "after b")).toBe(undefined);
  expect(fit("a c d f", "after f")).toBe(undefined);
  expect(fit("x y z w", "after w")).toBe(undefined);
  expect(fit("a b c")).toBe(undefined);
});

test("a row is shown once, where it was found last", () => {
  const read = placed([{ rows: ["c", "a"], old: false }, { rows: ["b", "c"], old: true }, { rows: ["d"], old: false }], id);
  expect(read).toEqual({ rows: ["c", "a", "b", "d"], ends: [2, 3, 4] });
  expect(placed([{ rows: ["a", "b"], old: false }, { rows: ["b", "c"], old: false }], id).rows).toEqual(["a", "b", "c"]);
  expect(pagesOf(read.ends, 0, 1)).toEqual([0]);
  expect(pagesOf(read.ends, 1, 2)).toEqual([0, 1]);
  expect(pagesOf(read.ends, 3, 9)).toEqual([2]);
});

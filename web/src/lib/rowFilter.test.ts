import { expect, test } from "vitest";
import { readList, writeList } from "./list";
import { rowFilter, rowOrder, searchedColumns } from "./rowFilter";

test("a filter, a text in any column, or both", () => {
  expect(rowFilter(" ", " ", ["a"])).toBe("");
  expect(rowFilter("a > 1 or b = 2", "", ["a"])).toBe("a > 1 or b = 2");
  expect(rowFilter("", "it's", ["a", "b c"])).toBe("`a` ILIKE '%it_s%' OR `b c` ILIKE '%it_s%'");
  expect(rowFilter("a > 1 or b = 2", "x", ["a"])).toBe("(a > 1 or b = 2) AND (`a` ILIKE '%x%')");
  expect(rowFilter("", "x", ["a`", '`"'])).toBe(`"a\`" ILIKE '%x%'`);
});

test("orders", () => {
  expect(["", "score", "-a b", '-`"'].map(rowOrder)).toEqual(["", "`score` ASC", "`a b` DESC", ""]);
});

test("lists in an address", () => {
  const names = ["a,b", "100 %", "%2C", "c"];
  expect(readList(writeList(names))).toEqual(names);
  expect(readList("")).toEqual([]);
});

test("of many columns those that are shown are searched first, each once, and those that can be named", () => {
  const few = ["a", "b`\"", "a", "c"];
  expect(searchedColumns(few, new Set(["a"]))).toEqual(["a", "c"]);
  const many = Array.from({ length: 45 }, (_, at) => `c${at}`);
  const searched = searchedColumns(many, new Set(["c0", "c1"]));
  expect(searched).toEqual(many.slice(2, 32));
  expect(searchedColumns(many, new Set(many.slice(5))).slice(0, 6)).toEqual(many.slice(0, 6));
});

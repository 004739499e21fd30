import { expect, test } from "vitest";
import { readList, writeList } from "./list";
import { rowFilter, rowOrder } from "./rowFilter";

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

import { expect, test } from "vitest";
import { MOST, differences } from "./jsonDiff";

const found = (before: unknown, after: unknown) => differences(before, after).found;

test("the order of keys says nothing", () => {
  expect(found({ a: 1, b: { c: [1, { d: 2, e: 3 }] } }, JSON.parse('{"b":{"c":[1.0,{"e":3,"d":2}]},  "a":1e0}'))).toEqual([]);
});

test("each difference by its place", () => {
  expect(found({ model: { name: "a", layers: 2 }, "max tokens": 5, gone: null }, { model: { name: "b", layers: 2 }, "max tokens": 6, new: [1] })).toEqual([
    { at: "gone", before: "null" },
    { at: '["max tokens"]', before: "5", after: "6" },
    { at: "model.name", before: "a", after: "b" },
    { at: "new", after: "[\n 1\n]" },
  ]);
  expect(found([1], { a: 1 })).toEqual([{ at: "(the whole file)", before: "[\n 1\n]", after: '{\n "a": 1\n}' }]);
  expect(found({ __proto__x: 1, constructor: 2 }, { constructor: 3 }).map(({ at }) => at)).toEqual(["__proto__x", "constructor"]);
});

test("an entry that is new in a list does not change those behind it", () => {
  expect(found({ list: ["a", "b", "c"] }, { list: ["x", "a", "b", "c"] })).toEqual([{ at: "list[0]", after: "x" }]);
  expect(found([{ role: "user", text: "one" }, 2, 3], [{ text: "two", role: "user" }, 3])).toEqual([
    { at: "[0].text", before: "one", after: "two" },
    { at: "[1]", before: "2" },
  ]);
});

test("no more than can be read", () => {
  const many = Object.fromEntries(Array.from({ length: 2 * MOST }, (_, at) => [`k${at}`, at]));
  const { found: some, more } = differences({}, many);
  expect([some.length, more]).toEqual([MOST, true]);
});

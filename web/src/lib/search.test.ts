import { expect, test } from "vitest";
import { only, parseSearch, split, stringifySearch } from "./search";

test("a state survives the address", () => {
  const state = { filter: "metrics.`a b` > 0.5 and params.x = 'é & \"y\"+%2C#'", columns: "metrics.a,params.b", sort: "-metrics.a" };
  expect(parseSearch(stringifySearch(state))).toEqual(state);
});

test("what looks like a number or JSON stays a text, and what is empty is left out", () => {
  expect(parseSearch("?q=1&filter=[1]")).toEqual({ q: "1", filter: "[1]" });
  expect(stringifySearch({ q: "", x: undefined, y: 1 })).toBe("");
});

test("a page keeps what it knows", () => {
  expect(only("q")({ q: "a", z: "b" })).toEqual({ q: "a" });
  expect(only("q")({ q: "" })).toEqual({});
  expect(split("a,,b,a")).toEqual(["a", "b"]);
  expect(split(undefined)).toEqual([]);
});

import { expect, test } from "vitest";
import { asCounted, place, suggestion } from "./filterError";

test("the character that the server means", () => {
  const message = "Expected numeric value type for metric. Found and at position 17: expected a number without quotes";
  expect(place("metrics.score > and params.x = 3", message)).toEqual({
    before: "metrics.score > ",
    at: "and",
    after: " params.x = 3",
  });
});

test("the end of the filter is a place too", () => {
  expect(place("metrics.x >", "the filter ends early at position 12: expected a value")).toEqual({
    before: "metrics.x >",
    at: "",
    after: "",
  });
});

test("characters are counted, not bytes or halves", () => {
  expect(place("params.é😀 = ) x", "Found ')' at position 13: expected a value")?.at).toBe(")");
});

test("words that look like a position are told from it", () => {
  const quoted = "Invalid clause(s) in filter string: 'a at position 2: b' at position 5: expected AND";
  expect(place("abcdefg", quoted)?.before).toBe("abcd");
  expect(place("abc", "nothing is said about where")).toBeUndefined();
});

test("what was put before the filter does not count", () => {
  expect(place("abc", "x at position 3: y", 1)).toEqual({ before: "a", at: "bc", after: "" });
  expect(place("abc", "x at position 1: y", 1)).toBeUndefined();
  expect(asCounted("'at position 9' is bad at position 12: z", 1)).toBe("'at position 9' is bad at position 11: z");
  expect(asCounted("no place", 1)).toBe("no place");
});

test("what was meant by a filter that is refused", () => {
  expect(suggestion("sweep 1")).toBe("run_name ILIKE '%sweep 1%'");
  expect(suggestion("params.batch size = '4' and metrics.x > 1")).toBe("params.`batch size` = '4' and metrics.x > 1");
  expect(suggestion("metrics.eval/acc 1 > 0.5")).toBe("metrics.`eval/acc 1` > 0.5");
  expect(suggestion("tags.my team LIKE 'a%'")).toBe("tags.`my team` LIKE 'a%'");
  for (const filter of ["params.lr > 0.1", "metrics.a and metrics.b > 1", "params.`batch size` == 4", "'a", ""]) expect(suggestion(filter)).toBeUndefined();
});

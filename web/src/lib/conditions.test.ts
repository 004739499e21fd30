import { expect, test } from "vitest";
import { joinFilters, operatorsOf, problemOf, readConditions, writeConditions } from "./conditions";

test.each([
  "metrics.score > 0.8 and params.model = 'small'",
  "metrics.`exact match/v1` <= -1e-3",
  `params.text = "it's" and tags.x IS NOT NULL and status != 'FAILED'`,
  "params.model ILIKE '%gpt and more%'",
  "start_time > 1700000000000",
])("%s is read and written as it was", (filter) => expect(writeConditions(readConditions(filter) ?? [])).toBe(filter));

test("what is more than plain conditions is left alone", () => {
  expect(readConditions("")).toEqual([]);
  const more = ["a = 'x' or b = 'y'", "not a = 'x'", "(a = 'x')", "a in ('x')", "metrics.a between 1 and 2", "a = ", "a 'x'", "a = 'x' and", "and a = 'x'", "a = b", "params.a not like 'x'"];
  for (const filter of more) expect([filter, readConditions(filter)]).toEqual([filter, undefined]);
});

test("a condition that can not be written says why", () => {
  const condition = (field: string, operator: string, value: string) => problemOf({ field, operator, value });
  expect(condition("metrics.score", ">", " 1e-3 ")).toBeUndefined();
  expect(condition("metrics.score", ">", "1 or 2")).toBe("Write a number.");
  expect(condition("metrics.score", ">", "")).toBe("Write a number.");
  expect(condition("metrics.score", "LIKE", "1")).toBe("Choose an operator.");
  expect(condition("params.a", "=", `'"`)).toContain("quotes");
  expect(condition("params.a", "=", "")).toBeUndefined();
  expect(condition("params.a b", "=", "x")).toBe("Choose a field.");
  expect(condition("params.", "=", "x")).toBe("Choose a field.");
  expect(condition("tags.a", "IS NULL", `'"`)).toBeUndefined();
  expect(operatorsOf("end_time")).toContain(">=");
});

test("conditions are joined to what is there", () => {
  expect(joinFilters("a = 'x' or b = 'y'", "c = 'z'")).toBe("(a = 'x' or b = 'y') and c = 'z'");
  expect([joinFilters("", "c"), joinFilters("a", "")]).toEqual(["c", "a"]);
});

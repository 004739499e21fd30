import { expect, test } from "vitest";
import { type Column, defaultColumns, fieldOf, nextSort, orderBy, readColumns, unorderedBy, writeColumns } from "./columns";

const score: Column = { kind: "metrics", key: "score" };

test("columns survive the address, whatever their keys are", () => {
  const columns: Column[] = [score, { kind: "params", key: "a,b%2C.c" }, { kind: "tags", key: "日本 é" }, { kind: "attributes", key: "duration" }];
  expect(readColumns(writeColumns(columns))).toEqual(columns);
  expect(readColumns("metrics.score,metrics.score,nonsense,attributes.nope,.x,metrics.")).toEqual([score]);
});

test("keys are quoted so that the server reads them as one", () => {
  expect(orderBy("-metrics.exact match/v1")).toBe("metrics.`exact match/v1` DESC");
  expect(orderBy("params.a`b")).toBe('params."a`b" ASC');
  expect(fieldOf({ kind: "tags", key: "`\"" })).toBeUndefined();
  expect(orderBy("attributes.run_name")).toBe("attributes.run_name ASC");
  expect(orderBy("attributes.duration")).toBeUndefined();
  expect(orderBy("")).toBeUndefined();
});

test("what there is no order by says why", () => {
  expect(unorderedBy({ kind: "attributes", key: "duration" })).toContain("Sort by Started or Ended");
  expect(unorderedBy({ kind: "attributes", key: "experiment_id" })).toContain("experiment");
  expect(unorderedBy({ kind: "tags", key: "`\"" })).toContain("quotes");
  expect(unorderedBy(score)).toBeUndefined();
});

test("a head asks for the best first, then the other way, then for nothing", () => {
  expect(nextSort("", score)).toBe("-metrics.score");
  expect(nextSort("-metrics.score", score)).toBe("metrics.score");
  expect(nextSort("metrics.score", score)).toBe("");
  expect(nextSort("-metrics.score", { kind: "params", key: "model" })).toBe("params.model");
});

test("the usual columns stay in their places while more is loaded", () => {
  const metrics = (...keys: string[]) => keys.map((key): Column => ({ kind: "metrics", key }));
  const keys = (columns: Column[]) => columns.filter(({ kind }) => kind === "metrics").map(({ key }) => key);
  const before = defaultColumns(metrics("a", "b"), true);
  expect(before[1]).toEqual({ kind: "attributes", key: "experiment_id" });
  expect(keys(before)).toEqual(["a", "b"]);
  expect(keys(defaultColumns(metrics("x", "b", "y", "a", "z"), true, before))).toEqual(["a", "b", "x", "y"]);
  expect(keys(defaultColumns(metrics("x", "a"), true, before))).toEqual(["a", "x"]);
});

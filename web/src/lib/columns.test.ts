import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { type Column, defaultColumns, fieldOf, knownColumns, nextSort, orderBy, readColumns, writeColumns } from "./columns";

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

test("a head asks for the best first, then the other way, then for nothing", () => {
  expect(nextSort("", score)).toBe("-metrics.score");
  expect(nextSort("-metrics.score", score)).toBe("metrics.score");
  expect(nextSort("metrics.score", score)).toBe("");
  expect(nextSort("-metrics.score", { kind: "params", key: "model" })).toBe("params.model");
});

test("the most frequent keys come first, MLflow's own tags never", () => {
  const run = (keys: string[]): Run => ({
    info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
    data: { metrics: keys.map((key) => ({ key, value: 1, timestamp: 0 })), tags: [{ key: "mlflow.user", value: "x" }] },
  });
  const known = knownColumns([run(["rare", "a"]), run(["a", "b"]), run(["b"])]);
  expect(known.filter(({ kind }) => kind === "metrics").map(({ key }) => key)).toEqual(["a", "b", "rare"]);
  expect(known.some(({ kind }) => kind === "tags")).toBe(false);
  expect(defaultColumns(known, true)[1]).toEqual({ kind: "attributes", key: "experiment_id" });
  expect(knownColumns([]).length).toBeGreaterThan(0);
});

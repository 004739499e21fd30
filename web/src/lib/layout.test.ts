import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { type Column, columnId } from "./columns";
import { arrange, equalColumns, fitted, moveTo, readWidths, writeWidths } from "./layout";

const columns: Column[] = [
  { kind: "attributes", key: "status" },
  { kind: "params", key: "model" },
  { kind: "metrics", key: "a,b~7%" },
  { kind: "attributes", key: "start_time" },
];
const ids = (some: Column[]) => some.map(({ key }) => key);

test("widths survive the address, whatever the keys are, and nonsense does not", () => {
  const widths = new Map([["metrics.a,b~7%", 120], ["params.x~", 300]]);
  expect(readWidths(writeWidths(widths))).toEqual(widths);
  expect(readWidths("metrics.a~1,metrics.b~1e9,metrics.c,~100,x~100,metrics.d~,metrics.e~NaN").size).toBe(0);
  expect([fitted(1), fitted(99.6), fitted(1e6)]).toEqual([56, 100, 800]);
});

test("pinned columns come first, in the order that was chosen", () => {
  expect(ids(arrange(columns, new Set(["attributes.start_time", "params.model"])))).toEqual(["model", "start_time", "status", "a,b~7%"]);
});

test("a column takes the place of another, in both directions", () => {
  const moved = (from: number, to: number) => ids(moveTo(columns, columnId(columns[from] as Column), columnId(columns[to] as Column)));
  expect(moved(0, 2)).toEqual(["model", "a,b~7%", "status", "start_time"]);
  expect(moved(3, 1)).toEqual(["status", "start_time", "model", "a,b~7%"]);
  expect(moveTo(columns, "params.none", "params.model")).toBe(columns);
});

test("what is equal in all runs, also by being in none", () => {
  const run = (model: string, score: number): Run => ({
    info: { run_id: model, experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
    data: { params: [{ key: "model", value: model }, { key: "t", value: "0" }], metrics: [{ key: "score", value: score, timestamp: 0 }] },
  });
  const asked: Column[] = [...columns, { kind: "params", key: "t" }, { kind: "metrics", key: "score" }];
  const found = (runs: Run[], ...stay: string[]) => equalColumns([{ runs: [] }, { runs: runs.slice(0, 1) }, { runs: runs.slice(1) }], asked, new Set(stay)).map(({ column, value }) => [column.key, value]);
  expect(found([run("x", 1), run("y", 1)])).toEqual([["status", "FINISHED"], ["a,b~7%", undefined], ["t", "0"], ["score", 1]]);
  expect(found([run("x", 1), run("y", 2)], "params.t", "attributes.status")).toEqual([["a,b~7%", undefined]]);
  expect(found([run("x", 1), run("x", 1), run("x", 2)])).toEqual([["status", "FINISHED"], ["model", "x"], ["a,b~7%", undefined], ["t", "0"]]);
  expect(found([run("x", 1)])).toEqual([]);
  // What ended badly stands out, also where all did.
  const failed = [run("x", 1), run("x", 1)].map((one): Run => ({ ...one, info: { ...one.info, status: "FAILED" } }));
  expect(found(failed).map(([key]) => key)).not.toContain("status");
});

import { expect, test } from "vitest";
import type { Column } from "../lib/columns";
import { keysOf } from "./keys";
import { type AskedPage, unasked } from "./runPages";
import type { Run } from "./types";

const columns: Column[] = [
  { kind: "metrics", key: "score" },
  { kind: "params", key: "model" },
  { kind: "attributes", key: "status" },
  { kind: "metrics", key: "score" },
];
const run = (...metrics: string[]): Run => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
  data: { metrics: metrics.map((key) => ({ key, value: 1, timestamp: 0 })) },
});

test("columns are asked for by kind, each once, and no more than the server takes", () => {
  expect(keysOf(columns)).toEqual({ params: ["model"], metrics: ["score"], tags: [] });
  const many = Array.from({ length: 1200 }, (_, index): Column => ({ kind: "tags", key: `t${index}` }));
  expect(keysOf(many).tags).toHaveLength(1000);
});

test("a page lacks what it was not asked for, though no run of it may have it", () => {
  const whole: AskedPage = { runs: [run()], asked: keysOf(columns) };
  const part: AskedPage = { runs: [run("score")], asked: { metrics: ["score"] } };
  expect(unasked([whole], columns)).toEqual([]);
  expect(unasked([whole, part], columns)).toEqual([{ kind: "params", key: "model" }]);
  expect(unasked([], columns)).toEqual([]);
});

test("what came because it is frequent need not be asked for", () => {
  const page: AskedPage = { runs: [run(), run("score")], asked: { frequent: { metrics: 8 } } };
  expect(unasked([page], [{ kind: "metrics", key: "score" }])).toEqual([]);
  expect(unasked([page], [{ kind: "metrics", key: "loss" }])).toEqual([{ kind: "metrics", key: "loss" }]);
});

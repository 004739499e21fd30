import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { seenValues } from "./seen";

const run = (model: string, user_id: string): Run => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active", user_id },
  data: { params: [{ key: "model", value: model }], metrics: [{ key: "m", value: 1, timestamp: 0 }] },
});

test("each value once, those that no list can show aside", () => {
  const runs = [run("b", "ana"), run("a", ""), run("b", "ana"), run("x".repeat(81), "li"), run("a\nb", "li")];
  expect(seenValues(runs, { kind: "params", key: "model" })).toEqual(["a", "b"]);
  expect(seenValues(runs, { kind: "attributes", key: "user_id" })).toEqual(["ana", "li"]);
  expect(seenValues(runs, { kind: "metrics", key: "m" })).toEqual([]);
  expect(seenValues(Array.from({ length: 90 }, (_, index) => run(String(index), "")), { kind: "params", key: "model" })).toHaveLength(50);
});

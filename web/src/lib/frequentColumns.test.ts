import { expect, test } from "vitest";
import type { Run, RunPage } from "../api/types";
import { frequentColumns } from "./frequentColumns";

const run = (keys: string[]): Run => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
  data: { metrics: keys.map((key) => ({ key, value: 1, timestamp: 0 })), tags: [{ key: "mlflow.user", value: "x" }] },
});
const page = (...runs: string[][]): RunPage => ({ runs: runs.map(run) });

test("the most frequent keys come first, MLflow's own tags never", () => {
  const found = frequentColumns(page(["rare", "a"], ["a", "b"], ["b"]));
  expect(found.filter(({ kind }) => kind === "metrics").map(({ key }) => key)).toEqual(["a", "b", "rare"]);
  expect(frequentColumns(page(["layer 10", "layer 2"])).slice(0, 2).map(({ key }) => key)).toEqual(["layer 2", "layer 10"]);
  expect(found.some(({ kind }) => kind === "tags")).toBe(false);
  expect(frequentColumns(undefined).every(({ kind }) => kind === "attributes")).toBe(true);
});

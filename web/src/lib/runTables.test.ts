import { expect, test } from "vitest";
import { tablesOf } from "./runTables";

const run = (value: string) => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" as const },
  data: { tags: [{ key: "mlflow.loggedArtifacts", value }] },
});

test("tables that are listed and files that are tables, predictions first", () => {
  const listed = JSON.stringify(["z.json", "eval_results_table.json", "a.json"].map((path) => ({ path, type: "table" })));
  const files = ["llm_predictions.csv", "x.PARQUET", "conf.json", "a.json"].map((path) => ({ path, is_dir: false }));
  expect(tablesOf(run(listed), [...files, { path: "dir.csv", is_dir: true }])).toEqual([
    "llm_predictions.csv",
    "eval_results_table.json",
    "a.json",
    "x.PARQUET",
    "z.json",
  ]);
});

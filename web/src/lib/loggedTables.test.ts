import { expect, test } from "vitest";
import { loggedTables } from "./loggedTables";

const tables = (value?: string) =>
  loggedTables({
    info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
    data: { tags: value === undefined ? undefined : [{ key: "mlflow.loggedArtifacts", value }] },
  });

test("tables by the tag of MLflow's clients, whatever it holds", () => {
  expect(tables('[{"path":"a.json","type":"table"},{"path":"a.json","type":"table"},{"path":"b.png","type":"image"}]')).toEqual(["a.json"]);
  for (const broken of [undefined, "", "{}", "[null, 1, {}]", "[{", '[{"path":1,"type":"table"}]']) expect(tables(broken)).toEqual([]);
});

import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { lines, ownTags, systemTags, tableRows } from "./diff";

const run = (params: Record<string, string>): Run => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
  data: { params: Object.entries(params).map(([key, value]) => ({ key, value })) },
});

test("a line differs when a value does or is missing", () => {
  const found = lines([run({ a: "1", b: "2" }), run({ a: "1", __proto__x: "3" })], (of) => of.data.params);
  expect(found).toEqual([
    { key: "__proto__x", values: [undefined, "3"], differs: true },
    { key: "a", values: ["1", "1"], differs: false },
    { key: "b", values: ["2", undefined], differs: true },
  ]);
});

test("MLflow's own tags are not people's", () => {
  const [user, team] = [{ key: "mlflow.user", value: "x" }, { key: "team", value: "y" }];
  expect(ownTags([user, team])).toEqual([team]);
  expect(systemTags([user, team])).toEqual([user]);
  expect([...ownTags(undefined), ...systemTags(undefined)]).toEqual([]);
});

test("rows of a table: heads and what differs", () => {
  const runs = [run({ a: "1", b: "2" }), run({ a: "1", b: "3" })];
  const groups = [
    { name: "Metrics", lines: [], numbers: true },
    { name: "Params", lines: lines(runs, (of) => of.data.params), numbers: false },
  ];
  const shown = (all: boolean) => tableRows(groups, all).map(({ group, line, shown: some, of }) => `${group} ${line?.key ?? "-"} ${some}/${of}`);
  expect(shown(false)).toEqual(["Params - 1/2", "Params b 1/2"]);
  expect(shown(true)).toEqual(["Params - 2/2", "Params a 2/2", "Params b 2/2"]);
});

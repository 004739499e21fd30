import { expect, test } from "vitest";
import { parseJson } from "../api/json";
import type { Run } from "../api/types";
import { allColumns, csv, csvCell, csvHead, json } from "./export";

const at = () => Promise.resolve();
const run = (id: string, data: Run["data"]): Run => ({
  info: { run_id: id, experiment_id: "1", run_name: "a, b", status: "FINISHED", lifecycle_stage: "active", start_time: 1 },
  data,
});

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  [" =1", "' =1"],
  ["＝1", "'＝1"],
  ["\r=1", `"'\r=1"`],
  ["=1,2", `"'=1,2"`],
  ["-0.5", "-0.5"],
  ["-1e-7", "-1e-7"],
  ["-Infinity", "-Infinity"],
  ["9007199254740993", "9007199254740993"],
  [0.1 + 0.2, "0.30000000000000004"],
  [undefined, ""],
  ['say "a"\nb', '"say ""a""\nb"'],
  ["a-b", "a-b"],
])("the cell %j is written %j", (value, text) => expect(csvCell(value)).toBe(text));

test("a run is a line, with an empty cell for what it has not", async () => {
  const runs = [
    run("r1", { params: [{ key: "=p", value: "x" }], metrics: [{ key: "m", value: -0.25, timestamp: 0 }] }),
    run("r2", { tags: [{ key: "t,u", value: "y" }] }),
  ];
  const columns = allColumns(runs);
  expect(columns).toEqual([{ kind: "params", key: "=p" }, { kind: "metrics", key: "m" }, { kind: "tags", key: "t,u" }]);
  expect(csvHead(columns).trimEnd().endsWith(`,artifact_uri,params.=p,metrics.m,"tags.t,u"`)).toBe(true);
  const text = (await csv(runs, [...columns, { kind: "attributes", key: "status" }], at)).join("");
  expect(text.split("\r\n")).toEqual([
    csvHead(columns).trimEnd(),
    `r1,"a, b",1,FINISHED,1,,,active,,x,-0.25,`,
    `r2,"a, b",1,FINISHED,1,,,active,,,,y`,
    "",
  ]);
});

test("JSON is the server's runs, however many", async () => {
  expect(JSON.parse((await json([], at)).join(""))).toEqual([]);
  const runs = Array.from({ length: 450 }, (_, index) => run(`r${index}`, { metrics: [{ key: "m", value: parseJson("0.1234567890123456789") as number, timestamp: "9007199254740993" }] }));
  expect(JSON.parse((await json(runs, at)).join(""))).toEqual(runs);
});

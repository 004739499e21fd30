import { expect, test } from "vitest";
import type { Run } from "../api/types";
import { LOGGED_TABLES } from "./loggedTables";
import { tableRuns } from "./tableRuns";

const run = (id: string, start_time: number, tables: string[]) =>
  ({ info: { run_id: id, start_time }, data: { tags: [{ key: LOGGED_TABLES, value: JSON.stringify(tables.map((path) => ({ path, type: "table" }))) }] } }) as unknown as Run;

test("tables are told once, with their runs, the latest first", () => {
  const runs = [run("a", 1, ["b.json", "a.json"]), run("b", 3, ["b.json"]), run("c", 2, []), run("d", 2, ["c.json", "b.json"])];
  expect(tableRuns(runs).map(({ path, runs: of }) => [path, of.map(({ info }) => info.run_id).join("")])).toEqual([
    ["b.json", "bda"],
    ["a.json", "a"],
    ["c.json", "d"],
  ]);
});

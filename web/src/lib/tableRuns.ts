// Which runs have the same table, so that their answers can be read side by side.
import type { Run } from "../api/types";
import { group } from "./grouped";
import { tablesOf } from "./runTables";
import { latestFirst } from "./starts";

export interface TableRuns {
  path: string;
  /** The latest first. */
  runs: Run[];
}

/** The tables that the runs list, those that most of them have first. */
export function tableRuns(runs: Run[]): TableRuns[] {
  const found = new Map<string, Run[]>();
  for (const run of latestFirst(runs)) {
    for (const path of tablesOf(run, [])) group(found, path, run);
  }
  return [...found].map(([path, of]) => ({ path, runs: of })).sort((a, b) => b.runs.length - a.runs.length || (a.path < b.path ? -1 : 1));
}

// Which runs have the same table, so that their answers can be read side by side.
import type { Run } from "../api/types";
import { group } from "./grouped";
import { tablesOf } from "./runTables";

export interface TableRuns {
  path: string;
  /** The latest first. */
  runs: Run[];
}

/** The tables that the runs list, those that most of them have first. */
export function tableRuns(runs: Run[]): TableRuns[] {
  const found = new Map<string, Run[]>();
  for (const run of runs.toSorted((a, b) => Number(b.info.start_time ?? 0) - Number(a.info.start_time ?? 0))) {
    for (const path of tablesOf(run, [])) group(found, path, run);
  }
  return [...found].map(([path, of]) => ({ path, runs: of })).sort((a, b) => b.runs.length - a.runs.length || (a.path < b.path ? -1 : 1));
}

// Runs by when they were started. One rule wherever runs are read beside each other: the earliest is what the others are held against.
import type { Run } from "../api/types";

export const startOf = (run: Run | undefined) => Number(run?.info.start_time ?? 0);

export const latestFirst = (runs: Run[]) => runs.toSorted((a, b) => startOf(b) - startOf(a));

/** The selected runs as they are compared. Of those that are not loaded nobody knows the start: they come last, as they were selected. */
export function earliestFirst(selected: string[], runs: Run[]): string[] {
  const sought = new Set(selected);
  const found = latestFirst(runs.filter(({ info }) => sought.has(info.run_id))).reverse();
  return [...new Set([...found.map(({ info }) => info.run_id), ...selected])];
}

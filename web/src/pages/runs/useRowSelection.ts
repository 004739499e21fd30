// Rows are selected one by one, as a range with shift, by keys, or all that are loaded.
import { useMemo, useRef } from "react";
import type { Run } from "../../api/types";

export function useRowSelection(runs: Run[], chosen: Set<string>, select: (ids: string[], on: boolean) => void) {
  /** Where a range begins: the row that was picked last, wherever it is by then. */
  const anchor = useRef<string>(undefined);
  const between = (from: number, to: number) => runs.slice(Math.min(from, to), Math.max(from, to) + 1).map((run) => run.info.run_id);
  const pick = (index: number, range: boolean) => {
    const id = runs[index]?.info.run_id;
    if (id === undefined) return;
    const from = range ? runs.findIndex((run) => run.info.run_id === anchor.current) : -1;
    select(from < 0 ? [id] : between(from, index), !chosen.has(id));
    anchor.current = id;
  };
  const picked = useMemo(() => runs.reduce((sum, run) => sum + (chosen.has(run.info.run_id) ? 1 : 0), 0), [runs, chosen]);
  return {
    all: runs.length > 0 && picked === runs.length,
    some: picked > 0,
    pick,
    keys: {
      toggle: (index: number) => pick(index, false),
      extend: (from: number, to: number) => {
        anchor.current = runs[to]?.info.run_id;
        select(between(from, to), true);
      },
    },
  };
}

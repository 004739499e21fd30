// Writes all rows behind a chart that draws some of them into a file: how far it is, and a way to stop it.
import { useEffect, useRef, useState } from "react";
import { type CsvCell, csvLines } from "../../lib/charts/csv";
import { count } from "../../lib/format";
import type { Progress } from "../useWork";
import { downloadCsv } from "./download";

export interface Whole {
  /** How many rows there are. */
  total: number;
  /** All of them, some at a time. */
  read: (signal: AbortSignal) => AsyncIterable<CsvCell[][]>;
}

/** About 200 MB of text: more does not belong into a browser. */
const MOST = 2_000_000;

export function useWholeFile(title: string, heads: string[], whole: Whole | undefined, failed: (words: string) => void) {
  const [progress, setProgress] = useState<Progress>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async ({ total, read }: Whole) => {
    if (total > MOST) return failed(`These are ${count(total, "point")}, too many for a file made here. client.get_metric_history reads them in Python.`);
    const control = new AbortController();
    stop.current?.abort();
    stop.current = control;
    failed("");
    let finished = 0;
    setProgress({ finished, of: total });
    try {
      // The browser may keep the parts on its disk.
      const parts = [new Blob([csvLines([heads])])];
      for await (const rows of read(control.signal)) {
        control.signal.throwIfAborted();
        parts.push(new Blob([csvLines(rows)]));
        finished += rows.length;
        setProgress({ finished, of: Math.max(total, finished) });
      }
      downloadCsv(title, parts);
    } catch (error) {
      if (!control.signal.aborted) failed(`The points could not be read. ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      if (stop.current === control) setProgress(undefined);
    }
  };
  return { progress, start: whole && (() => void start(whole)), stop: () => stop.current?.abort() };
}

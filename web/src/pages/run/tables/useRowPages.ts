// The pages of a table that are in sight, wherever that is; the others are read when one comes to them, and only some of those that were
// read are kept.
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { type RowPage, type RowQuestion, isCut, pagesKey, rowPage } from "../../../api/tables";
import type { Json } from "../../../lib/cells";
import { type Length, PAGE, lengthOf, pageOf, pagesInSight } from "../../../lib/rowPages";
import { useLast } from "../../../ui/useLast";

/** So many pages out of sight are kept: what one goes back to. */
const KEPT = 20;
/** Whoever drags the scroll bar wants the rows where they let go. */
const REST = 80;

export interface ReadRow {
  cells: Json[];
  cut: boolean;
}

/** What is shown of a table. */
export interface Shown extends Length {
  of: RowQuestion;
  columns: string[];
  /** The first rows. */
  head: Json[][];
  progress: number | undefined;
  /** Nothing while it is being read. */
  row: (at: number) => ReadRow | undefined;
}

export function useRowPages(question: RowQuestion, open: number | undefined) {
  const client = useQueryClient();
  const { run, path, ended } = question;
  const about = JSON.stringify(pagesKey(question));
  const [sight, setSight] = useState({ about, first: 0, last: 0 });
  const end = useRef<{ about: string; rows: number }>(undefined);
  const rows = end.current?.about === about ? end.current.rows : undefined;
  const wanted = sight.about === about ? pagesInSight(sight.first, sight.last, open, rows) : pagesInSight(0, 0, open);
  const results = useQueries({ queries: wanted.map((page) => rowPage(question, page)) });
  const first = results[0];

  const look = useCallback(
    (from: number, to: number) => {
      const timer = setTimeout(() => setSight({ about, first: from, last: to }), REST);
      return () => clearTimeout(timer);
    },
    [about],
  );

  // What was logged last may have been asked for before it was there.
  const had = useRef(ended);
  useEffect(() => {
    if (ended && !had.current) void client.invalidateQueries({ queryKey: ["rows", run, path] });
    had.current = ended;
  }, [client, run, path, ended]);

  useEffect(() => {
    const idle = client.getQueryCache().findAll({ queryKey: ["rows", run, path, "page"], type: "inactive" });
    const oldest = idle.filter((query) => query.queryKey.at(-1) !== 0).sort((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt);
    for (const query of oldest.slice(0, -KEPT)) client.getQueryCache().remove(query);
  }, [client, run, path, wanted.join()]);

  const fresh = first?.data && shown(question, first.data);
  const data = useLast(fresh, path);
  end.current = fresh?.counted ? { about, rows: fresh.total } : undefined;
  function shown(of: RowQuestion, head: RowPage): Shown {
    const read = client.getQueryCache().findAll({ queryKey: pagesKey(of) });
    const answers = read.flatMap(({ queryKey, state }) => (state.data ? [{ number: Number(queryKey.at(-1)), page: state.data as RowPage, at: state.dataUpdatedAt }] : []));
    const pages = new Map(answers.map(({ number, page }) => [number, page]));
    const row = (at: number) => {
      const page = pages.get(pageOf(at));
      const cells = page?.rows[at % PAGE];
      return cells && { cells, cut: isCut(page, at) };
    };
    return { of, columns: head.columns, head: head.rows, progress: head.progress, row, ...lengthOf(answers) };
  }

  const pending = first?.isPending ?? true;
  const failed = results.find((result) => result.isError);
  return {
    data,
    /** The rows answer an earlier question. */
    stale: data !== undefined && pending && !fresh,
    pending,
    fetching: results.some((result) => result.isFetching),
    error: failed?.error,
    look,
    again: () => void client.invalidateQueries({ queryKey: ["rows", run, path] }),
  };
}

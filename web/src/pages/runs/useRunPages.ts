// The pages of runs that a question finds, with the columns that are wanted by now: when more are wanted, the pages are read again
// in their places. Of many pages those that are in sight follow what changes, and the others when one comes to them.
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RunQuestion } from "../../api/allRuns";
import { type WantedKeys, keysOf } from "../../api/keys";
import { type AskedPage, runPages, runsOf, unasked } from "../../api/runPages";
import { type Column, columnId } from "../../lib/columns";
import { pagesOf } from "../../lib/pagesAgain";
import { useLast } from "../../ui/useLast";

/** Of these the usual columns and charts are chosen, with some to spare. */
const FREQUENT = { params: 6, metrics: 8 };

export function useRunPages({ ids, filter, sort, stage }: RunQuestion) {
  const client = useQueryClient();
  const wanted = useRef<WantedKeys>({ frequent: FREQUENT });
  /** All of them unless a table says which. */
  const [sight, setSight] = useState<number[]>();
  const how = useRef({ sight, all: false });
  how.current.sight = sight;
  const inSight = (page: number) => how.current.all || (how.current.sight?.includes(page) ?? true);
  const query = useInfiniteQuery({ ...runPages(ids, filter, sort, stage, { wanted: () => wanted.current, inSight }), placeholderData: keepPreviousData });
  // After a refused filter the rows stay that were there before.
  const data: InfiniteData<AskedPage> | undefined = useLast(query.data, ids);
  const { rows: runs, ends } = useMemo(() => runsOf(data?.pages ?? []), [data]);

  const places = useRef(ends);
  places.current = ends;
  const look = useCallback((first: number, last: number) => {
    const pages = pagesOf(places.current, first, last);
    setSight((before) => (before?.join() === pages.join() ? before : pages));
  }, []);
  const lookAway = useCallback(() => setSight(undefined), []);

  const passed = query.data?.pages.some(({ old }, page) => old && (sight?.includes(page) ?? true)) ?? false;
  const catchUp = passed && !query.isFetching && !query.isError;
  const { refetch } = query;
  useEffect(() => {
    if (catchUp) void refetch({ cancelRefetch: false });
  }, [catchUp, refetch]);

  /** Reads all pages, for whoever changed runs on them. */
  const readAll = async () => {
    how.current.all = true;
    await client.invalidateQueries({ queryKey: ["runs"] }).finally(() => (how.current.all = false));
  };
  return { query, data, runs, wanted, look, lookAway, readAll };
}

/** To be called with all columns of the page, once they are known. */
export function useWanted({ query, wanted }: ReturnType<typeof useRunPages>, columns: Column[]): void {
  wanted.current = { ...keysOf(columns), frequent: FREQUENT };
  const settled = !query.isFetching && !query.isError && !query.isPlaceholderData;
  const missing = settled ? unasked(query.data?.pages ?? [], columns).map(columnId).join() : "";
  const { refetch } = query;
  useEffect(() => {
    if (missing) void refetch();
  }, [missing, refetch]);
}

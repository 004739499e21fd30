// The pages of runs that a question finds, with the columns that are wanted by now: when more are wanted, the pages are read again
// in their places.
import { type InfiniteData, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { RunQuestion } from "../../api/allRuns";
import { type WantedKeys, keysOf } from "../../api/keys";
import { type AskedPage, runPages, unasked } from "../../api/runPages";
import { type Column, columnId } from "../../lib/columns";
import { useLast } from "../../ui/useLast";

/** Of these the usual columns and charts are chosen, with some to spare. */
const FREQUENT = { params: 6, metrics: 8 };

export function useRunPages({ ids, filter, sort, stage }: RunQuestion) {
  const wanted = useRef<WantedKeys>({ frequent: FREQUENT });
  const query = useInfiniteQuery({ ...runPages(ids, filter, sort, stage, () => wanted.current), placeholderData: keepPreviousData });
  // After a refused filter the rows stay that were there before.
  const data: InfiniteData<AskedPage> | undefined = useLast(query.data, ids);
  return { query, data, wanted };
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

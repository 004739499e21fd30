// Rows of a run's tables. The server pages, filters, sorts and counts them; a file is never asked for as a whole.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Json } from "../lib/cells";
import type { ReadRows, RowsBody } from "./schema";

export interface RowPage extends RowsBody {
  rows: Json[][];
}

export interface RowQuestion {
  run: string;
  path: string;
  filter: string;
  order: string;
}

const PAGE = 100;
/** The furthest row that the server goes to in one question. */
export const FURTHEST = 100_000;

export const rowPages = ({ run, path, filter, order }: RowQuestion) =>
  infiniteQueryOptions({
    queryKey: ["rows", run, path, filter, order],
    queryFn: ({ pageParam, signal }) => rows({ run_id: run, path, filter, order_by: order ? [order] : [], offset: pageParam, max_rows: PAGE, count: false }, signal),
    initialPageParam: 0,
    getNextPageParam: (page, _pages, offset) => {
      const next = offset + PAGE;
      return next < page.total && next < FURTHEST ? next : undefined;
    },
  });

const SOON = 1_000;

/** How far the server is with a large table: asked now and then, and forgotten when nobody shows it. */
export const preparing = (run: string, path: string) =>
  queryOptions({
    queryKey: ["preparing", run, path],
    meta: { still: true },
    queryFn: ({ signal }) => rows({ run_id: run, path, max_rows: 0, count: false }, signal),
    refetchInterval: SOON,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** So many rows of a run are compared. */
export const COMPARED = 20_000;
/** An answer's size is bounded: of 24 KiB each they fit. */
const PIECE = 2_000;

/** All rows of a table, as far as they are compared. */
export const wholeTable = (run: string, path: string, ended: boolean) =>
  queryOptions({
    queryKey: ["table", run, path],
    // It is large; what a program still appends to is asked for again all the same.
    meta: { still: ended },
    queryFn: async ({ signal }): Promise<RowPage> => {
      const all: Json[][] = [];
      for (;;) {
        const page = await rows({ run_id: run, path, offset: all.length, max_rows: PIECE }, signal);
        for (const row of page.rows) all.push(row);
        if (page.rows.length === 0 || all.length >= Math.min(page.total, COMPARED)) return { ...page, rows: all };
      }
    },
  });

function rows(body: ReadRows, signal: AbortSignal): Promise<RowPage> {
  return postOwn("tables/rows", body, signal) as Promise<RowPage>;
}

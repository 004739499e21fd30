// Rows of a run's tables. The server pages, filters, sorts and counts them; a file is never asked for as a whole.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Json } from "../lib/cells";
import { bytes } from "../lib/format";
import type { ReadRows, RowsBody } from "./schema";

/** Cells that were cut say so in their text. */
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
/** Bytes of a cell on a page: more than is seen of it in a row. */
const GLANCE = 65_536;
/** Bytes of a cell that is read by itself: more than anybody reads, and no more than a page can draw. */
const READ = 1 << 20;
/** The furthest row that the server goes to in one question. */
export const FURTHEST = 100_000;

export const rowPages = ({ run, path, filter, order }: RowQuestion) =>
  infiniteQueryOptions({
    queryKey: ["rows", run, path, filter, order],
    queryFn: ({ pageParam, signal }) => rows({ run_id: run, path, filter, order_by: order ? [order] : [], offset: pageParam, max_rows: PAGE, max_cell: GLANCE, count: false }, signal),
    initialPageParam: 0,
    getNextPageParam: (page, _pages, offset) => {
      const next = offset + PAGE;
      return next < page.total && next < FURTHEST ? next : undefined;
    },
  });

/** Rows and bytes of a cell that are looked at in passing. */
const FIRST = 3;
const PASSING = 1_000;

export const firstRows = (run: string, path: string) =>
  queryOptions({
    queryKey: ["rows", run, path, "first"],
    queryFn: ({ signal }) => rows({ run_id: run, path, max_rows: FIRST, max_cell: PASSING, count: false }, signal),
  });

/** Whether a cell of the row was cut, of the pages of [rowPages]. */
export const isCut = (pages: RowPage[], at: number) => Boolean(pages[Math.floor(at / PAGE)]?.cut?.some(({ row }) => row === at % PAGE));

/** One row of those, with more of its long cells. */
export const readRow = ({ run, path, filter, order }: RowQuestion, offset: number) =>
  queryOptions({
    queryKey: ["row", run, path, filter, order, offset],
    queryFn: ({ signal }) => rows({ run_id: run, path, filter, order_by: order ? [order] : [], offset, max_rows: 1, max_cell: READ, count: false }, signal),
    select: (page) => page.rows[0],
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

export async function rows(body: ReadRows, signal: AbortSignal): Promise<RowPage> {
  const page = (await postOwn("tables/rows", body, signal)) as RowPage;
  for (const cut of page.cut ?? []) {
    const row = page.rows[cut.row];
    if (row) row[cut.column] = `${String(row[cut.column])}… (cut, ${bytes(cut.bytes)} in all)`;
  }
  return page;
}

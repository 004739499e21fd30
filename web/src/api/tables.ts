// Rows of a run's tables. The server pages, filters, sorts and counts them; a file is never asked for as a whole.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Json } from "../lib/cells";
import { bytes } from "../lib/format";
import { FURTHEST, PAGE } from "../lib/rowPages";
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
  /** Whether the run logs nothing more, so that long cells are read once. */
  ended: boolean;
}

/** Bytes of a cell on a page: more than is seen of it in a row. */
const GLANCE = 65_536;
/** Bytes of a cell that is read by itself: more than anybody reads, and no more than a page can draw. */
const READ = 1 << 20;

function atOnce({ run, path, filter, order }: RowQuestion, offset: number): ReadRows {
  return { run_id: run, path, filter, order_by: order ? [order] : [], offset, max_rows: PAGE, max_cell: GLANCE, count: false };
}

/** Under which all pages of a question are kept. */
export const pagesKey = ({ run, path, filter, order }: RowQuestion) => ["rows", run, path, "page", filter, order];

/** One of the pages, whichever others are there. What a run that has ended logged stays as it is. */
export const rowPage = (question: RowQuestion, page: number) =>
  queryOptions({
    queryKey: [...pagesKey(question), page],
    queryFn: ({ signal }) => rows(atOnce(question, page * PAGE), signal),
    meta: { still: question.ended },
  });

/** The first page and, one by one, those that follow. */
export const rowPages = (question: RowQuestion) =>
  infiniteQueryOptions({
    queryKey: ["rows", question.run, question.path, "pages", question.filter, question.order],
    queryFn: ({ pageParam, signal }) => rows(atOnce(question, pageParam), signal),
    initialPageParam: 0,
    getNextPageParam: (page, _pages, offset) => {
      const next = offset + PAGE;
      return next < page.total && next < FURTHEST ? next : undefined;
    },
    meta: { still: question.ended },
  });

/** Rows and bytes of a cell that are looked at in passing. */
const FIRST = 3;
const PASSING = 1_000;

export const firstRows = (run: string, path: string) =>
  queryOptions({
    queryKey: ["rows", run, path, "first"],
    queryFn: ({ signal }) => rows({ run_id: run, path, max_rows: FIRST, max_cell: PASSING, count: false }, signal),
  });

/** Whether a cell of the row was cut, on the page that it is on. */
export const isCut = (page: RowPage | undefined, at: number) => Boolean(page?.cut?.some(({ row }) => row === at % PAGE));

/** One row of those, with more of its long cells. */
export const readRow = ({ run, path, filter, order, ended }: RowQuestion, offset: number) =>
  queryOptions({
    queryKey: ["rows", run, path, "row", filter, order, offset],
    meta: { still: ended },
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

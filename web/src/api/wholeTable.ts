// All rows of a table, as far as runs are compared by them: in pages that the server answers and a tab can keep.
import { queryOptions } from "@tanstack/react-query";
import { type Json, textOf } from "../lib/cells";
import { ApiError } from "./client";
import type { CutCell } from "./schema";
import { type RowPage, rows } from "./tables";

/** So many rows of a run are compared. */
export const COMPARED = 20_000;
/** Characters that a tab keeps of all tables of a comparison. */
const KEPT = 64 << 20;
/** Characters that a page is to have, once it is known how long rows are. */
const PAGE = 4 << 20;
const [FIRST, MOST] = [100, 1_000];
/** Bytes of a cell. */
const CELL = 40_000;
/** Cells that were cut so short say nothing any more. */
const SHORTEST = 100;

interface Part {
  offset: number;
  max_rows: number;
  max_cell: number;
}

/** One of `tables` that share the room. There are more rows when `total` is more than their number. */
export const wholeTable = (run: string, path: string, ended: boolean, tables: number) =>
  queryOptions({
    queryKey: ["table", run, path, tables],
    // It is large; what a program still appends to is asked for again all the same.
    meta: { still: ended },
    // To count would be to read the whole file for each page.
    queryFn: ({ signal }) => gather((part) => rows({ run_id: run, path, ...part, count: false }, signal), KEPT / tables),
  });

/** Page after page until all is there, or as much as is compared. Cells that were cut are listed by their place in all rows. */
export async function gather(ask: (part: Part) => Promise<RowPage>, room: number): Promise<RowPage> {
  const all: Json[][] = [];
  const cut: CutCell[] = [];
  let [max_rows, max_cell, kept] = [FIRST, CELL, 0];
  for (;;) {
    let page: RowPage;
    try {
      page = await ask({ offset: all.length, max_rows, max_cell });
    } catch (error) {
      if (!isTooMuch(error) || max_cell < SHORTEST) throw error;
      if (max_rows > 1) max_rows = Math.ceil(max_rows / 2);
      else max_cell = Math.floor(max_cell / 2);
      continue;
    }
    const before = { rows: all.length, kept };
    for (const row of page.rows) {
      const length = row.reduce((sum: number, cell) => sum + textOf(cell).length, 0);
      if (kept + length > room || all.length === COMPARED) break;
      kept += length;
      all.push(row);
    }
    const many = all.length - before.rows;
    for (const cell of page.cut ?? []) if (cell.row < many) cut.push({ ...cell, row: before.rows + cell.row });
    if (many < page.rows.length || many === 0 || all.length >= Math.min(page.total, COMPARED)) return { ...page, rows: all, cut };
    max_rows = Math.min(MOST, COMPARED - all.length, Math.ceil((PAGE * many) / Math.max(1, kept - before.kept)));
  }
}

/** Whether the server says that it would answer fewer rows. */
function isTooMuch(error: unknown): boolean {
  return error instanceof ApiError && error.status === 400 && error.message.includes("ask for fewer rows");
}

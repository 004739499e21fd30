// How the columns of a table lie: which stay in sight, how wide they are, which say the same in every row.
import type { Numeric } from "../api/json";
import type { Run, RunPage } from "../api/types";
import { type Column, columnId, readColumns, writeColumns } from "./columns";

export const NARROWEST = 56;
export const WIDEST = 800;

/** `metrics.score~120,params.model~300`; the mark behind the last `~` is the width. */
export function readWidths(text: string): Map<string, number> {
  const widths = new Map<string, number>();
  for (const part of text.split(",")) {
    const at = part.lastIndexOf("~");
    const [column] = readColumns(part.slice(0, Math.max(at, 0)));
    const width = Number(part.slice(at + 1));
    if (column && at > 0 && width >= NARROWEST && width <= WIDEST) widths.set(columnId(column), Math.round(width));
  }
  return widths;
}

export function writeWidths(widths: Map<string, number>): string {
  return [...widths].map(([id, width]) => `${writeColumns(readId(id))}~${width}`).join(",");
}

function readId(id: string): Column[] {
  return readColumns(id.replaceAll("%", "%25").replaceAll(",", "%2C"));
}

export function fitted(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

/** Pinned ones first, each group in the order that was chosen. */
export function arrange(columns: Column[], pinned: Set<string>): Column[] {
  const is = (column: Column) => pinned.has(columnId(column));
  return [...columns.filter(is), ...columns.filter((column) => !is(column))];
}

/** The columns with one of them in the place of another. */
export function moveTo(columns: Column[], from: string, to: string): Column[] {
  const at = columns.findIndex((column) => columnId(column) === from);
  const target = columns.findIndex((column) => columnId(column) === to);
  const moved = columns[at];
  if (!moved || target < 0) return columns;
  return columns.toSpliced(at, 1).toSpliced(target, 0, moved);
}

/** Times are never worth folding, and an id differs by what it is. */
const NEVER = new Set(["start_time", "end_time", "duration", "run_id"]);

export interface Equal {
  column: Column;
  value: Numeric | undefined;
}

/** Columns that say the same in each of the runs, with what they say. Of one run alone there is nothing to tell. */
export function equalColumns(pages: RunPage[], columns: Column[], stay: Set<string>): Equal[] {
  const full = pages.filter((page) => page.runs?.length);
  if (full.reduce((sum, page) => sum + (page.runs?.length ?? 0), 0) < 2) return [];
  return columns.flatMap((column) => {
    const id = columnId(column);
    if (stay.has(id) || (column.kind === "attributes" && NEVER.has(column.key))) return [];
    const first = full[0] && saidBy(full[0], column, id);
    const same = (page: RunPage) => {
      const other = saidBy(page, column, id);
      return other !== undefined && other.value === first?.value;
    };
    if (!first || !full.every(same)) return [];
    // What ended badly, or may have vanished, is to be seen at each run.
    return id === "attributes.status" && first.value !== "FINISHED" ? [] : [{ column, value: first.value }];
  });
}

interface Said {
  value: Numeric | undefined;
}

/** A page never changes, so each of its columns is walked once. */
const said = new WeakMap<RunPage, Map<string, Said | undefined>>();

/** What all runs of a page say in a column; nothing when they differ. */
function saidBy(page: RunPage, column: Column, id: string): Said | undefined {
  const known = said.get(page) ?? new Map<string, Said | undefined>();
  said.set(page, known);
  if (!known.has(id)) {
    const [first, ...others] = page.runs ?? [];
    const value = first && plainOf(first, column);
    known.set(id, others.every((run) => plainOf(run, column) === value) ? { value } : undefined);
  }
  return known.get(id);
}

/** Without the index of `valueOf`: for all loaded runs it would take more room than the runs themselves. */
function plainOf(run: Run, column: Column): Numeric | undefined {
  if (column.kind !== "attributes") return run.data[column.kind]?.find((entry) => entry.key === column.key)?.value;
  const { info } = run;
  return column.key === "status" ? info.status : column.key === "user_id" ? info.user_id : info.experiment_id;
}

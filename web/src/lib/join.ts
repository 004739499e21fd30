// Tables of several runs as one list: rows with the same input side by side, the first run as the baseline. A row that only
// some runs have stays in the list.
import { type Json, numberOf, textOf } from "./cells";
import { type TableRows, answersOf } from "./roles";

/** One input with what each run has for it. */
export interface Joined {
  /** Its place in the list of all: another one when rows were added to a run that comes before. */
  number: number;
  input: Json;
  /** How many rows with this input came before. */
  times: number;
  /** By run; nothing where the run has no such row. */
  rows: (Json[] | undefined)[];
}

/** Rows in the order of the baseline, then those that it lacks. The same input twice is joined first with first, second with second. */
export function join(tables: TableRows[], input: string): Joined[] {
  const joined = new Map<string, Joined>();
  tables.forEach(({ columns, rows }, run) => {
    const at = columns.indexOf(input);
    // A table without the column has nothing to join on.
    if (at < 0) return;
    const seen = new Map<string, number>();
    for (const row of rows) {
      const cell = row[at] ?? null;
      const text = textOf(cell);
      const times = seen.get(text) ?? 0;
      seen.set(text, times + 1);
      // What has no input belongs to nothing else.
      const key = text === "" ? `none ${run} ${times}` : `${times} ${text}`;
      let entry = joined.get(key);
      if (!entry) joined.set(key, (entry = { number: joined.size, input: cell, times, rows: tables.map(() => undefined) }));
      entry.rows[run] = row;
    }
  });
  return [...joined.values()];
}

/** What a link calls a row: the same whatever rows are added, and short however long its input is. */
export function nameOf({ input, times, rows }: Joined): string {
  const text = textOf(input);
  return text === "" ? `${rows.findIndex(Boolean)}-${times}` : `${hash(text)}${times ? `-${times}` : ""}`;
}

/** 53 bits of a text (cyrb53): among 20,000 inputs hardly ever two of the same. */
function hash(text: string): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & other) + (one >>> 0)).toString(36);
}

/** A column in each of the tables, found once. */
export class Columns {
  private readonly places: Map<string, number>[];
  /** By table: the column that is read for that of the answers, where there is none of that name. */
  readonly standIns: (string | undefined)[];
  /** By row: the places of its cells of which only the beginning is there. */
  private readonly cut = new Map<Json[], Set<number>>();

  constructor(tables: TableRows[], input: string, output: string | undefined) {
    for (const { rows, cut = [] } of tables) {
      for (const { row: at, column } of cut) {
        const row = rows[at];
        if (row) this.cut.set(row, (this.cut.get(row) ?? new Set()).add(column));
      }
    }
    this.places = tables.map(({ columns }) => new Map(columns.map((column, at) => [column, at])));
    this.standIns = tables.map((table) => (output === undefined || table.columns.includes(output) ? undefined : answersOf(table, input)));
    this.standIns.forEach((own, run) => {
      const at = own === undefined ? undefined : this.places[run]?.get(own);
      if (at !== undefined) this.places[run]?.set(output ?? "", at);
    });
  }

  /** Whether there is anything of the table at all. */
  has(run: number): boolean {
    return (this.places[run]?.size ?? 0) > 0;
  }

  /** Whether there is more of a run's row, or of one cell of it, than is here. */
  isCut(entry: Joined, run: number, column?: string): boolean {
    const [row, at] = [entry.rows[run], this.places[run]?.get(column ?? "")];
    const places = row && this.cut.get(row);
    return places !== undefined && (column === undefined || (at !== undefined && places.has(at)));
  }

  /** Whether a run says another thing than the baseline, where both say something. Nothing when only beginnings are there, which are equal. */
  differs(entry: Joined, run: number, column: string | undefined): boolean | undefined {
    const [before, after] = [this.cell(entry, 0, column), this.cell(entry, run, column)];
    if (before === undefined || after === undefined) return false;
    if (textOf(before) !== textOf(after)) return true;
    return this.isCut(entry, run, column) ? undefined : false;
  }

  cell(entry: Joined, run: number, column: string | undefined): Json | undefined {
    const at = column === undefined ? undefined : this.places[run]?.get(column);
    return at === undefined ? undefined : entry.rows[run]?.[at];
  }
}

export type Verdict = "better" | "worse" | "equal" | "unknown";

/** How a run's score is to the baseline's. Unknown where one of them is no number. */
export function verdict(columns: Columns, entry: Joined, run: number, score: string | undefined, less: boolean): Verdict {
  const before = numberOf(columns.cell(entry, 0, score));
  const after = numberOf(columns.cell(entry, run, score));
  if (before === undefined || after === undefined) return "unknown";
  if (before === after) return "equal";
  return after > before !== less ? "better" : "worse";
}

export type Counts = Record<Verdict, number>;

export function counts(columns: Columns, entries: Joined[], run: number, score: string | undefined, less: boolean): Counts {
  const sums: Counts = { better: 0, worse: 0, equal: 0, unknown: 0 };
  for (const entry of entries) sums[verdict(columns, entry, run, score, less)] += 1;
  return sums;
}

/** The mean of what is a number; with another run, of the rows in which that one has a number too. */
export function mean(columns: Columns, entries: Joined[], run: number, score: string, beside = run): number | undefined {
  let [sum, many] = [0, 0];
  for (const entry of entries) {
    const value = numberOf(columns.cell(entry, run, score));
    if (value === undefined || numberOf(columns.cell(entry, beside, score)) === undefined) continue;
    sum += value;
    many += 1;
  }
  return many ? sum / many : undefined;
}

export type Show = "all" | "worse" | "better" | "equal" | "disagree" | "alone";

export interface Sieve {
  show: Show;
  /** The run that is held against the baseline; none means any of them. */
  run: number | undefined;
  output: string | undefined;
  score: string | undefined;
  less: boolean;
  /** What must be in a cell, whatever its case. */
  text: string;
}

export function sift(columns: Columns, entries: Joined[], sieve: Sieve): Joined[] {
  const text = sieve.text.trim().toLowerCase();
  return entries.filter((entry) => shown(columns, entry, sieve) && (!text || has(entry, text)));
}

function shown(columns: Columns, entry: Joined, { show, run, output, score, less }: Sieve): boolean {
  const others = entry.rows.map((_, index) => index).filter((index) => index > 0 && (run === undefined || index === run));
  if (show === "all") return true;
  // A run without the table lacks all of them, which says nothing of a row.
  if (show === "alone") return [0, ...others].some((each) => columns.has(each) && entry.rows[each] === undefined);
  if (show === "disagree") return others.some((other) => columns.differs(entry, other, output) !== false);
  return others.some((other) => verdict(columns, entry, other, score, less) === show);
}

function has(entry: Joined, text: string): boolean {
  return entry.rows.some((row) => row?.some((cell) => textOf(cell).toLowerCase().includes(text)));
}

/** The largest change for the worse first, then the rest by how they were before. */
export function byChange(columns: Columns, entries: Joined[], run: number | undefined, score: string, less: boolean): Joined[] {
  const change = (entry: Joined) => {
    const before = numberOf(columns.cell(entry, 0, score));
    const runs = entry.rows.map((_, index) => index).filter((index) => index > 0 && (run === undefined || index === run));
    const changes = runs
      .map((index) => numberOf(columns.cell(entry, index, score)))
      .filter((after) => after !== undefined && before !== undefined)
      .map((after) => ((after ?? 0) - (before ?? 0)) * (less ? -1 : 1));
    return changes.length ? Math.min(...changes) : Number.POSITIVE_INFINITY;
  };
  const keyed = entries.map((entry) => ({ entry, by: change(entry) }));
  return keyed.sort((a, b) => (a.by === b.by ? a.entry.number - b.entry.number : a.by - b.by)).map(({ entry }) => entry);
}

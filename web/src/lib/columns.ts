// Columns of the runs table: their names in the address, in the server's order, and which are shown unasked.
import { readList, writeList } from "./list";

export type Kind = "attributes" | "params" | "metrics" | "tags";

export interface Column {
  kind: Kind;
  key: string;
}

const KINDS: readonly string[] = ["attributes", "params", "metrics", "tags"];

/** What every run has beside its name, with the words of the head. */
export const ATTRIBUTES: Record<string, string> = {
  start_time: "Started",
  duration: "Duration",
  status: "Status",
  user_id: "User",
  experiment_id: "Experiment",
  end_time: "Ended",
  run_id: "Run ID",
};
/** Attributes that the server can not order by, and what helps instead. */
const UNORDERED = new Map([
  ["duration", "Runs can not be sorted by how long they took: the server orders by what it keeps. Sort by Started or Ended, or log it as a metric."],
  ["experiment_id", "Runs can not be sorted by their experiment."],
]);

export function columnId(column: Column): string {
  return `${column.kind}.${column.key}`;
}

export function parseColumn(id: string): Column | undefined {
  const dot = id.indexOf(".");
  const kind = id.slice(0, dot);
  const key = id.slice(dot + 1);
  if (dot < 0 || !key || !KINDS.includes(kind)) return undefined;
  if (kind === "attributes" && !(key in ATTRIBUTES) && key !== "run_name") return undefined;
  return { kind: kind as Kind, key };
}

export function title(column: Column): string {
  return column.kind === "attributes" ? (ATTRIBUTES[column.key] ?? "Name") : column.key;
}

/** Columns as one parameter of the address. Keys may hold commas. */
export function writeColumns(columns: Column[]): string {
  return writeList(columns.map(columnId));
}

export function readColumns(text: string): Column[] {
  return readList(text).map(parseColumn).filter((column) => column !== undefined);
}

/** `-metrics.score` as the server's order; nothing for what it can not order by. */
export function orderBy(sort: string): string | undefined {
  const down = sort.startsWith("-");
  const column = parseColumn(down ? sort.slice(1) : sort);
  const field = column && fieldOf(column);
  return field && `${field} ${down ? "DESC" : "ASC"}`;
}

/** The column in the search language, or nothing where no quoting can name it. */
export function fieldOf({ kind, key }: Column): string | undefined {
  if (kind === "attributes") return UNORDERED.has(key) ? undefined : `attributes.${key}`;
  const quote = ["`", '"'].find((mark) => !key.includes(mark));
  return quote && `${kind}.${quote}${key}${quote}`;
}

/** Why there is no order by the column, in words. */
export function unorderedBy(column: Column): string | undefined {
  if (fieldOf(column) !== undefined) return undefined;
  return UNORDERED.get(column.kind === "attributes" ? column.key : "") ?? "Runs can not be sorted by a name with both kinds of quotes in it.";
}

/** What a click on a head asks for: a metric's best first, then the other way, then none. */
export function nextSort(sort: string, column: Column): string {
  const up = columnId(column);
  const first = column.kind === "params" || column.kind === "tags" || column.key === "run_name" ? up : `-${up}`;
  const second = first === up ? `-${up}` : up;
  return sort === first ? second : sort === second ? "" : first;
}

/**
 * What is shown until somebody chooses: how it ended, where no scrolling hides it; a few params and metrics; when it was.
 * What was shown `before` stays, as long as it is known: columns do not change places because more runs were loaded.
 */
export function defaultColumns(known: Column[], several: boolean, before: Column[] = []): Column[] {
  const first = (kind: Kind, most: number) => {
    const of = known.filter((column) => column.kind === kind);
    const kept = before.filter((column) => column.kind === kind && of.some((other) => other.key === column.key));
    const more = of.slice(0, 2 * most).filter((column) => !kept.some((other) => other.key === column.key));
    return [...kept, ...more].slice(0, most);
  };
  const attributes = (...keys: string[]) => keys.map((key): Column => ({ kind: "attributes", key }));
  const where = several ? attributes("experiment_id") : [];
  return [...attributes("status"), ...where, ...first("params", 3), ...first("metrics", 4), ...attributes("start_time", "duration")];
}

// What runs have in a column, as places on an axis: numbers, moments, or words in their order.
import type { Numeric } from "../../api/json";
import type { Run } from "../../api/types";
import { type Column, title } from "../columns";
import { nameOf, valueOf } from "../values";
import { type Span, roomy } from "./frame";

export interface Measure {
  column: Column;
  span: Span;
  /** One of each run; nothing where the run has none that can be placed. */
  values: (number | undefined)[];
  /** What each run has, as a person reads it. */
  texts: string[];
}

/** From here on, numbers that people chose are read by their size: 0.1, 0.01, 0.001. */
const WIDE = 1000;
const MOMENTS = new Set(["start_time", "end_time"]);

/** A column's name, with the unit in which its numbers are. */
export function measureName(column: Column): string {
  return column.kind === "attributes" && column.key === "duration" ? `${title(column)}, ms` : title(column);
}

export function rawOf(run: Run, column: Column): Numeric | undefined {
  if (column.kind !== "attributes") return valueOf(run, column);
  const { run_id, run_name, experiment_id, user_id, status, start_time, end_time } = run.info;
  if (column.key === "duration") {
    return start_time === undefined || end_time === undefined ? undefined : Number(end_time) - Number(start_time);
  }
  const attributes: Record<string, Numeric | undefined> = { run_id, run_name: run_name ?? nameOf(run), experiment_id, user_id, status, start_time, end_time };
  return attributes[column.key];
}

/** The number that a value is, also of a param's text; nothing for what has no place. */
export function numberOf(value: Numeric | undefined): number | undefined {
  if (value === undefined || (typeof value === "string" && value.trim() === "")) return undefined;
  const number = Number(value);
  return Number.isFinite(number) && Math.abs(number) < Number.MAX_VALUE ? number : undefined;
}

export function measure(runs: Run[], column: Column): Measure {
  const raw = runs.map((run) => rawOf(run, column));
  const texts = raw.map((value) => (value === undefined ? "" : String(value)));
  const name = measureName(column);
  const numbers = raw.map(numberOf);
  const present = raw.filter((value) => value !== undefined && value !== "");
  const counted = numbers.filter((value) => value !== undefined);
  // A metric is a number even where all of it is NaN; a param is one where all of it is.
  const numeric = column.kind === "metrics" || (present.length > 0 && counted.length === present.length && column.key !== "experiment_id");
  if (!numeric) {
    const words = [...new Set(present.map(String))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    const at = new Map(words.map((word, index) => [word, index]));
    return { column, texts, span: { kind: "words", words, name }, values: raw.map((value) => at.get(String(value))) };
  }
  if (column.kind === "attributes" && MOMENTS.has(column.key)) {
    return { column, texts, span: { kind: "times", ends: roomy(counted), name }, values: numbers };
  }
  const least = counted.reduce((a, b) => Math.min(a, b), Infinity);
  const most = counted.reduce((a, b) => Math.max(a, b), -Infinity);
  const log = column.kind === "params" && least > 0 && most / least >= WIDE;
  return { column, texts, span: { kind: "numbers", ends: roomy(counted, log), log, name: log ? `${name} (log)` : name }, values: numbers };
}

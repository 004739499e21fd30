// Runs as files: CSV for spreadsheets and pandas, JSON for programs. Numbers are written as exactly as they came.
import type { Run } from "../api/types";
import { type Column, columnId } from "./columns";
import { valueOf } from "./values";

/** What a spreadsheet would calculate instead of show. */
const FORMULA = /^[\t\r\n ]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r]/;
/** A minus before a number is no formula, and has to stay one. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$|^[+-]?Infinity$/;

export function csvCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const INFO = ["run_id", "run_name", "experiment_id", "status", "start_time", "end_time", "user_id", "lifecycle_stage", "artifact_uri"] as const;

/** The heads of a file with these columns; what a run is comes first, and always. */
export function csvHead(columns: Column[]): string {
  return `${[...INFO, ...columns.map(columnId)].map(csvCell).join(",")}\r\n`;
}

export function csvLine(run: Run, columns: Column[]): string {
  const info = INFO.map((name) => csvCell(run.info[name]));
  const values = columns.map((column) => csvCell(valueOf(run, column)));
  return `${[...info, ...values].join(",")}\r\n`;
}

/** Attributes are in every line without being asked for. */
export function csvColumns(columns: Column[]): Column[] {
  return columns.filter(({ kind }) => kind !== "attributes");
}

/** Every param, metric and tag that the runs have, in the order of their keys. */
export function allColumns(runs: Run[]): Column[] {
  const kinds = [
    ["params", (run: Run) => run.data.params],
    ["metrics", (run: Run) => run.data.metrics],
    ["tags", (run: Run) => run.data.tags],
  ] as const;
  return kinds.flatMap(([kind, entriesOf]) => {
    const keys = new Set<string>();
    for (const run of runs) for (const { key } of entriesOf(run) ?? []) keys.add(key);
    return [...keys].sort().map((key): Column => ({ kind, key }));
  });
}

const CHUNK = 200;

/** The file in pieces, with a pause between them, so that the page stays quick while it is made. */
export async function csv(runs: Run[], columns: Column[], pause: () => Promise<void>): Promise<string[]> {
  const asked = csvColumns(columns);
  return pieces(runs, pause, (some) => some.map((run) => csvLine(run, asked)).join(""), [csvHead(asked)]);
}

/** One array, a run a line. */
export async function json(runs: Run[], pause: () => Promise<void>): Promise<string[]> {
  const last = runs.at(-1);
  const write = (some: Run[]) => some.map((run) => `${JSON.stringify(run)}${run === last ? "" : ","}\n`).join("");
  return [...(await pieces(runs, pause, write, ["[\n"])), "]\n"];
}

async function pieces(runs: Run[], pause: () => Promise<void>, write: (some: Run[]) => string, parts: string[]): Promise<string[]> {
  for (let at = 0; at < runs.length; at += CHUNK) {
    parts.push(write(runs.slice(at, at + CHUNK)));
    await pause();
  }
  return parts;
}

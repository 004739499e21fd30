// Search everywhere: what is typed as filters of the server, and what its answers mean.
import type { Run } from "../api/types";
import { fieldOf } from "./columns";
import { LOGGED_TABLES, loggedTables } from "./loggedTables";

/** Something that can be gone to. */
export interface Hit {
  kind: "experiment" | "run";
  /** Of the run, or of the experiment. */
  id: string;
  name: string;
  /** What sets it apart from others of its name. */
  detail: string;
  /** A file of the run. */
  path?: string;
}

/** All experiments are asked of a filter that names the experiment. */
export const EVERYWHERE = "experiment_id IS NOT NULL";

/** Runs by a part of their name or the beginning of their id. */
export function runFilter(text: string): string {
  const part = pattern(text);
  return `(attributes.run_name ILIKE '%${part}%' OR attributes.run_id ILIKE '${part}%') AND ${EVERYWHERE}`;
}

/** `key=value` or `key: value` finds runs by a param or a tag; nothing for other texts. */
export function pairFilter(text: string): string | undefined {
  const pair = /^\s*([^=:]+?)\s*[=:]\s*(.+?)\s*$/s.exec(text);
  const [, key = "", value = ""] = pair ?? [];
  const param = fieldOf({ kind: "params", key });
  const tag = fieldOf({ kind: "tags", key });
  if (!pair || !param || !tag) return undefined;
  const like = `ILIKE '%${pattern(value)}%'`;
  return `(${param} ${like} OR ${tag} ${like}) AND ${EVERYWHERE}`;
}

/** Runs that list a table whose name has the text in it; `tablesNamed` tells which. */
export function tableFilter(text: string): string {
  return `tags.\`${LOGGED_TABLES}\` ILIKE '%${pattern(text)}%' AND ${EVERYWHERE}`;
}

/** The tables of a run whose names have the text in them. */
export function tablesNamed(run: Run, text: string): string[] {
  const sought = text.trim().toLowerCase();
  return loggedTables(run).filter((path) => path.toLowerCase().includes(sought));
}

/** A text as a part of a pattern: a quote would end the literal, PostgreSQL escapes with a backslash; `_` stands for any one character. */
export function pattern(text: string): string {
  return text.trim().replaceAll(/['\\]/g, "_");
}

// Search everywhere: what is typed as filters of the server, and what its answers mean.
import type { Run } from "../api/types";
import { fieldOf } from "./columns";

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
const EVERYWHERE = "experiment_id IS NOT NULL";

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

const TABLES = "mlflow.loggedArtifacts";

/** Runs that list a table whose name has the text in it; `tablesOf` tells which. */
export function tableFilter(text: string): string {
  return `tags.\`${TABLES}\` ILIKE '%${pattern(text)}%' AND ${EVERYWHERE}`;
}

/** The tables of a run whose names have the text in them, from the list that MLflow's clients keep in a tag. */
export function tablesOf(run: Run, text: string): string[] {
  const list = run.data.tags?.find((tag) => tag.key === TABLES)?.value ?? "";
  const sought = text.trim().toLowerCase();
  return paths(list).filter((path) => path.toLowerCase().includes(sought));
}

function paths(list: string): string[] {
  try {
    const entries: unknown = JSON.parse(list);
    if (!Array.isArray(entries)) return [];
    return entries.map((entry: { path?: unknown } | null) => entry?.path).filter((path) => typeof path === "string");
  } catch {
    // Anybody may write into a tag; what is no list names no table.
    return [];
  }
}

/** A quote would end the literal; `_` stands for any one character. */
function pattern(text: string): string {
  return text.trim().replaceAll("'", "_");
}

// The prompt that a run asked with: which of its params are prompts, and what one says for a row.
import type { Run } from "../api/types";
import { type Json, textOf } from "./cells";

const NAMES = /prompt|template|instruction|system/i;
/** Params of that name which say what a prompt is called or costs, not what it says. */
const NOT = /version|name|tokens|length|alias|(^|_)id$/i;

/** The run's params that are prompts, by name. */
export function promptsOf(run: Run): Map<string, string> {
  const params = (run.data.params ?? []).filter(({ key }) => NAMES.test(key) && !NOT.test(key));
  return new Map(params.map(({ key, value }) => [key, value]));
}

/** `{question}` and `{{ question }}` become the row's cells; what is no column stays as it is. */
export function render(template: string, columns: string[], row: Json[]): string {
  return template.replace(/\{\{\s*([^{}]+?)\s*\}\}|\{([^{}]+)\}/g, (whole, double: string | undefined, single: string | undefined) => {
    const at = columns.indexOf((double ?? single ?? "").trim());
    return at < 0 ? whole : textOf(row[at]);
  });
}

// Which tables a run has: those that it lists in its tag, and files that are tables by their names.
import type { ArtifactFile, Run } from "../api/types";
import { loggedTables } from "./loggedTables";

/** What MLflow 2 wrote predictions into, and formats that nothing but tables come in. */
const TABLES = /\.(csv|parquet)$/i;
/** The tables that people most often come for, first. */
const FIRST = [/^predictions\.json$/, /^llm_predictions\.csv$/, /(^|\/)eval_results_table\.json$/, /predict|answer|output|eval/i];

/** The paths of the tables, predictions first. */
export function tablesOf(run: Run, files: ArtifactFile[]): string[] {
  const named = files.filter((file) => !file.is_dir && TABLES.test(file.path)).map((file) => file.path);
  const paths = new Set([...loggedTables(run), ...named]);
  const rank = (path: string) => {
    const at = FIRST.findIndex((pattern) => pattern.test(path));
    return at < 0 ? FIRST.length : at;
  };
  return [...paths].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

// Tables that a run logged, by the tag in which MLflow's clients keep the list.
import type { Run } from "../api/types";

export const LOGGED_TABLES = "mlflow.loggedArtifacts";

export function loggedTables(run: Run): string[] {
  const text = run.data.tags?.find((tag) => tag.key === LOGGED_TABLES)?.value;
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? [...new Set(list.filter(isTable).map((entry) => entry.path))] : [];
  } catch {
    // Anybody can write a tag; one that is no list names no table.
    return [];
  }
}

function isTable(entry: unknown): entry is { path: string } {
  const { path, type } = Object(entry) as { path?: unknown; type?: unknown };
  return typeof path === "string" && type === "table";
}

// The columns that most runs of a page have: of these the usual ones are chosen.
import type { RunPage } from "../api/types";
import { ATTRIBUTES, type Column } from "./columns";
import { isOwn } from "./diff";
import { byName } from "./naming";

const KINDS = ["params", "metrics", "tags"] as const;

/** What every run has. */
export const ATTRIBUTE_COLUMNS = Object.keys(ATTRIBUTES).map((key): Column => ({ kind: "attributes", key }));

/** The most frequent keys of a kind first, MLflow's own tags never; then the attributes. */
export function frequentColumns(page: RunPage | undefined): Column[] {
  const keys = KINDS.flatMap((kind) => {
    const runs = new Map<string, number>();
    for (const run of page?.runs ?? []) for (const { key } of run.data[kind] ?? []) runs.set(key, (runs.get(key) ?? 0) + 1);
    const own = [...runs].filter(([key]) => kind !== "tags" || isOwn(key));
    return own.sort(([a, many], [b, more]) => more - many || byName(a, b)).map(([key]): Column => ({ kind, key }));
  });
  return [...keys, ...ATTRIBUTE_COLUMNS];
}

// Which columns the loaded runs have. Each page is counted once, and only what was loaded or changed since is looked at,
// so that 10,000 runs with thousands of keys stay quick.
import type { RunPage } from "../api/types";
import { ATTRIBUTES, type Column, type Kind } from "./columns";

interface Entry {
  column: Column;
  runs: number;
}

const KINDS = ["params", "metrics", "tags"] as const;

/** A counter of its own for each table. It gives the most frequent keys of a kind first, MLflow's own tags never. */
export function columnCounter(): (pages: RunPage[]) => Column[] {
  const entries = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, Entry>()])) as Record<Kind, Map<string, Entry>>;
  /** Kept in order: what is nearly sorted already is sorted at once. */
  const sorted = Object.fromEntries(KINDS.map((kind) => [kind, [] as Entry[]])) as Record<Kind, Entry[]>;
  let counted: RunPage[] = [];
  let known: Column[] | undefined;

  const add = (page: RunPage | undefined, by: 1 | -1) => {
    for (const run of page?.runs ?? [])
      for (const kind of KINDS)
        for (const { key } of run.data[kind] ?? []) {
          const entry = entries[kind].get(key);
          if (entry) entry.runs += by;
          else if (kind !== "tags" || !key.startsWith("mlflow.")) {
            const made = { column: { kind, key }, runs: by };
            entries[kind].set(key, made);
            sorted[kind].push(made);
          }
        }
  };

  return (pages) => {
    const most = Math.max(pages.length, counted.length);
    for (let at = 0; at < most; at += 1) {
      if (pages[at] === counted[at]) continue;
      add(counted[at], -1);
      add(pages[at], 1);
      known = undefined;
    }
    counted = pages;
    known ??= [
      ...KINDS.flatMap((kind) => {
        const present = sorted[kind].sort((a, b) => b.runs - a.runs || (a.column.key < b.column.key ? -1 : 1));
        return present.filter((entry) => entry.runs > 0).map((entry) => entry.column);
      }),
      ...Object.keys(ATTRIBUTES).map((key): Column => ({ kind: "attributes", key })),
    ];
    return known;
  };
}

// Which params, metrics and tags of runs are asked for, and which there are: an experiment may have thousands.
import { queryOptions } from "@tanstack/react-query";
import type { Column } from "../lib/columns";
import { seeksSystem } from "../lib/foundKeys";
import { postOwn } from "./client";
import { viewType } from "./requests";

/** What runs have under keys. */
export type KeyKind = "params" | "metrics" | "tags";

export const KEY_KINDS: readonly KeyKind[] = ["params", "metrics", "tags"];

/** What a search of runs is to bring along; `frequent` of those that most runs of the page have. */
export type WantedKeys = Partial<Record<KeyKind, string[]>> & { frequent?: Partial<Record<KeyKind, number>> };

/** The server brings no more of a kind. */
export const MOST = 1000;
/** No key is longer. */
const LONGEST = 250;

/** The columns as what is asked for. Attributes come with every run. */
export function keysOf(columns: Column[]): Required<Record<KeyKind, string[]>> {
  const of = (kind: KeyKind) => [...new Set(columns.filter((column) => column.kind === kind).map(({ key }) => key))].slice(0, MOST);
  return { params: of("params"), metrics: of("metrics"), tags: of("tags") };
}

/** As many as one looks through without searching. */
const PAGE = 200;

/** The keys of the runs of these experiments that have a text in them. `ids` as in the address of their runs. */
export const runKeys = (ids: string, stage: string, kind: KeyKind, contains: string) =>
  queryOptions({
    queryKey: ["keys", ids, stage, kind, contains],
    queryFn: ({ signal }) => {
      const experiment_ids = ids === "all" ? undefined : ids.split(",");
      const own_only = !seeksSystem(contains);
      const body = { experiment_ids, run_view_type: viewType(stage), kind, own_only, contains: contains.slice(0, LONGEST), max_results: PAGE };
      return postOwn("runs/keys", body, signal);
    },
    staleTime: 30_000,
    // New keys are rare, and looking through all of them is more work than a page of runs.
    meta: { still: true },
  });

// Pages of runs with no more of each run than the page shows.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Column, columnId, fieldOf } from "../lib/columns";
import { postOwn } from "./client";
import { KEY_KINDS, type KeyKind, type WantedKeys, keysOf } from "./keys";
import { runQuery } from "./requests";
import type { RunPage } from "./types";

/** The first page is there at once; who scrolls on wants many. */
const FIRST = 100;
const NEXT = 500;

/** A page and what was asked for when it was filled. */
export interface AskedPage extends RunPage {
  asked: WantedKeys;
}

/** `wanted` is asked when a page is read: what is wanted may change while the pages stay. */
export const runPages = (ids: string, filter: string, sort: string, stage: string, wanted: () => WantedKeys) =>
  infiniteQueryOptions({
    queryKey: ["runs", ids, filter, sort, stage],
    queryFn: async ({ pageParam, signal }): Promise<AskedPage> => {
      const first = pageParam === undefined;
      const { frequent, ...named } = wanted();
      const asked: WantedKeys = first ? { ...named, frequent } : named;
      const body = { ...runQuery(ids, filter, sort, stage), max_results: first ? FIRST : NEXT, page_token: pageParam, keys: asked, count: first };
      return { ...(await postOwn("runs/search", body, signal)), asked };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token || undefined,
  });

/** Those of the columns that some page was not asked for; there, a run without a value may have one. */
export function unasked(pages: AskedPage[], columns: Column[]): Column[] {
  const wanted = keysOf(columns);
  return KEY_KINDS.flatMap((kind) => {
    const sets = pages.map((page) => came(page, kind));
    return wanted[kind].filter((key) => sets.some((set) => !set.has(key))).map((key): Column => ({ kind, key }));
  });
}

const known = new WeakMap<AskedPage, Map<KeyKind, Set<string>>>();

/** What was asked for by name, and what came because it is frequent. */
function came(page: AskedPage, kind: KeyKind): Set<string> {
  const sets = known.get(page) ?? new Map<KeyKind, Set<string>>();
  known.set(page, sets);
  let set = sets.get(kind);
  if (!set) {
    set = new Set(page.asked[kind]);
    if (page.asked.frequent?.[kind]) for (const run of page.runs ?? []) for (const { key } of run.data[kind] ?? []) set.add(key);
    sets.set(kind, set);
  }
  return set;
}

/** So many runs are enough to know what a param is like. */
const SAMPLE = 200;

/** Some runs that have a param or tag, with nothing else of them. */
export const runsWith = (ids: string, stage: string, column: Column) =>
  queryOptions({
    queryKey: ["values", ids, stage, columnId(column)],
    queryFn: async ({ signal }) => {
      const filter = `${fieldOf(column)} IS NOT NULL`;
      const body = { ...runQuery(ids, filter, "", stage), max_results: SAMPLE, keys: keysOf([column]) };
      return (await postOwn("runs/search", body, signal)).runs ?? [];
    },
    staleTime: 30_000,
    meta: { still: true },
  });

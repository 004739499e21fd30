// Pages of runs with no more of each run than the page shows. When something changes, those in sight are read again where they begin;
// the others when they come into sight.
import { type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Column, columnId, fieldOf } from "../lib/columns";
import { fitted, placed } from "../lib/pagesAgain";
import { postOwn } from "./client";
import { KEY_KINDS, type KeyKind, type WantedKeys, keysOf } from "./keys";
import { runQuery } from "./requests";
import type { Run, RunPage } from "./types";

/** The first page is there at once; who scrolls on wants many. */
const FIRST = 100;
const NEXT = 500;
/** A page to which so many have come is read as several. */
const LONGEST = 1000;

/** A page and what was asked for when it was filled. */
export interface AskedPage extends RunPage {
  asked: WantedKeys;
  /** It was passed over when others were read again. */
  old?: boolean;
}

/** What is asked when pages are read, which may change while they stay. */
export interface Asks {
  wanted: () => WantedKeys;
  /** Whether this page is read again, of those that are there. */
  inSight: (page: number) => boolean;
}

type Pages = InfiniteData<AskedPage, string | undefined>;

export const runPages = (ids: string, filter: string, sort: string, stage: string, asks: Asks) =>
  infiniteQueryOptions({
    queryKey: ["runs", ids, filter, sort, stage],
    queryFn: async ({ pageParam, signal, client, queryKey }): Promise<AskedPage> => {
      const first = pageParam === undefined;
      const { frequent, ...named } = asks.wanted();
      const asked: WantedKeys = first ? { ...named, frequent } : named;
      const before = client.getQueryData<Pages>(queryKey);
      const at = before?.pageParams.indexOf(pageParam) ?? -1;
      const had = before?.pages[at];
      if (had && !first && has(had, named) && !asks.inSight(at)) return { ...had, old: true };
      const usual = first ? FIRST : NEXT;
      const many = had?.runs?.length ?? 0;
      const max_results = many > LONGEST ? usual : Math.max(usual, many);
      const body = { ...runQuery(ids, filter, sort, stage), max_results, page_token: pageParam, keys: asked, count: first };
      const page: AskedPage = { ...(await postOwn("runs/search", body, signal)), asked };
      const behind = before?.pages[at + 1];
      if (!had || !behind || many > LONGEST) return page;
      const fit = fitted(rowsOf(page), rowsOf(had), behind.runs ?? [], idOf);
      return fit ? { ...page, runs: fit.rows, next_page_token: fit.next, old: fit.old } : page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token || undefined,
  });

const idOf = (run: Run) => run.info.run_id;
const rowsOf = ({ runs = [], next_page_token }: AskedPage) => ({ rows: runs, next: next_page_token || undefined });

/** The runs of the pages, each once, and where each page ends. */
export const runsOf = (pages: AskedPage[]) => placed(pages.map(({ runs = [], old = false }) => ({ rows: runs, old })), idOf);

/** Whether all of that came with the page. */
function has(page: AskedPage, wanted: WantedKeys): boolean {
  return KEY_KINDS.every((kind) => wanted[kind]?.every((key) => came(page, kind).has(key)) ?? true);
}

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

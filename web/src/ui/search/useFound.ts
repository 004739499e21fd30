// What there is by the name that is typed: asked of the server, a question for each group.
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { post, postOwn } from "../../api/client";
import { experiment } from "../../api/queries";
import { experimentFilter } from "../../api/requests";
import type { Run } from "../../api/types";
import { type Hit, pairFilter, runFilter, tableFilter, tablesNamed } from "../../lib/found";
import { LOGGED_TABLES } from "../../lib/loggedTables";
import { nameOf } from "../../lib/values";
import { recent } from "./recent";

export interface Group {
  name: string;
  hits: Hit[];
  /** There are others beyond these. */
  more: boolean;
}

export interface Found {
  groups: Group[];
  pending: boolean;
  /** The first question that failed, and all of them asked again. */
  error: Error | null;
  again: () => void;
}

const experiments = (text: string, most: number) =>
  queryOptions({
    queryKey: ["found", "experiments", text, most],
    queryFn: ({ signal }) =>
      post("experiments/search", { max_results: most, order_by: ["last_update_time DESC"], filter: experimentFilter(text) }, signal),
    placeholderData: keepPreviousData,
  });

const runs = (filter: string | undefined, most: number) =>
  queryOptions({
    queryKey: ["found", "runs", filter, most],
    queryFn: ({ signal }) =>
      postOwn("runs/search", { experiment_ids: [], filter, order_by: ["attributes.start_time DESC"], max_results: most, keys: { tags: [LOGGED_TABLES] } }, signal),
    placeholderData: keepPreviousData,
  });

export function useFound(text: string, most: number): Found {
  const sought = text.trim();
  const enabled = sought !== "";
  const pair = pairFilter(sought);
  const asked = [
    useQuery({ ...experiments(sought, most), enabled }),
    useQuery({ ...runs(runFilter(sought), most), enabled }),
    useQuery({ ...runs(pair, most), enabled: enabled && pair !== undefined }),
    useQuery({ ...runs(tableFilter(sought), most), enabled }),
  ] as const;
  const [byName, byRun, byPair, byTable] = asked;
  const all = [byRun, byPair, byTable].flatMap((query) => query.data?.runs ?? []);
  const where = useNames(enabled ? all : []);
  const hit = (run: Run): Hit => ({ kind: "run", id: run.info.run_id, name: nameOf(run), detail: where(run) });
  const known = recent().filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(sought.toLowerCase()));
  const groups: Group[] = [{ name: "Recent", hits: known.slice(0, enabled ? 3 : 12), more: false }];
  if (enabled) {
    groups.push({
      name: "Experiments",
      hits: (byName.data?.experiments ?? []).map(({ experiment_id, name }) => ({ kind: "experiment", id: experiment_id, name, detail: experiment_id })),
      more: Boolean(byName.data?.next_page_token),
    });
    groups.push({ name: "Runs", hits: (byRun.data?.runs ?? []).map(hit), more: Boolean(byRun.data?.next_page_token) });
    if (pair) groups.push({ name: "Runs by param or tag", hits: (byPair.data?.runs ?? []).map(hit), more: Boolean(byPair.data?.next_page_token) });
    groups.push({
      name: "Tables",
      hits: (byTable.data?.runs ?? []).flatMap((run) => tablesNamed(run, sought).map((path) => ({ ...hit(run), name: path, detail: nameOf(run), path }))).slice(0, most),
      more: Boolean(byTable.data?.next_page_token),
    });
  }
  return {
    groups: groups.filter(({ hits }) => hits.length > 0),
    pending: asked.some((query) => query.isFetching),
    error: enabled ? (asked.find((query) => query.isError)?.error ?? null) : null,
    again: () => asked.forEach((query) => query.isError && void query.refetch()),
  };
}

/** The name of each run's experiment, once it is known. */
function useNames(of: Run[]): (run: Run) => string {
  const ids = [...new Set(of.map((run) => run.info.experiment_id))];
  const answers = useQueries({ queries: ids.map((id) => ({ ...experiment(id), staleTime: 60_000 })) });
  const names = new Map(ids.map((id, index) => [id, answers[index]?.data?.name]));
  return (run) => names.get(run.info.experiment_id) ?? "";
}

// What there is by the name that is typed: asked of the server, a question for each group.
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { post, postOwn } from "../../api/client";
import { experimentName } from "../../api/queries";
import { experimentFilter } from "../../api/requests";
import type { Experiment, Run } from "../../api/types";
import { EVERYWHERE, type Hit, pairFilter, runFilter, tableFilter, tablesNamed } from "../../lib/found";
import { tagFilter, tagWith } from "../../lib/foundTags";
import { LOGGED_TABLES } from "../../lib/loggedTables";
import { nameOf } from "../../lib/values";
import { recent } from "./recent";
import { useTagKeys } from "./useTagKeys";

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

const experiments = (filter: string | undefined, most: number) =>
  queryOptions({
    queryKey: ["found", "experiments", filter, most],
    queryFn: ({ signal }) => post("experiments/search", { max_results: most, order_by: ["last_activity_time DESC"], filter }, signal),
    placeholderData: keepPreviousData,
  });

const runs = (filter: string | undefined, most: number, tags = [LOGGED_TABLES]) =>
  queryOptions({
    queryKey: ["found", "runs", filter, most, tags],
    queryFn: ({ signal }) =>
      postOwn("runs/search", { experiment_ids: [], filter, order_by: ["attributes.start_time DESC"], max_results: most, keys: { tags } }, signal),
    placeholderData: keepPreviousData,
  });

export function useFound(text: string, most: number): Found {
  const sought = text.trim();
  const enabled = sought !== "";
  const pair = pairFilter(sought);
  const tags = useTagKeys(sought, enabled && !pair);
  const tagged = tagFilter(sought, tags.ofRuns);
  const taggedExperiments = tagFilter(sought, tags.ofExperiments);
  const asked = [
    useQuery({ ...experiments(experimentFilter(sought), most), enabled }),
    useQuery({ ...runs(runFilter(sought), most), enabled }),
    useQuery({ ...runs(pair, most), enabled: enabled && pair !== undefined }),
    useQuery({ ...runs(tableFilter(sought), most), enabled }),
    useQuery({ ...experiments(taggedExperiments, most), enabled: enabled && taggedExperiments !== undefined }),
    useQuery({ ...runs(tagged && `${tagged} AND ${EVERYWHERE}`, most, tags.ofRuns), enabled: enabled && tagged !== undefined }),
  ] as const;
  const [byName, byRun, byPair, byTable, byItsTag, byTag] = asked;
  const all = [byRun, byPair, byTable, byTag].flatMap((query) => query.data?.runs ?? []);
  const where = useNames(enabled ? all : []);
  const hit = (run: Run): Hit => ({ kind: "run", id: run.info.run_id, name: nameOf(run), detail: where(run) });
  const known = recent().filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(sought.toLowerCase()));
  const groups: Group[] = [{ name: "Recent", hits: known.slice(0, enabled ? 3 : 12), more: false }];
  if (enabled) {
    groups.push({
      name: "Experiments",
      hits: (byName.data?.experiments ?? []).map((one) => experimentHit(one, one.experiment_id)),
      more: Boolean(byName.data?.next_page_token),
    });
    groups.push({ name: "Runs", hits: (byRun.data?.runs ?? []).map(hit), more: Boolean(byRun.data?.next_page_token) });
    if (pair) groups.push({ name: "Runs by param or tag", hits: (byPair.data?.runs ?? []).map(hit), more: Boolean(byPair.data?.next_page_token) });
    if (taggedExperiments) {
      const hits = (byItsTag.data?.experiments ?? []).map((one) => experimentHit(one, tagWith(one.tags, sought)));
      groups.push({ name: "Experiments by tag", hits, more: Boolean(byItsTag.data?.next_page_token) });
    }
    if (tagged) {
      const hits = (byTag.data?.runs ?? []).map((run) => ({ ...hit(run), detail: [tagWith(run.data.tags, sought), where(run)].filter(Boolean).join(" · ") }));
      groups.push({ name: "Runs by tag", hits, more: Boolean(byTag.data?.next_page_token) });
    }
    groups.push({
      name: "Tables",
      hits: (byTable.data?.runs ?? []).flatMap((run) => tablesNamed(run, sought).map((path) => ({ ...hit(run), name: path, detail: nameOf(run), path }))).slice(0, most),
      more: Boolean(byTable.data?.next_page_token),
    });
  }
  return {
    groups: groups.filter(({ hits }) => hits.length > 0),
    pending: [...asked, ...tags.asked].some((query) => query.isFetching),
    error: enabled ? ([...asked, ...tags.asked].find((query) => query.isError)?.error ?? null) : null,
    again: () => [...asked, ...tags.asked].forEach((query) => query.isError && void query.refetch()),
  };
}

function experimentHit({ experiment_id, name }: Experiment, detail: string): Hit {
  return { kind: "experiment", id: experiment_id, name, detail };
}

/** The name of each run's experiment, once it is known. */
function useNames(of: Run[]): (run: Run) => string {
  const ids = [...new Set(of.map((run) => run.info.experiment_id))];
  const answers = useQueries({ queries: ids.map((id) => (experimentName(id))) });
  const names = new Map(ids.map((id, index) => [id, answers[index]?.data]));
  return (run) => names.get(run.info.experiment_id) ?? "";
}

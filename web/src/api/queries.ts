// What pages ask for, each with the key under which the answer is kept.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { ApiError, get, post } from "./client";
import { experimentFilter, viewType } from "./requests";

/** A refusal stays one; what may be a moment's trouble is asked again twice. */
export function retry(failures: number, error: Error): boolean {
  const passing = !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;
  return passing && failures < 2;
}

/** The first page is there at once; who scrolls on wants many. */
const FIRST = 100;
const NEXT = 1000;

export const experimentPages = (name: string, stage = "") =>
  infiniteQueryOptions({
    queryKey: ["experiments", name, stage],
    queryFn: ({ pageParam, signal }) =>
      post(
        "experiments/search",
        {
          max_results: pageParam === undefined ? FIRST : NEXT,
          order_by: ["last_activity_time DESC"],
          filter: experimentFilter(name),
          view_type: viewType(stage),
          page_token: pageParam,
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token || undefined,
  });

export const experiment = (id: string) =>
  queryOptions({
    queryKey: ["experiment", id],
    queryFn: ({ signal }) => get("experiments/get", { experiment_id: id }, signal),
    select: (answer) => answer.experiment,
  });

/** For many rows, each of which may be of another experiment: asked once, as names seldom change. */
export const experimentName = (id: string) =>
  queryOptions({
    queryKey: ["experimentName", id],
    queryFn: ({ signal }) => get("experiments/get", { experiment_id: id }, signal),
    select: (answer) => answer.experiment.name,
    staleTime: 300_000,
    meta: { still: true },
  });

export const run = (id: string) =>
  queryOptions({
    queryKey: ["run", id],
    queryFn: ({ signal }) => get("runs/get", { run_id: id }, signal),
    select: (answer) => answer.run,
  });

/** What is in a folder of a run; the server answers all of it at once. */
export const folderFiles = (id: string, path: string) =>
  queryOptions({
    queryKey: ["artifacts", id, "folder", path],
    queryFn: async ({ signal }) => (await get("artifacts/list", { run_id: id, path }, signal)).files ?? [],
  });

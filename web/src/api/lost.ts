// Runs whose program seems to be gone: they are running by their status, and nothing was heard of them for a while.
import { queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Numeric } from "./json";
import type { LostRunsAnswer } from "./schema";
import type { Run } from "./types";

/** Being lost begins by itself, so it is asked again. */
const EVERY = 30_000;

/** When each lost run of these experiments was heard of last. `ids` as in the address of their runs. */
export const lostRuns = (ids: string) =>
  queryOptions({
    queryKey: ["lost", ids],
    queryFn: ({ signal }) => postOwn("runs/lost", ids === "all" ? {} : { experiment_ids: ids.split(",") }, signal),
    select: lastSeen,
    refetchInterval: EVERY,
  });

/** The same of these runs, wherever they are. */
export const lostAmong = (runs: Run[]) => {
  const run_ids = runs.filter(({ info }) => info.status === "RUNNING").map(({ info }) => info.run_id);
  return queryOptions({
    queryKey: ["lost", "of", run_ids],
    queryFn: ({ signal }) => postOwn("runs/lost", { run_ids }, signal),
    enabled: run_ids.length > 0,
    select: lastSeen,
    refetchInterval: EVERY,
  });
};

/** The same map for the same answer. */
function lastSeen(answer: LostRunsAnswer): Map<string, Numeric> {
  return new Map(answer.runs.map((run) => [run.run_id, run.last_seen]));
}

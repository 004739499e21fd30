// What people change: runs and experiments are deleted, restored, tagged and named.
import { queryOptions } from "@tanstack/react-query";
import type { Changes } from "../lib/experimentEdit";
import type { Refused } from "../lib/many";
import { type RunQuestion, runsInFull } from "./allRuns";
import { ApiError, post, postOwn } from "./client";
import type { WantedKeys } from "./keys";
import type { ChangedRuns } from "./schema";
import type { Pair, Run } from "./types";

/** What could not be done of what is done to many runs in one step. */
const refused = async (answer: Promise<ChangedRuns>): Promise<Refused> => (await answer).refused;

export const deleteRuns = (run_ids: string[]) => refused(postOwn("runs/delete", { run_ids }));
export const restoreRuns = (run_ids: string[]) => refused(postOwn("runs/restore", { run_ids }));
export const tagRuns = (run_ids: string[], key: string, value: string) => refused(postOwn("runs/set-tag", { run_ids, key, value }));
export const untagRuns = (run_ids: string[], key: string) => refused(postOwn("runs/delete-tag", { run_ids, key }));

/** To end runs whose programs are gone, as a person's act. */
export async function failRuns(run_ids: string[]): Promise<Refused> {
  const refused: Refused = [];
  for (const run_id of run_ids) {
    const told = (error: unknown) => refused.push({ run_id, message: error instanceof Error ? error.message : String(error) });
    await post("runs/update", { run_id, status: "FAILED", end_time: Date.now() }).catch(told);
  }
  return refused;
}

/** What is to go may be gone already. */
async function gone(act: Promise<object>): Promise<object> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return {};
    throw error;
  }
}

/** The runs with these ids, of whatever experiment, deleted ones too; in the order of the ids, and with no more than these keys. */
export const runsOf = (ids: string[], keys: WantedKeys = {}) =>
  queryOptions({
    queryKey: ["runs-of", ids, keys],
    queryFn: async ({ signal }) => {
      const found = new Map<string, Run>();
      for (const question of byId(ids)) for (const run of await runsInFull(question, { signal, keys })) found.set(run.info.run_id, run);
      return ids.map((id) => found.get(id)).filter((run) => run !== undefined);
    },
    // Before something is done to them, what they are is looked up again.
    staleTime: 0,
    gcTime: 0,
  });

const SOME = 200;

/** Questions of a bearable length. */
export function byId(ids: string[]): RunQuestion[] {
  const literals = ids.map((id) => (id.includes("'") ? `"${id}"` : `'${id}'`));
  const groups = Array.from({ length: Math.ceil(literals.length / SOME) }, (_, at) => literals.slice(at * SOME, (at + 1) * SOME));
  return groups.map((group) => ({ ids: "all", filter: `attributes.run_id IN (${group.join(", ")})`, sort: "", stage: "all" }));
}

export const createExperiment = (name: string, artifact_location: string | undefined, tags: Pair[]) =>
  post("experiments/create", { name, artifact_location, tags });
export const renameExperiment = (experiment_id: string, new_name: string) => post("experiments/update", { experiment_id, new_name });
export const deleteExperiment = (experiment_id: string) => post("experiments/delete", { experiment_id });
export const restoreExperiment = (experiment_id: string) => post("experiments/restore", { experiment_id });

/** One after the other, so that the first refusal is the one that is told. */
export async function changeExperiment(experiment_id: string, { name, set, remove }: Changes): Promise<void> {
  if (name !== undefined) await renameExperiment(experiment_id, name);
  for (const { key, value } of set) await post("experiments/set-experiment-tag", { experiment_id, key, value });
  for (const key of remove) await gone(post("experiments/delete-experiment-tag", { experiment_id, key }));
}

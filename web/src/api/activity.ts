// How many runs experiments have, and when the last one began.
import { queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Activity } from "./schema";

/** By experiment; all that were asked about are in it. The server takes a thousand at most. */
export const activity = (ids: string[]) =>
  queryOptions({
    queryKey: ["activity", ids],
    queryFn: async ({ signal }) => {
      const found = new Map(ids.map((id): [string, Activity] => [id, { experiment_id: id, runs: 0 }]));
      const { experiments } = await postOwn("experiments/activity", { experiment_ids: ids }, signal);
      for (const each of experiments) found.set(each.experiment_id, each);
      return found;
    },
    enabled: ids.length > 0,
  });

// How many runs experiments have, and when the last one began.
import { queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Activity } from "./schema";

/** The server takes no more at once. */
const AT_ONCE = 1000;

/** By experiment; all that were asked about are in it. */
export const activity = (ids: string[]) =>
  queryOptions({
    queryKey: ["activity", ids],
    queryFn: async ({ signal }) => {
      const found = new Map(ids.map((id): [string, Activity] => [id, { experiment_id: id, runs: 0 }]));
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const asked = { experiment_ids: ids.slice(from, from + AT_ONCE) };
        const { experiments } = await postOwn("experiments/activity", asked, signal);
        for (const each of experiments) found.set(each.experiment_id, each);
      }
      return found;
    },
    enabled: ids.length > 0,
  });

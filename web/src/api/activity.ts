// How many runs experiments have, and when the last one began.
import { queryOptions } from "@tanstack/react-query";
import { postOwn } from "./client";
import type { Numeric } from "./json";

export interface Activity {
  experiment_id: string;
  runs: number;
  last_start_time?: Numeric;
}

/** More are not asked about at once; the server takes as many. */
const MOST = 1000;

/** By experiment; those without runs are not among them. */
export const activity = (ids: string[]) =>
  queryOptions({
    queryKey: ["activity", ids],
    queryFn: async ({ signal }) => {
      const { experiments } = await postOwn<{ experiments: Activity[] }>("experiments/activity", { experiment_ids: ids.slice(0, MOST) }, signal);
      return new Map(experiments.map((each) => [each.experiment_id, each]));
    },
    enabled: ids.length > 0,
  });

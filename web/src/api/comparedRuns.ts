// The runs of a comparison in one answer: a question for each of 200 would take longer than all else.
import { queryOptions } from "@tanstack/react-query";
import { quoted } from "../lib/quoted";
import { get, post } from "./client";
import type { Run } from "./types";

/** In the order of the ids. */
export const comparedRuns = (ids: string[]) =>
  queryOptions({
    queryKey: ["runs", "compared", ids],
    queryFn: async ({ signal }): Promise<Run[]> => {
      const filter = `experiment_id IS NOT NULL AND run_id IN (${ids.map(quoted).join(", ")})`;
      const page = await post("runs/search", { experiment_ids: [], filter, run_view_type: "ALL", max_results: ids.length }, signal);
      const found = new Map((page.runs ?? []).map((run) => [run.info.run_id, run]));
      // What no search finds is asked for by itself: then the server says what is wrong with it.
      return Promise.all(ids.map(async (id) => found.get(id) ?? (await get("runs/get", { run_id: id }, signal)).run));
    },
  });

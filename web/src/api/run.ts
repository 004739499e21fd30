// What the page of one run asks beside the run itself, and what it changes.
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { quoted } from "../lib/quoted";
import { get, post, postOwn } from "./client";

/** The tag in which MLflow keeps what people write about a run. */
export const NOTE = "mlflow.note.content";

/** The runs that name this one as their parent, as MLflow's clients do it: in the same experiment. */
export const childPages = (experiment: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ["runs", experiment, "children", id],
    queryFn: ({ pageParam, signal }) =>
      postOwn(
        "runs/search",
        {
          keys: {},
          experiment_ids: [experiment],
          filter: `tags.\`mlflow.parentRunId\` = ${quoted(id)}`,
          order_by: ["attributes.start_time ASC"],
          max_results: 50,
          page_token: pageParam,
        },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token || undefined,
  });

export const loggedModel = (id: string) =>
  queryOptions({
    queryKey: ["logged-model", id],
    queryFn: ({ signal }) => get("logged-models/{id}", { id }, signal),
    select: (answer) => answer.model,
  });

export const setTag = (run_id: string, key: string, value: string) => post("runs/set-tag", { run_id, key, value });
export const deleteTag = (run_id: string, key: string) => post("runs/delete-tag", { run_id, key });
export const renameRun = (run_id: string, run_name: string) => post("runs/update", { run_id, run_name });
export const deleteRun = (run_id: string) => post("runs/delete", { run_id });
export const restoreRun = (run_id: string) => post("runs/restore", { run_id });

/** The value of a tag as it is now, not as it was when the page was opened. */
export async function tagNow(run_id: string, key: string): Promise<string> {
  const { run } = await get("runs/get", { run_id });
  return run.data.tags?.find((tag) => tag.key === key)?.value ?? "";
}

/** Changes something of a run; what is shown of runs is asked again before the change counts as done. */
export function useRunChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["run", id] });
      void client.invalidateQueries({ queryKey: ["runs"] });
    },
  });
}

// Files of logged models, which lie beside the runs that made them.
import { queryOptions } from "@tanstack/react-query";
import { address } from "./base";
import { ApiError, refusal } from "./client";

/** A small text of a logged model; "" where it has no such file. */
export const modelText = (model: string, path: string) =>
  queryOptions({
    queryKey: ["logged-model", model, "file", path],
    queryFn: async ({ signal }): Promise<string> => {
      const where = `ajax-api/2.0/mlflow/logged-models/${encodeURIComponent(model)}/artifacts/files?${new URLSearchParams({ artifact_file_path: path })}`;
      const response = await fetch(address(where), { signal }).catch((error: unknown) => {
        if (signal.aborted) throw error;
        throw new ApiError(0, "", "The server does not answer. Check that it is running and can be reached from here.");
      });
      if (response.status === 404) return "";
      const text = await response.text();
      if (!response.ok) throw refusal(response.status, text);
      return text;
    },
  });

// Files in the folders of a run, where tables may be. Looking through them takes a question for each folder, so it is done once, not
// again with everything that is logged.
import { queryOptions } from "@tanstack/react-query";
import { fileList } from "./fileList";
import type { ArtifactFile } from "./types";

export const tableFiles = (run: string) =>
  queryOptions({
    queryKey: ["artifacts", run, "tables"],
    queryFn: async ({ client }): Promise<ArtifactFile[]> => (await client.fetchQuery(fileList(run))).files,
    staleTime: 60_000,
    meta: { still: true },
  });

// Every file of a run with its path, for what holds runs against each other: folder after folder, as far as people look.
import { queryOptions } from "@tanstack/react-query";
import { folderFiles } from "./queries";
import type { ArtifactFile } from "./types";

export interface FileList {
  files: ArtifactFile[];
  /** There are more. */
  cut: boolean;
}

const FOLDERS = 200;
const FILES = 5_000;
const AT_ONCE = 6;

export const fileList = (run: string) =>
  queryOptions({
    queryKey: ["artifacts", run, "list"],
    queryFn: async ({ client, signal }): Promise<FileList> => {
      const files: ArtifactFile[] = [];
      const folders = [""];
      for (let at = 0; at < folders.length; ) {
        if (at >= FOLDERS || files.length > FILES) return { files: files.slice(0, FILES), cut: true };
        signal.throwIfAborted();
        const some = folders.slice(at, at + AT_ONCE);
        at += some.length;
        for (const entry of (await Promise.all(some.map((folder) => client.fetchQuery(folderFiles(run, folder))))).flat()) {
          if (entry.is_dir) folders.push(entry.path);
          else files.push(entry);
        }
      }
      return { files, cut: false };
    },
  });

// Whether files of one size are the same in two runs: they are read, a few at once.
import { queryOptions } from "@tanstack/react-query";
import type { SharedFile } from "../lib/sharedFiles";
import { fetchFile } from "./artifacts";

/** Browsers have six connections to a server, and the events have one of them: the file that somebody opens need not wait. */
const AT_ONCE = 2;

/** By path; a file that can not be read is not in it. */
export const sameFiles = ([from, to]: [string, string], files: SharedFile[]) =>
  queryOptions({
    queryKey: ["artifacts", from, "same", to, files.map(({ path, size }) => [path, size])],
    // It is much to read: who wants to know what a running program wrote since comes back to it.
    meta: { still: true },
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Map<string, boolean>> => {
      const found = new Map<string, boolean>();
      const waiting = [...files];
      const work = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) {
          const [before, after] = await Promise.all([from, to].map((run) => contents(run, file.path, signal)));
          if (before && after) found.set(file.path, isSame(before, after));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return found;
    },
  });

async function contents(run: string, path: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const response = await fetchFile(run, path, { signal });
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

function isSame(before: Uint8Array, after: Uint8Array): boolean {
  return before.length === after.length && before.every((byte, at) => byte === after[at]);
}

// All runs that a question finds, page after page, for what needs more of them than the table has loaded.
import { postOwn } from "./client";
import type { WantedKeys } from "./keys";
import { runQuery } from "./requests";
import type { Run } from "./types";

export interface RunQuestion {
  ids: string;
  filter: string;
  sort: string;
  stage: string;
}

const PAGE = 500;

interface How {
  signal: AbortSignal;
  tell?: (found: number) => void;
  /** Without them a run comes with all it has. */
  keys?: WantedKeys;
}

export async function runsInFull({ ids, filter, sort, stage }: RunQuestion, { signal, tell, keys }: How): Promise<Run[]> {
  const runs: Run[] = [];
  let page_token: string | undefined;
  do {
    const body = { ...runQuery(ids, filter, sort, stage), max_results: PAGE, page_token, keys };
    const page = await postOwn("runs/search", body, signal);
    for (const run of page.runs ?? []) runs.push(run);
    page_token = page.next_page_token || undefined;
    tell?.(runs.length);
  } while (page_token);
  return runs;
}

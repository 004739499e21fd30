// All runs that a question finds, page after page, for what needs more of them than the table has loaded.
import { post } from "./client";
import { runQuery } from "./requests";
import type { Run } from "./types";

export interface RunQuestion {
  ids: string;
  filter: string;
  sort: string;
  stage: string;
}

const PAGE = 500;

export async function runsInFull({ ids, filter, sort, stage }: RunQuestion, signal: AbortSignal, tell?: (found: number) => void): Promise<Run[]> {
  const runs: Run[] = [];
  let page_token: string | undefined;
  do {
    const body = { ...runQuery(ids, filter, sort, stage), max_results: PAGE, page_token };
    const page = await post("runs/search", body, signal);
    for (const run of page.runs ?? []) runs.push(run);
    page_token = page.next_page_token || undefined;
    tell?.(runs.length);
  } while (page_token);
  return runs;
}

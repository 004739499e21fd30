// Histories of a metric with every point, a page at a time, for a file.
import type { Point } from "../lib/charts/series";
import { get } from "./client";
import { valueOf } from "./histories";

const PAGE = 20_000;

export async function* wholeHistory(run_id: string, metric_key: string, signal: AbortSignal): AsyncGenerator<Point[]> {
  let page_token: string | undefined;
  do {
    const page = await get("metrics/get-history", { run_id, metric_key, page_token, max_results: PAGE }, signal);
    yield (page.metrics ?? []).map(({ step, timestamp, value }): Point => ({ step: Number(step), time: Number(timestamp), value: valueOf(value) }));
    page_token = page.next_page_token || undefined;
  } while (page_token);
}

// Histories of metrics, as many points of each run as a chart can show; the server picks them evenly.
import { queryOptions } from "@tanstack/react-query";
import type { Point } from "../lib/charts/series";
import { get } from "./client";
import type { Numeric } from "./json";
import type { RunMetric } from "./schema";

/** The server answers no more points of a run at once. */
export const MOST_POINTS = 2500;
/** And of no more runs. */
const MOST_RUNS = 100;

export interface Answer {
  /** By run; a run without the metric is not in it. */
  points: Map<string, Point[]>;
  /** The runs that have as many points as were asked for, so probably more. */
  sampled: Set<string>;
}

/** `steps` are the first and the last to look at. */
export const histories = (ids: string[], key: string, most: number, steps?: readonly [number, number]) =>
  queryOptions({
    queryKey: ["histories", ids, key, most, steps],
    queryFn: async ({ signal }) => {
      const answer: Answer = { points: new Map(), sampled: new Set() };
      for (let from = 0; from < ids.length; from += MOST_RUNS) {
        const query = {
          run_ids: ids.slice(from, from + MOST_RUNS),
          metric_key: key,
          max_results: most,
          start_step: steps?.[0],
          end_step: steps?.[1],
        };
        add(answer.points, (await get("metrics/get-history-bulk-interval", query, signal)).metrics ?? []);
      }
      for (const [id, points] of answer.points) if (points.length >= most) answer.sampled.add(id);
      return answer;
    },
    // What is shown stays until the finer points of a part are there.
    staleTime: 30_000,
  });

/** MLflow keeps infinities as the largest numbers, because its databases have no others. */
function valueOf(value: Numeric): number {
  const number = Number(value);
  return Math.abs(number) === Number.MAX_VALUE ? Math.sign(number) * Infinity : number;
}

function add(into: Map<string, Point[]>, metrics: RunMetric[]): void {
  for (const { run_id, step, timestamp, value } of metrics) {
    const point = { step: Number(step), time: Number(timestamp), value: valueOf(value) };
    const points = into.get(run_id);
    if (points) points.push(point);
    else into.set(run_id, [point]);
  }
}

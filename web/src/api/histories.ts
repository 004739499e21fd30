// Histories of metrics, as many points of each run as a chart can show. Where there are more, the server keeps the lowest and
// the highest of each stretch of the axis, so that no spike is hidden.
import { queryOptions } from "@tanstack/react-query";
import type { Along, Part, Point } from "../lib/charts/series";
import { postOwn } from "./client";
import type { Numeric } from "./json";
import type { SampledBody, SampleMetrics } from "./schema";

/** The server answers no more points of a run at once. */
export const MOST_POINTS = 5000;
/** And of no more runs. */
const MOST_RUNS = 100;

export interface Answer {
  /** By run; a run without points is not in it. */
  points: Map<string, Point[]>;
  /** How many points the runs have, in the part that was asked for. */
  totals: Map<string, number>;
}

export const histories = (parts: Part[], key: string, most: number, along: Along) =>
  queryOptions({
    queryKey: ["histories", parts, key, most, along],
    queryFn: async ({ signal }) => {
      const bodies = parts.flatMap((part) => bodiesOf(part, key, most, along));
      const answer: Answer = { points: new Map(), totals: new Map() };
      for (const body of await Promise.all(bodies.map((each) => postOwn("metrics/sampled", each, signal)))) add(answer, body);
      return answer;
    },
    // What is shown stays until the finer points of a part are there.
    staleTime: 30_000,
  });

function bodiesOf({ ids, ends }: Part, key: string, most: number, along: Along): SampleMetrics[] {
  const within = along === "step" ? { start_step: ends?.[0], end_step: ends?.[1] } : { start_time: ends?.[0], end_time: ends?.[1] };
  const bodies: SampleMetrics[] = [];
  for (let from = 0; from < ids.length; from += MOST_RUNS) {
    bodies.push({ run_ids: ids.slice(from, from + MOST_RUNS), metric_keys: [key], axis: along, max_points: most, ...within });
  }
  return bodies;
}

function add(answer: Answer, body: SampledBody): void {
  for (const { run_id, total, steps, timestamps, values } of body.histories) {
    answer.totals.set(run_id, Number(total));
    answer.points.set(
      run_id,
      values.map((value, index) => ({ step: Number(steps[index]), time: Number(timestamps[index]), value: valueOf(value) })),
    );
  }
}

/** MLflow keeps infinities as the largest numbers, because its databases have no others. */
export function valueOf(value: Numeric): number {
  const number = Number(value);
  return Math.abs(number) === Number.MAX_VALUE ? Math.sign(number) * Infinity : number;
}

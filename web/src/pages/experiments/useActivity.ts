// How many runs the experiments in sight have, asked for a block of rows at a time: of 20,000 nobody sees more than a screen.
import { useQueries } from "@tanstack/react-query";
import { useRef } from "react";
import { activity } from "../../api/activity";
import type { Activity } from "../../api/schema";
import type { Experiment } from "../../api/types";

const BLOCK = 100;

interface Active {
  /** By experiment. */
  known: ReadonlyMap<string, Activity>;
  error: Error | null;
  again: () => void;
}

/** What was known before stays until there is an answer: rows move when something is logged. */
export function useActivity(experiments: Experiment[], first: number, last: number): Active {
  const known = useRef(new Map<string, Activity>());
  const blocks: string[][] = [];
  for (let from = first - (first % BLOCK); from <= last; from += BLOCK) {
    blocks.push(experiments.slice(from, from + BLOCK).map((experiment) => experiment.experiment_id));
  }
  const answers = useQueries({ queries: blocks.map(activity) });
  for (const { data } of answers) for (const [id, one] of data ?? []) known.current.set(id, one);
  const failed = answers.filter(({ isError, data }) => isError && !data);
  const again = () => failed.forEach(({ refetch }) => void refetch());
  return { known: known.current, error: failed[0]?.error ?? null, again };
}

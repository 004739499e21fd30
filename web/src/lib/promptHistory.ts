// The prompts that runs asked with, each text once: when it came into use, by which runs, and how good they were.
import type { Run } from "../api/types";
import type { Column } from "./columns";
import { numberOf } from "./charts/measure";
import { group } from "./grouped";
import { latestFirst, startOf } from "./starts";
import { valueOf } from "./values";

export interface PromptUse {
  text: string;
  /** The latest first. */
  runs: Run[];
}

/** The prompt that came into use last first. */
export function promptUses(runs: Run[], column: Column): PromptUse[] {
  const uses = new Map<string, Run[]>();
  for (const run of latestFirst(runs)) {
    const text = valueOf(run, column);
    if (typeof text === "string" && text !== "") group(uses, text, run);
  }
  return [...uses].map(([text, of]) => ({ text, runs: of })).sort((a, b) => startOf(b.runs.at(-1)) - startOf(a.runs.at(-1)));
}

/** Of those runs that have a number there. */
export function meanOf(runs: Run[], column: Column): number | undefined {
  const values = runs.map((run) => numberOf(valueOf(run, column))).filter((value) => value !== undefined);
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}

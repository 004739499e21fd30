// Values that the loaded runs have in a field, for completing a filter.
import type { Run } from "../api/types";
import type { Field } from "./filterText";
import { valueOf } from "./values";

const MOST = 50;
/** Longer texts are nobody's choice of a list. */
const SHORT = 80;

export function seenValues(runs: Run[], { kind, key }: Field): string[] {
  const seen = new Set<string>();
  for (const run of runs) {
    const value = kind === "attributes" ? attributeOf(run, key) : kind === "params" || kind === "tags" ? valueOf(run, { kind, key }) : undefined;
    if (typeof value === "string" && value !== "" && value.length <= SHORT && !value.includes("\n")) seen.add(value);
    if (seen.size >= MOST) break;
  }
  return [...seen].sort();
}

function attributeOf({ info }: Run, key: string): string | undefined {
  return key === "run_name" || key === "user_id" || key === "experiment_id" || key === "status" ? info[key] : undefined;
}

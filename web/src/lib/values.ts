// What a run has in a column, found without walking its lists for every cell.
import type { Numeric } from "../api/json";
import type { Run } from "../api/types";
import type { Column } from "./columns";

const indexes = new WeakMap<Run, Map<string, Numeric>>();

/** The value of a param, metric or tag. Attributes have their own look and are read where they are shown. */
export function valueOf(run: Run, { kind, key }: Column): Numeric | undefined {
  let index = indexes.get(run);
  if (!index) {
    index = new Map();
    for (const param of run.data.params ?? []) index.set(`params.${param.key}`, param.value);
    for (const metric of run.data.metrics ?? []) index.set(`metrics.${metric.key}`, metric.value);
    for (const tag of run.data.tags ?? []) index.set(`tags.${tag.key}`, tag.value);
    indexes.set(run, index);
  }
  return index.get(`${kind}.${key}`);
}

/** A run's name; one without is called by the beginning of its id. */
export function nameOf(run: Run): string {
  return run.info.run_name || run.info.run_id.slice(0, 8);
}

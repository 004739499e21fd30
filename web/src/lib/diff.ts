// Runs beside each other: one line for each key, and whether the runs differ in it.
import type { Numeric } from "../api/json";
import type { Pair, Run } from "../api/types";
import { byName } from "./naming";

export interface Line {
  key: string;
  values: (Numeric | undefined)[];
  differs: boolean;
}

type Entry = { key: string; value: Numeric };

/** The lines of one kind in the order of their keys. */
export function lines(runs: Run[], entriesOf: (run: Run) => Entry[] | undefined): Line[] {
  const maps = runs.map((run) => new Map((entriesOf(run) ?? []).map(({ key, value }) => [key, value])));
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort(byName);
  return keys.map((key) => {
    const values = maps.map((map) => map.get(key));
    return { key, values, differs: values.some((value) => value !== values[0]) };
  });
}

/** Whether people set a tag; those of MLflow's own say how a run came to be, not what it is. */
export function isOwn(key: string): boolean {
  return !key.startsWith("mlflow.");
}

export function ownTags(tags: Pair[] | undefined): Pair[] {
  return (tags ?? []).filter((tag) => isOwn(tag.key));
}

export function systemTags(tags: Pair[] | undefined): Pair[] {
  return (tags ?? []).filter((tag) => !isOwn(tag.key));
}

export interface Group {
  name: string;
  lines: Line[];
  numbers: boolean;
}

/** One row of the table of differences: a group's head, or one of its lines. */
export interface Row {
  group: string;
  /** Absent in a head. */
  line?: Line;
  numbers: boolean;
  /** How many lines the group shows, and has. */
  shown: number;
  of: number;
}

/** Heads and lines one below the other, without groups that have none; `all` with what is the same in every run. */
export function tableRows(groups: Group[], all: boolean): Row[] {
  return groups.flatMap(({ name: group, lines: every, numbers }) => {
    const some = all ? every : every.filter((line) => line.differs);
    const head: Row = { group, numbers, shown: some.length, of: every.length };
    return every.length === 0 ? [] : [head, ...some.map((line) => ({ ...head, line }))];
  });
}

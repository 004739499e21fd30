// What a person writes about an experiment, and what of it the server has to be told.
import type { Experiment, Pair } from "../api/types";
import { ownTags } from "./diff";

/** MLflow keeps the description of a run or an experiment in this tag. */
export const NOTE = "mlflow.note.content";

export interface Draft {
  name: string;
  note: string;
  tags: Pair[];
}

export interface Changes {
  name?: string;
  set: Pair[];
  remove: string[];
}

export function draftOf(experiment: Experiment): Draft {
  return { name: experiment.name, note: noteOf(experiment.tags), tags: ownTags(experiment.tags) };
}

export function noteOf(tags: Pair[] | undefined): string {
  return tags?.find((tag) => tag.key === NOTE)?.value ?? "";
}

/** Rows that were added and left empty count for nothing; the last of two with one key is meant. */
export function tagsOf({ note, tags }: Draft): Pair[] {
  const map = new Map(tags.filter((tag) => tag.key.trim()).map((tag) => [tag.key.trim(), tag.value]));
  if (note.trim()) map.set(NOTE, note);
  return [...map].map(([key, value]) => ({ key, value }));
}

export function changes(before: Draft, after: Draft): Changes {
  const old = new Map(tagsOf(before).map(({ key, value }) => [key, value]));
  const now = tagsOf(after);
  const kept = new Set(now.map((tag) => tag.key));
  return {
    name: after.name === before.name ? undefined : after.name,
    set: now.filter(({ key, value }) => old.get(key) !== value),
    remove: [...old.keys()].filter((key) => !kept.has(key)),
  };
}

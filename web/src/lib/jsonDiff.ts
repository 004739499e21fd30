// Two JSON values by what differs in them, whatever the order of their keys and however they were written.
import { diffArrays } from "diff";

export interface Difference {
  /** Where it is: `model.layers[3].name`. */
  at: string;
  /** Absent where that side has nothing there. */
  before?: string;
  after?: string;
}

/** More than these nobody reads. */
export const MOST = 500;
const TIMEOUT_MS = 200;

/** The differences in the order of the keys, at most `MOST`, and whether there are more. */
export function differences(before: unknown, after: unknown): { found: Difference[]; more: boolean } {
  const found: Difference[] = [];
  compare("", before, after, found);
  return { found: found.slice(0, MOST), more: found.length > MOST };
}

function compare(at: string, before: unknown, after: unknown, found: Difference[]): void {
  if (found.length > MOST || canonical(before) === canonical(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(at, before, after, found);
  if (isObject(before) && isObject(after)) {
    for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
      const [own, other] = [Object.hasOwn(before, key), Object.hasOwn(after, key)];
      const below = at ? `${at}${nameOf(key)}` : nameOf(key).replace(/^\./, "");
      if (own && other) compare(below, before[key], after[key], found);
      else found.push({ at: below, ...(own ? { before: shown(before[key]) } : { after: shown(after[key]) }) });
    }
    return;
  }
  found.push({ at: at || "(the whole file)", before: shown(before), after: shown(after) });
}

/** Entries that both lists have are left out, wherever they stand; others are held against each other in their order. */
function compareLists(at: string, before: unknown[], after: unknown[], found: Difference[]): void {
  const changes = diffArrays(before.map(canonical), after.map(canonical), { timeout: TIMEOUT_MS });
  // Too many to find out what moved: then place by place.
  const runs = changes ?? [
    { value: before, count: before.length, removed: true, added: false },
    { value: after, count: after.length, removed: false, added: true },
  ];
  let [old, now] = [0, 0];
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    const count = run?.value.length ?? 0;
    if (!run?.added && !run?.removed) {
      old += count;
      now += count;
      continue;
    }
    const next = runs[index + 1];
    const [gone, come] = run.removed ? [count, next?.added ? next.value.length : 0] : [0, count];
    if (run.removed && next?.added) index += 1;
    for (let step = 0; step < Math.max(gone, come); step += 1) {
      const place = `${at}[${step < come ? now + step : old + step}]`;
      if (step < gone && step < come) compare(place, before[old + step], after[now + step], found);
      else found.push({ at: place, ...(step < gone ? { before: shown(before[old + step]) } : { after: shown(after[now + step]) }) });
    }
    old += gone;
    now += come;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}

/** The same text for values that mean the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join()}}`;
}

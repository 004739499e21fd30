// A part of a history that was fetched with more points takes the place of the coarser ones.
import type { Point } from "./series";

/** Both in the order of their steps. */
export function refine(coarse: Point[], fine: Point[], [from, to]: readonly [number, number]): Point[] {
  if (fine.length === 0) return coarse;
  return [...coarse.filter(({ step }) => step < from), ...fine, ...coarse.filter(({ step }) => step > to)];
}

/** The whole steps of a part in sight, with something on both sides, so that lines go on to the edges. */
export function stepsOf([from, to]: readonly [number, number]): readonly [number, number] {
  const more = (to - from) / 10;
  const safe = (step: number) => Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, step));
  return [safe(Math.floor(from - more)), safe(Math.ceil(to + more))];
}

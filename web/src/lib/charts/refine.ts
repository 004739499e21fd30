// A part of a history that was fetched with more points takes the place of the coarser ones.
import { type Along, type Axis, type Ends, type History, type Part, type Point, alongOf, relativeUnit, zeroOf } from "./series";
import type { Range } from "./zoom";

/** In time since the start each run's part is another one, and has its own request: no more of them than this. */
const MOST_APART = 24;

/** What to ask for when a part of the axis is in sight; nothing where that can not be asked. */
export function partsOf(histories: History[], axis: Axis, zoom: Range): Part[] {
  if (axis !== "relative") {
    const ends = endsOf(zoom);
    return ends ? [{ ids: histories.map(({ id }) => id), ends }] : [];
  }
  if (histories.length > MOST_APART) return [];
  const { size } = relativeUnit(histories);
  return histories.flatMap((history): Part[] => {
    const zero = zeroOf(history);
    const ends = endsOf([zero + zoom[0] * size, zero + zoom[1] * size]);
    return ends ? [{ ids: [history.id], ends }] : [];
  });
}

/** Whether a zoom shows more of these than is shown now. */
export function canRefine(histories: History[], axis: Axis): boolean {
  return isSampled(histories) && (axis !== "relative" || histories.length <= MOST_APART);
}

export function isSampled(histories: History[]): boolean {
  return histories.some(({ points, total }) => points.length < total);
}

/** Both in the order of the axis. */
export function refine(coarse: Point[], fine: Point[], [from, to]: Ends, along: Along): Point[] {
  if (fine.length === 0) return coarse;
  const place = alongOf(along);
  return [...coarse.filter((point) => place(point) < from), ...fine, ...coarse.filter((point) => place(point) > to)];
}

/** The whole steps or milliseconds of a part in sight, with something on both sides, so that lines go on to the edges. */
export function endsOf([from, to]: Range): Ends | undefined {
  const more = (to - from) / 10;
  const ends = [Math.floor(from - more), Math.ceil(to + more)] as const;
  return ends.every(Number.isSafeInteger) ? ends : undefined;
}

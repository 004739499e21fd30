// Lines of different runs on one column of x values, as the chart library draws them.
import { type Series, hasPlace } from "./series";
import type { Range } from "./zoom";

/** No point of this line is at that x, and the line goes on; `null` breaks it. */
export type Cell = number | null | undefined;

/** A line that was logged twice at an x has two rows there. */
export function align(lines: Pick<Series, "xs" | "ys">[], log: boolean): { xs: number[]; columns: Cell[][] } {
  const most = new Map<number, number>();
  for (const { xs } of lines) {
    let same = 0;
    xs.forEach((x, index) => {
      same = index > 0 && xs[index - 1] === x ? same + 1 : 1;
      if (same > (most.get(x) ?? 0)) most.set(x, same);
    });
  }
  const xs = [...most].sort((a, b) => a[0] - b[0]).flatMap(([x, count]) => Array.from({ length: count }, () => x));
  const columns = lines.map((line) => {
    let at = 0;
    return xs.map((x): Cell => {
      if (line.xs[at] !== x) return undefined;
      const value = line.ys[at] ?? NaN;
      at += 1;
      return hasPlace(value, log) ? value : null;
    });
  });
  return { xs, columns };
}

/** The row of a column that has a point and is nearest to `at`; for what lies under the pointer. */
export function nearest(column: Cell[], xs: number[], at: number): number | undefined {
  let [left, right] = [at, at + 1];
  while (left >= 0 && column[left] === undefined) left -= 1;
  while (right < column.length && column[right] === undefined) right += 1;
  const here = xs[at] ?? 0;
  if (left < 0) return right < column.length ? right : undefined;
  if (left === at || right >= column.length) return left;
  return here - (xs[left] ?? 0) <= (xs[right] ?? 0) - here ? left : right;
}

/** Rows that a chart is quick with; finer than its pixels. */
const MOST_ROWS = 3000;

/**
 * Lines whose points nearly never meet, over time, would make a row for each point of each line. They are put on a grid
 * finer than a pixel of the part in sight. Where steps meet, nothing is changed.
 */
export function snapped<T extends { xs: number[] }>(lines: T[], [from, to]: Range): T[] {
  const rows = new Set(lines.flatMap((line) => line.xs)).size;
  if (rows <= MOST_ROWS) return lines;
  const grid = (to - from) / (MOST_ROWS / 2);
  // Out of sight a line only has to go on: one place on either side is enough for all of it.
  const place = (x: number) => (x < from - grid ? from - grid : x > to + grid ? to + grid : from + Math.round((x - from) / grid) * grid);
  return lines.map((line) => ({ ...line, xs: line.xs.map(place) }));
}

/** The point of a line that was drawn at `x` and `y`; `y` is nothing where the line is broken. */
export function pointAt({ xs, ys }: Pick<Series, "xs" | "ys">, x: number, y: number | null | undefined): { x: number; y: number } | undefined {
  let best: { x: number; y: number } | undefined;
  let least = Infinity;
  xs.forEach((at, index) => {
    const value = ys[index] ?? NaN;
    const far = Math.abs(at - x);
    if (far < least || (far === least && value === y)) {
      least = far;
      best = { x: at, y: value };
    }
  });
  return best;
}

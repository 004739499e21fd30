// Lines of different runs on one column of x values, as the chart library draws them.
import { type Series, hasPlace } from "./series";

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

// The line of a very small chart: over the steps, or one after the other where all have the same step.
import { piecesOf } from "./pieces";
import type { Point } from "./series";
import type { Place } from "./shapes";
import { scale } from "./ticks";
import { extent } from "./zoom";

/** Room for half the width of the line. */
const EDGE = 1;

export function sparkPieces(points: Point[], width: number, height: number): Place[][] {
  const sameStep = points.every(({ step }) => step === points[0]?.step);
  const xs = points.map(({ step }, index) => (sameStep ? index : step));
  const ys = points.map(({ value }) => value);
  const px = scale(extent([xs]) ?? [0, 1], [EDGE, width - EDGE]);
  const py = scale(extent([ys.filter(Number.isFinite)]) ?? [0, 1], [height - EDGE, EDGE]);
  return piecesOf(xs, ys, () => true, false, (x, y) => [px(x), py(y)]);
}

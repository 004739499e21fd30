// A line in its unbroken pieces.
import { hasPlace } from "./series";
import type { Place } from "./shapes";

export function piecesOf(xs: number[], ys: number[], seen: (x: number) => boolean, log: boolean, place: (x: number, y: number) => Place): Place[][] {
  const pieces: Place[][] = [];
  let piece: Place[] | undefined;
  xs.forEach((x, index) => {
    const y = ys[index] ?? NaN;
    if (!seen(x) || !hasPlace(y, log)) {
      piece = undefined;
      return;
    }
    if (!piece) pieces.push((piece = []));
    piece.push(place(x, y));
  });
  return pieces;
}

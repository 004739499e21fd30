// How many of the points that there are a chart shows, in words.
import { count } from "../format";
import type { History } from "./series";

export interface Counted {
  shown: number;
  total: number;
  /** Of a part that was zoomed into. */
  part: boolean;
}

/** `fine` is the part in sight, where it was fetched by itself. */
export function counted(coarse: Pick<History, "points" | "total">[], fine?: Pick<History, "points" | "total">[]): Counted {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const of = fine ?? coarse;
  return { shown: sum(of.map(({ points }) => points.length)), total: sum(of.map(({ total }) => total)), part: fine !== undefined };
}

export function countedWords({ shown, total, part }: Counted): string {
  if (shown < total) return `${shown} of ${count(total, "point")}${part ? " of this part" : ""}; lowest and highest of each stretch are kept`;
  if (!part) return count(total, "point");
  return total === 0 ? "No points in this part" : `All ${count(total, "point")} of this part`;
}

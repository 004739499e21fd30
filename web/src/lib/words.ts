// What changed between two texts, word by word. Long texts are compared line by line, and where even that takes too long
// they are not compared at all: a page must not stand still for a diff.
import { diffLines, diffWordsWithSpace } from "diff";

export interface Piece {
  text: string;
  change: "same" | "added" | "removed";
}

/** Characters of both texts together up to which single words are compared. */
const WORDS = 20_000;
const TIMEOUT_MS = 60;

/** With less of a text in common, marks between words say less than the new text by itself. */
const SHARED = 0.25;

/** Nothing when the texts have too little in common, or can not be compared in time. */
export function diffWords(before: string, after: string): Piece[] | undefined {
  if (before === after) return [{ text: after, change: "same" }];
  const options = { timeout: TIMEOUT_MS };
  const changes =
    before.length + after.length > WORDS ? diffLines(before, after, options) : diffWordsWithSpace(before, after, options);
  const pieces = changes?.map(({ value, added, removed }): Piece => ({ text: value, change: added ? "added" : removed ? "removed" : "same" }));
  const same = pieces?.reduce((length, { text, change }) => length + (change === "same" ? text.trim().length : 0), 0) ?? 0;
  return same < SHARED * Math.min(before.length, after.length) ? undefined : pieces;
}

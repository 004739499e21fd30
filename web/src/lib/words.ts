// What changed between two texts, word by word. Of long texts only the stretch that changed is looked at, first by lines and sentences, then
// the words of those that differ; and all of it only for a moment: a page must not stand still for a diff.
import { diffLines, diffSentences, diffWordsWithSpace } from "diff";

export interface Piece {
  text: string;
  change: "same" | "added" | "removed";
}

/** Characters of both texts together up to which single words are compared at once. */
const WORDS = 20_000;
const MOMENT_MS = 150;

/** With less of a text in common, marks between words say less than the new text by itself. */
const SHARED = 0.25;

/** Nothing when the texts have too little in common, as far as it is found in `most` milliseconds. */
export function diffWords(before: string, after: string, most = MOMENT_MS): Piece[] | undefined {
  const pieces = joined(between(before, after, performance.now() + most, COARSE));
  const same = pieces.reduce((length, { text, change }) => length + (change === "same" ? text.trim().length : 0), 0);
  return same < SHARED * Math.min(before.length, after.length) ? undefined : pieces;
}

type Differ = typeof diffLines;
const COARSE: Differ[] = [diffLines, diffSentences];

function between(before: string, after: string, until: number, coarse: Differ[]): Piece[] {
  if (before === after) return [piece(after, "same")];
  const timeout = until - performance.now();
  const short = before.length + after.length <= WORDS;
  if (!short && timeout > 0) {
    const [head, tail] = shared(before, after);
    if (head + tail > 0) {
      const middle = between(before.slice(head, before.length - tail), after.slice(head, after.length - tail), until, coarse);
      return [piece(after.slice(0, head), "same"), ...middle, piece(after.slice(after.length - tail), "same")];
    }
  }
  // What is left must do for the coarser ones, where words are too many.
  const words = short && timeout > 0 ? diffWordsWithSpace(before, after, { timeout: timeout / 2 }) : undefined;
  if (words) return words.map(({ value, added, removed }) => piece(value, added ? "added" : removed ? "removed" : "same"));
  const [differ, ...finer] = coarse;
  const found = timeout > 0 ? differ?.(before, after, { timeout: timeout / 2 }) : undefined;
  if (!found) return differ && timeout > 0 ? between(before, after, until, finer) : [piece(before, "removed"), piece(after, "added")];
  return found.flatMap(({ value, added, removed }, at) => {
    const next = found[at + 1];
    if (removed && next?.added) return between(value, next.value, until, finer);
    if (added && found[at - 1]?.removed) return [];
    return [piece(value, added ? "added" : removed ? "removed" : "same")];
  });
}

/** Characters that both texts begin and end with, as whole words. */
function shared(before: string, after: string): [number, number] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  while (head > 0 && !isGap(before[head - 1])) head -= 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  while (tail > 0 && !isGap(before[before.length - tail])) tail -= 1;
  return [head, tail];
}

function isGap(character: string | undefined): boolean {
  return character !== undefined && /[\s\p{P}]/u.test(character);
}

function piece(text: string, change: Piece["change"]): Piece {
  return { text, change };
}

/** Without empty pieces, and one where several of a kind follow each other. */
function joined(pieces: Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const { text, change } of pieces) {
    const last = all.at(-1);
    if (last?.change === change) last.text += text;
    else if (text !== "") all.push({ text, change });
  }
  return all;
}

/** The first characters of pieces. */
export function beginning(pieces: Piece[], most: number): Piece[] {
  let left = most;
  return pieces.flatMap(({ text, change }) => {
    const shown = text.slice(0, Math.max(0, left));
    left -= text.length;
    return shown === "" ? [] : [{ text: shown, change }];
  });
}

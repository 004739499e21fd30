// Two texts as blocks: what is equal, folded where it is long, and what changed, with the words that did.
import { diffLines } from "diff";
import { type Piece, diffWords } from "./words";

export type Block =
  | { is: "same"; text: string }
  /** Equal lines that nobody has to read, unless asked for. */
  | { is: "folded"; text: string; lines: number }
  | { is: "changed"; pieces: Piece[] };

/** Equal lines that are shown around a change. */
const AROUND = 3;
/** For the lines, and then for all words in them. */
const MOMENT_MS = 400;

export function blocks(before: string, after: string, most = MOMENT_MS): Block[] {
  const changes = diffLines(before, after, { timeout: most }) ?? ends(before, after);
  const until = performance.now() + most;
  const found: Block[] = [];
  for (let at = 0; at < changes.length; at += 1) {
    const { value = "", added = false, removed = false } = changes[at] ?? {};
    if (!added && !removed) {
      found.push(...fold(value, at > 0, at < changes.length - 1));
      continue;
    }
    const next = changes[at + 1];
    if (removed && next?.added) {
      const words = diffWords(value, next.value, until - performance.now());
      found.push({ is: "changed", pieces: words ?? [piece(value, "removed"), piece(next.value, "added")] });
      at += 1;
    } else {
      found.push({ is: "changed", pieces: [piece(value, added ? "added" : "removed")] });
    }
  }
  return found;
}

/** What there is no time for: the lines that both begin and end with, and all between them as written anew. */
function ends(before: string, after: string): { value: string; added?: boolean; removed?: boolean }[] {
  const [old, now] = [before, after].map((text) => text.split(/(?<=\n)/)) as [string[], string[]];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const part = (lines: string[], from: number, to: number) => lines.slice(from, to).join("");
  return [
    { value: part(now, 0, head) },
    { value: part(old, head, old.length - tail), removed: true },
    { value: part(now, head, now.length - tail), added: true },
    { value: part(now, now.length - tail, now.length) },
  ].filter(({ value }) => value !== "");
}

function piece(text: string, change: Piece["change"]): Piece {
  return { text, change };
}

function fold(text: string, follows: boolean, leads: boolean): Block[] {
  const lines = text.split(/(?<=\n)/);
  const [head, tail] = [follows ? AROUND : 0, leads ? AROUND : 0];
  const middle = lines.slice(head, lines.length - tail);
  // One line more costs no more room than to say that it is left out.
  if (lines.length <= head + tail + 1) return [{ is: "same", text }];
  const parts: Block[] = [
    { is: "same", text: lines.slice(0, head).join("") },
    { is: "folded", text: middle.join(""), lines: middle.length },
    { is: "same", text: lines.slice(lines.length - tail).join("") },
  ];
  return parts.filter((part) => part.is !== "same" || part.text !== "");
}

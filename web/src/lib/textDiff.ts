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
const TIMEOUT_MS = 400;

/** Nothing when the texts can not be compared in time. */
export function blocks(before: string, after: string): Block[] | undefined {
  const changes = diffLines(before, after, { timeout: TIMEOUT_MS });
  if (!changes) return undefined;
  const found: Block[] = [];
  for (let at = 0; at < changes.length; at += 1) {
    const { value = "", added = false, removed = false } = changes[at] ?? {};
    if (!added && !removed) {
      found.push(...fold(value, at > 0, at < changes.length - 1));
      continue;
    }
    const next = changes[at + 1];
    if (removed && next?.added) {
      found.push({ is: "changed", pieces: diffWords(value, next.value) ?? [piece(value, "removed"), piece(next.value, "added")] });
      at += 1;
    } else {
      found.push({ is: "changed", pieces: [piece(value, added ? "added" : "removed")] });
    }
  }
  return found;
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

// A text with what changed since another: struck through and underlined, so that it is seen without colours too.
import { memo } from "react";
import { count } from "../../lib/format";
import { type Piece, beginning, diffWords } from "../../lib/words";

interface Props {
  before: string;
  after: string;
  /** Characters that are shown at most. */
  most?: number;
  /** There is more of the text than was handed over. */
  cut?: boolean;
}

/** One of many texts on a page. */
const MOMENT_MS = 30;

export const WordDiff = memo(function WordDiff({ before, after, most = Infinity, cut = false }: Props) {
  // What moved has its counterpart a little further on.
  const pieces = diffWords(before.slice(0, 2 * most), after.slice(0, 2 * most), most < Infinity ? MOMENT_MS : undefined);
  const shown = beginning(pieces ?? [{ text: after, change: "added" }], most);
  const left = after.length - shown.reduce((length, { text, change }) => length + (change === "removed" ? 0 : text.length), 0);
  return (
    <>
      {!pieces && <div className="quiet">Written anew:</div>}
      <div className="cell">{pieces ? <Pieces pieces={shown} /> : shown.map(({ text }) => text)}</div>
      {left > 0 && (
        <div className="quiet">
          … {cut && "more than "}
          {count(left, "more character")}
          {shown.every(({ change }) => change === "same") && ", with all that differs"}
        </div>
      )}
    </>
  );
});

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, change }, index) =>
    change === "added" ? <ins key={index}>{text}</ins> : change === "removed" ? <del key={index}>{text}</del> : <span key={index}>{text}</span>,
  );
}

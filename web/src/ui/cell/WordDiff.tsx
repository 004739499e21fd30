// A text with what changed since another: struck through and underlined, so that it is seen without colours too.
import { memo } from "react";
import { type Piece, diffWords } from "../../lib/words";

export const WordDiff = memo(function WordDiff({ before, after }: { before: string; after: string }) {
  const pieces = diffWords(before, after);
  if (!pieces) {
    return (
      <>
        <div className="quiet">Written anew:</div>
        <div className="cell">{after}</div>
      </>
    );
  }
  return (
    <div className="cell">
      <Pieces pieces={pieces} />
    </div>
  );
});

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, change }, index) =>
    change === "added" ? <ins key={index}>{text}</ins> : change === "removed" ? <del key={index}>{text}</del> : <span key={index}>{text}</span>,
  );
}

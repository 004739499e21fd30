// Two texts as one: equal lines folded, changed words struck through and underlined.
import { useMemo, useState } from "react";
import { blocks } from "../../../lib/textDiff";
import { Pieces } from "../../../ui/cell/WordDiff";

export function TextDiff({ before, after }: { before: string; after: string }) {
  const found = useMemo(() => blocks(before, after), [before, after]);
  return (
    <div className="scroll text-diff" tabIndex={0} role="group" aria-label="What differs">
      {found.map((block, index) =>
        block.is === "folded" ? (
          <Folded key={index} text={block.text} lines={block.lines} />
        ) : block.is === "same" ? (
          <pre key={index}>{ended(block.text)}</pre>
        ) : (
          <pre key={index} className="changed">
            <Pieces pieces={block.pieces} />
          </pre>
        ),
      )}
    </div>
  );
}

function Folded({ text, lines }: { text: string; lines: number }) {
  const [open, setOpen] = useState(false);
  if (open) return <pre>{ended(text)}</pre>;
  return (
    <button type="button" className="unfold" onClick={() => setOpen(true)}>
      Show {lines} equal lines
    </button>
  );
}

/** A block ends its last line by itself. */
function ended(text: string): string {
  return text.replace(/\n$/, "");
}

// A text that may be long: its first lines, and the rest on demand. Always text, never markup.
import { useState } from "react";

const SHORT = 240;

export function Fold({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > SHORT || text.split("\n", 5).length > 4;
  if (!long) return <span className="fold">{text}</span>;
  return (
    <>
      <div className={open ? "fold" : "fold closed"}>{text}</div>
      <button type="button" className="unfold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Show less" : `Show all ${text.length} characters`}
      </button>
    </>
  );
}

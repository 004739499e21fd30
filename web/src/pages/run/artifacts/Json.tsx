// JSON that folds. What is folded is not drawn, and long lists are drawn in pieces.
import { type ReactNode, useMemo, useState } from "react";
import { parseJson } from "../../../api/json";
import { count } from "../../../lib/format";
import { Fold } from "../../../ui/Fold";
import { SourceText } from "./SourceText";

const STEP = 100;
/** So deep everything is open at first. */
const OPEN = 2;

export function JsonText({ text }: { text: string }) {
  const read = useMemo(() => parsed(text), [text]);
  if ("error" in read) {
    return (
      <>
        <p className="quiet">This is no valid JSON: {read.error}</p>
        <SourceText text={text} />
      </>
    );
  }
  return (
    <div className="json">
      <Value value={read.value} depth={0} name={null} />
    </div>
  );
}

function parsed(text: string): { value: unknown } | { error: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function Value({ value, depth, name }: { value: unknown; depth: number; name: ReactNode }) {
  if (typeof value === "object" && value !== null) return <Branch value={value} depth={depth} name={name} />;
  return (
    <div className="leaf">
      {name}
      {typeof value === "string" ? <Fold text={JSON.stringify(value)} /> : <span className="atom">{String(value)}</span>}
    </div>
  );
}

function Branch({ value, depth, name }: { value: object; depth: number; name: ReactNode }) {
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, setOpen] = useState(depth < OPEN && entries.length <= STEP);
  const [most, setMost] = useState(STEP);
  if (entries.length === 0) {
    return (
      <div className="leaf">
        {name}
        <span className="quiet">{list ? "[]" : "{}"}</span>
      </div>
    );
  }
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name}
        <span className="quiet">{list ? `[ ${count(entries.length, "value")} ]` : `{ ${count(entries.length, "key")} }`}</span>
      </summary>
      {open && (
        <div className="inside">
          {entries.slice(0, most).map(([key, inner]) => (
            <Value key={key} value={inner} depth={depth + 1} name={<span className="key">{key}: </span>} />
          ))}
          {entries.length > most && (
            <button type="button" className="unfold" onClick={() => setMost(most + STEP)}>
              Show more, {entries.length - most} left
            </button>
          )}
        </div>
      )}
    </details>
  );
}

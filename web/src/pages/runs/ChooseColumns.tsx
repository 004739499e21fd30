// Which columns the table has, of those that the loaded runs have.
import { useId, useMemo, useRef, useState } from "react";
import { type Column, type Kind, columnId, title } from "../../lib/columns";
import { count } from "../../lib/format";
import { putBelow } from "../../ui/openBelow";

interface Props {
  known: Column[];
  chosen: Column[];
  choose: (columns: Column[]) => void;
  /** Absent while the usual columns are shown. */
  reset: (() => void) | undefined;
}

/** Longer lists are for searching, not for reading. */
const MOST = 60;
const KINDS: [Kind, string][] = [
  ["params", "Params"],
  ["metrics", "Metrics"],
  ["tags", "Tags"],
  ["attributes", "Attributes"],
];

export function ChooseColumns({ known, chosen, choose, reset }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const on = new Set(chosen.map(columnId));
  const all = useMemo(() => {
    const ids = new Set(known.map(columnId));
    return [...chosen.filter((column) => !ids.has(columnId(column))), ...known];
  }, [known, chosen]);
  const [open, setOpen] = useState(false);
  const toggle = (column: Column) => {
    const without = chosen.filter((other) => columnId(other) !== columnId(column));
    choose(without.length < chosen.length ? without : insert(chosen, column));
  };
  return (
    <>
      <button ref={button} type="button" popoverTarget={id} disabled={all.length === 0}>
        Columns
      </button>
      <div ref={box} id={id} popover="auto" className="choose" onBeforeToggle={() => putBelow(box.current, button.current)} onToggle={(event) => setOpen(event.newState === "open")} role="group" aria-label="Columns">
        <input
          type="search"
          placeholder="Find a column"
          aria-label="Find a column"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {open && KINDS.map(([kind, words]) => {
          const found = all.filter((column) => column.kind === kind && matches(column, text));
          return found.length === 0 ? null : (
            <fieldset key={kind} style={{ border: 0, padding: 0, margin: "8px 0 0" }}>
              <legend className="quiet">{words}</legend>
              {found.slice(0, MOST).map((column) => (
                <label key={column.key}>
                  <input type="checkbox" checked={on.has(columnId(column))} onChange={() => toggle(column)} />
                  <span className="cut" title={column.key}>
                    {title(column)}
                  </span>
                </label>
              ))}
              {found.length > MOST && <p className="quiet">{count(found.length - MOST, "more")}: type to find them</p>}
            </fieldset>
          );
        })}
        {reset && (
          <button type="button" style={{ marginTop: 8 }} onClick={reset}>
            Show the usual columns
          </button>
        )}
      </div>
    </>
  );
}

/** Behind the last of its kind, so that params stay beside params. */
function insert(columns: Column[], column: Column): Column[] {
  const last = columns.findLastIndex((other) => other.kind === column.kind);
  return last < 0 ? [...columns, column] : columns.toSpliced(last + 1, 0, column);
}

function matches(column: Column, text: string): boolean {
  return `${column.key} ${title(column)}`.toLowerCase().includes(text.trim().toLowerCase());
}

// Which columns the table has, of those that the runs have. There may be thousands: the server finds what is sought.
import { useId, useRef, useState } from "react";
import { KEY_KINDS, type KeyKind } from "../../api/keys";
import { type Column, columnId, title } from "../../lib/columns";
import { ATTRIBUTE_COLUMNS } from "../../lib/frequentColumns";
import { putBelow } from "../../ui/openBelow";
import { type Where, useFoundKeys } from "./useFoundKeys";

interface Props extends Where {
  chosen: Column[];
  choose: (columns: Column[]) => void;
  /** Absent while the usual columns are shown. */
  reset: (() => void) | undefined;
}

/** Longer lists are for searching, not for reading. */
const MOST = 60;
const WORDS: Record<KeyKind, string> = { params: "Params", metrics: "Metrics", tags: "Tags" };

export function ChooseColumns({ chosen, choose, reset, ...where }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const toggle = (column: Column) => {
    const without = chosen.filter((other) => columnId(other) !== columnId(column));
    choose(without.length < chosen.length ? without : insert(chosen, column));
  };
  const group = { chosen, text, toggle };
  return (
    <>
      <button ref={button} type="button" popoverTarget={id}>
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
        {open && KEY_KINDS.map((kind) => <Keys key={kind} kind={kind} {...where} {...group} />)}
        {open && <Group words="Attributes" found={ATTRIBUTE_COLUMNS.filter((column) => matches(column, text))} more={0} {...group} />}
        {reset && (
          <button type="button" style={{ marginTop: 8 }} onClick={reset}>
            Show the usual columns
          </button>
        )}
      </div>
    </>
  );
}

interface GroupProps {
  chosen: Column[];
  text: string;
  toggle: (column: Column) => void;
}

function Keys({ kind, ids, stage, frequent, ...group }: GroupProps & Where & { kind: KeyKind }) {
  const { keys, total, error } = useFoundKeys({ ids, stage, frequent }, kind, group.text, true);
  const shown = keys.slice(0, MOST);
  // What is chosen is at hand, however rare it is.
  const others = group.chosen.filter((column) => column.kind === kind && !shown.includes(column.key) && matches(column, group.text));
  const found = [...others, ...shown.map((key): Column => ({ kind, key }))];
  return (
    <>
      {error && (
        <p className="wrong" role="alert">
          The {kind} could not be read. {error.message}
        </p>
      )}
      <Group words={WORDS[kind]} found={found} more={Math.max(0, total - found.length)} {...group} />
    </>
  );
}

function Group({ words, found, more, chosen, toggle }: GroupProps & { words: string; found: Column[]; more: number }) {
  const on = new Set(chosen.map(columnId));
  if (found.length === 0) return null;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: "8px 0 0" }}>
      <legend className="quiet">{words}</legend>
      {found.map((column) => (
        <label key={column.key}>
          <input type="checkbox" checked={on.has(columnId(column))} onChange={() => toggle(column)} />
          <span className="cut" title={column.key}>
            {title(column)}
          </span>
        </label>
      ))}
      {more > 0 && <p className="quiet">{more} more: type to find them</p>}
    </fieldset>
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

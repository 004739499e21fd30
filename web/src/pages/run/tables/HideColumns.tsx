// Which columns of a table are shown.
import { useId, useRef } from "react";
import { putBelow } from "../../../ui/openBelow";

interface Props {
  columns: string[];
  hidden: Set<string>;
  set: (hidden: string[]) => void;
}

export function HideColumns({ columns, hidden, set }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const toggle = (column: string) => set(hidden.has(column) ? [...hidden].filter((other) => other !== column) : [...hidden, column]);
  return (
    <>
      <button ref={button} type="button" popoverTarget={id} disabled={columns.length === 0}>
        Columns{hidden.size > 0 && ` (${hidden.size} hidden)`}
      </button>
      <div ref={box} id={id} popover="auto" className="choose" onBeforeToggle={() => putBelow(box.current, button.current)} role="group" aria-label="Columns">
        {[...new Set(columns)].map((column) => (
          <label key={column}>
            <input type="checkbox" checked={!hidden.has(column)} onChange={() => toggle(column)} />
            <span className="cut" title={column}>
              {column}
            </span>
          </label>
        ))}
        {hidden.size > 0 && (
          <button type="button" onClick={() => set([])}>
            Show all columns
          </button>
        )}
      </div>
    </>
  );
}

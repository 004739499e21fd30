// What can be done with one column, by keyboard as well: pinned, moved, made wider, hidden.
import { type RefObject, useEffect } from "react";
import { type Column, columnId, title, unorderedBy } from "../../lib/columns";
import { widthOf } from "./cells";
import type { Columns } from "./useColumns";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  column: Column | undefined;
  columns: Columns;
}

const STEP = 24;

export function ColumnMenu({ box, column, columns: { shown, pinned, widths, pin, move, resize, hide } }: Props) {
  const id = column && columnId(column);
  const group = shown.filter((other) => pinned.has(columnId(other)) === (id !== undefined && pinned.has(id)));
  const at = group.findIndex((other) => columnId(other) === id);
  // What is done may take the button away that did it.
  useEffect(() => {
    if (at < 0 && box.current?.matches(":popover-open")) box.current.hidePopover();
  }, [at, box]);
  const to = (by: number) => {
    const other = group[at + by];
    return id !== undefined && other ? () => move(id, columnId(other)) : undefined;
  };
  const width = column ? (widths.get(columnId(column)) ?? widthOf(column)) : 0;
  const unordered = column && unorderedBy(column);
  const act = (name: string, doIt: (() => void) | undefined) => (
    <button type="button" className="bare" disabled={!doIt} onClick={doIt}>
      {name}
    </button>
  );
  return (
    <div ref={box} popover="auto" className="choose column-menu" role="group" aria-label={column && `Column ${title(column)}`}>
      {column && id !== undefined && (
        <>
          <strong className="cut">{title(column)}</strong>
          {act(pinned.has(id) ? "Unpin" : "Pin beside the name", () => pin(id, !pinned.has(id)))}
          {act("Move left", to(-1))}
          {act("Move right", to(1))}
          {act("Wider", () => resize(id, width + STEP))}
          {act("Narrower", () => resize(id, width - STEP))}
          {act("Usual width", widths.has(id) ? () => resize(id, undefined) : undefined)}
          {act("Hide", () => hide(id))}
          {unordered && <p className="quiet">{unordered}</p>}
        </>
      )}
    </div>
  );
}

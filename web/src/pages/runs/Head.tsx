// The head of a column: its name, a button where the server can sort by it, a menu, and an edge to pull it wider. It can be dragged.
import { type DragEvent, type PointerEvent, useRef, useState } from "react";
import { type Column, columnId, fieldOf, nextSort, title } from "../../lib/columns";
import { fitted } from "../../lib/layout";

interface Props {
  column: Column;
  sort: string;
  setSort: (sort: string) => void;
  className?: string;
  style?: React.CSSProperties;
  /** Columns that can be arranged; the name can not. */
  arranged?: {
    openMenu: (column: Column, button: HTMLElement) => void;
    move: (from: string, to: string) => void;
    resize: (id: string, width: number | undefined) => void;
  };
}

/** What is dragged here is a column of ours. */
const DRAGGED = "application/x-runlore-column";

export function Head({ column, sort, setSort, className = "", style, arranged }: Props) {
  const id = columnId(column);
  const cell = useRef<HTMLTableCellElement>(null);
  const [over, setOver] = useState(false);
  const down = sort === `-${id}`;
  const sorted = down || sort === id;
  const words = title(column);
  const name = `${words}${sorted ? (down ? " ▼" : " ▲") : ""}`;
  const number = column.kind === "metrics" ? "number" : "";
  const dragging = arranged && {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAGGED, id);
      event.dataTransfer.effectAllowed = "move";
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const from = event.dataTransfer.getData(DRAGGED);
      if (from && from !== id) arranged.move(from, id);
    },
  };
  return (
    <th
      ref={cell}
      scope="col"
      className={`cut ${number} ${className} ${arranged ? "arranged" : ""} ${over ? "over" : ""}`}
      style={style}
      aria-sort={sorted ? (down ? "descending" : "ascending") : undefined}
      title={column.kind === "attributes" ? words : id}
      {...dragging}
    >
      {fieldOf(column) === undefined ? (
        <span className="head-name cut">{words}</span>
      ) : (
        <button type="button" className="head-name" aria-label={`Sort by ${words}`} onClick={() => setSort(nextSort(sort, column))}>
          <span className="cut">{name}</span>
        </button>
      )}
      {arranged && (
        <>
          <button type="button" className="head-menu" aria-label={`Arrange ${words}`} aria-haspopup="dialog" onClick={(event) => arranged.openMenu(column, event.currentTarget)}>
            ⋮
          </button>
          <Edge cell={() => cell.current} resize={(width) => arranged.resize(id, width)} />
        </>
      )}
    </th>
  );
}

/** For the mouse; the menu does the same for the keyboard. */
function Edge({ cell, resize }: { cell: () => HTMLTableCellElement | null; resize: (width: number | undefined) => void }) {
  const from = useRef<{ x: number; width: number; col: HTMLElement | undefined }>(undefined);
  const widthAt = (x: number) => fitted((from.current?.width ?? 0) + x - (from.current?.x ?? 0));
  const begin = (event: PointerEvent<HTMLElement>) => {
    const head = cell();
    if (!head) return;
    // Otherwise the column itself would be dragged.
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const col = head.closest("table")?.querySelectorAll<HTMLElement>("col")[head.cellIndex];
    from.current = { x: event.clientX, width: head.offsetWidth, col };
  };
  return (
    <span
      className="edge"
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={(event) => {
        if (from.current?.col) from.current.col.style.width = `${widthAt(event.clientX)}px`;
      }}
      onPointerUp={(event) => {
        if (from.current && event.clientX !== from.current.x) resize(widthAt(event.clientX));
        from.current = undefined;
      }}
      onDoubleClick={() => resize(undefined)}
    />
  );
}

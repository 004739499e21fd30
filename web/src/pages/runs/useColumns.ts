// The columns of the table as the address has them: which, in what order, pinned, how wide, and whether equal ones are folded.
import { useMemo, useRef } from "react";
import { type AskedPage, unasked } from "../../api/runPages";
import { type Column, columnId, defaultColumns, parseColumn, readColumns, writeColumns } from "../../lib/columns";
import { frequentColumns } from "../../lib/frequentColumns";
import { arrange, equalColumns, fitted, moveTo, readWidths, writeWidths } from "../../lib/layout";

/** Parameters of the address. */
export interface Kept {
  columns?: string;
  pinned?: string;
  widths?: string;
  equal?: string;
  sort?: string;
}

export function useColumns(ids: string, pages: AskedPage[] | undefined, kept: Kept, set: (change: Kept) => void) {
  const { columns: chosen, pinned: pins = "", widths: sizes = "", equal, sort = "" } = kept;
  const several = ids === "all" || ids.includes(",");
  const first = pages?.[0];
  const known = useMemo(() => frequentColumns(first), [first]);
  const before = useRef<{ ids: string; columns: Column[] }>(undefined);
  const usual = useMemo(() => {
    const columns = defaultColumns(known, several, before.current?.ids === ids ? before.current.columns : []);
    before.current = { ids, columns };
    return columns;
  }, [known, several, ids]);
  const pinned = useMemo(() => new Set(readColumns(pins).map(columnId)), [pins]);
  const widths = useMemo(() => readWidths(sizes), [sizes]);
  const columns = useMemo(() => arrange(chosen ? readColumns(chosen) : usual, pinned), [chosen, usual, pinned]);
  // Whoever sorts by a column, or pins it, wants to see it; and of what is still to come nobody knows whether it is equal.
  const folding = useMemo(() => {
    const coming = unasked(pages ?? [], columns).map(columnId);
    return equalColumns(pages ?? [], columns, new Set([...pinned, sort.replace(/^-/, ""), ...coming]));
  }, [pages, columns, pinned, sort]);
  const shown = useMemo(() => {
    const folded = new Set(equal === "shown" ? [] : folding.map(({ column }) => columnId(column)));
    return columns.filter((column) => !folded.has(columnId(column)));
  }, [columns, folding, equal]);

  const put = (next: Column[]) => set({ columns: writeColumns(next) });
  return {
    known,
    columns,
    shown,
    pinned,
    widths,
    equal: folding,
    folded: equal !== "shown",
    fold: (on: boolean) => set({ equal: on ? "" : "shown" }),
    choose: put,
    reset: chosen ? () => set({ columns: "" }) : undefined,
    move: (id: string, to: string) => put(moveTo(columns, id, to)),
    hide: (id: string) => put(columns.filter((column) => columnId(column) !== id)),
    pin: (id: string, on: boolean) => {
      const column = parseColumn(id);
      const others = readColumns(pins).filter((other) => columnId(other) !== id);
      set({ pinned: writeColumns(on && column ? [...others, column] : others) });
    },
    /** Without a width the usual one. */
    resize: (id: string, width: number | undefined) => {
      const next = new Map(widths);
      if (width === undefined) next.delete(id);
      else next.set(id, fitted(width));
      set({ widths: writeWidths(next) });
    },
  };
}

export type Columns = ReturnType<typeof useColumns>;

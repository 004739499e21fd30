// `j`, `k` and, where rows can be selected, `x` in a virtualised table: a row is brought into sight first, and gets the focus once it is drawn.
import { type RefObject, useEffect, useRef } from "react";
import { useKeys } from "../../ui/useKeys";

interface Scrolls {
  scrollToIndex: (index: number) => void;
}

interface More {
  /** What the rows answer: with other rows the keys begin at the first again. */
  about?: string;
  /** The row with the keys and the one that they move on to, with shift held. */
  extend?: (from: number, to: number) => void;
  /** Space, on a row. */
  peek?: (index: number) => void;
  /** The keys have moved to a row. */
  moved?: (index: number) => void;
}

export function useVirtualRowKeys(
  scroll: RefObject<HTMLDivElement | null>,
  rows: number,
  virtual: Scrolls,
  toggle?: (index: number) => void,
  { about, extend, peek, moved }: More = {},
): void {
  /** The row that has the focus, also while it is scrolled out of sight. */
  const at = useRef(-1);
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    at.current = -1;
  }, [about]);
  const focused = () => {
    const row = document.activeElement?.closest<HTMLElement>("tr[data-index]");
    if (row) at.current = Number(row.dataset.index);
    return at.current;
  };
  const focus = () => {
    if (wanted.current === undefined) return;
    const link = scroll.current?.querySelector<HTMLElement>(`tr[data-index="${wanted.current}"] [data-row]`);
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  };
  const move = (by: number) => {
    if (rows === 0) return;
    const from = focused();
    const to = from < 0 ? firstInSight(scroll.current) : Math.min(rows - 1, Math.max(0, from + by));
    at.current = to;
    wanted.current = to;
    virtual.scrollToIndex(to);
    focus();
    moved?.(to);
  };
  const reach = (by: number) => {
    const from = focused();
    move(by);
    extend?.(from < 0 ? at.current : from, at.current);
  };
  // Every drawing may bring the row that is waited for.
  useEffect(focus);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => focused() >= 0 && toggle?.(at.current),
    ...(extend && { J: () => reach(1), K: () => reach(-1) }),
    ...(peek && { " ": () => focused() >= 0 && peek(at.current) }),
  });
}

/** Where the keys begin: whoever comes back to a table, or scrolled it, goes on from what is seen. */
function firstInSight(box: HTMLElement | null): number {
  // The heads of the columns stay while the rows move on below them.
  const top = box?.querySelector("thead th")?.getBoundingClientRect().bottom ?? 0;
  const rows = [...(box?.querySelectorAll<HTMLElement>("tr[data-index]") ?? [])];
  const row = rows.find((each) => each.getBoundingClientRect().top >= top - 1);
  return Number(row?.dataset.index ?? 0);
}

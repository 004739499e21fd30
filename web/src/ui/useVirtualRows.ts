// The rows in sight of a long table in a box that scrolls, and its next page before its end is in sight.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef } from "react";
import { movedBy } from "../lib/movedBy";
import { useKeptScroll } from "./useKeptScroll";

/** The height of a line, and of the head. */
const ROW = 32;
/** So many rows before the end the next page is asked for. */
const AHEAD = 40;

interface Wanted {
  /** What the rows answer: the place is kept as long as it stays. */
  question: string;
  count: number;
  /** Of rows of one height that others may be put before: what is read stays where it is. Absent while they answer an earlier question. */
  ids?: string[] | undefined;
  /** A row's height before it is measured. */
  height?: number;
  /** Rows that are drawn around those in sight. */
  overscan?: number;
  /** Of rows that come one page after the other. */
  more?: boolean;
  fetchMore?: (() => void) | undefined;
}

export function useVirtualRows({ question, count, ids, height = ROW, overscan = 12, more = false, fetchMore }: Wanted) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan,
    scrollPaddingStart: ROW,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= count - AHEAD) fetchMore?.();
  }, [more, last, count, fetchMore]);
  useKeptScroll(() => scroll.current, question);
  const before = useRef({ question, ids });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { question, ids };
    const box = scroll.current;
    if (!box || !ids || !was.ids || was.question !== question || box.scrollTop <= 0) return;
    const rowAt = (place: number) => Math.floor(place / height);
    const by = movedBy(was.ids, ids, rowAt(box.scrollTop), rowAt(box.scrollTop + box.clientHeight - ROW));
    if (by !== 0) box.scrollTop += by * height;
  }, [question, ids, height]);
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return { scroll, virtual, items, first, last, above, below };
}

// The rows in sight of a long table in a box that scrolls, and its next page before its end is in sight.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useKeptScroll } from "./useKeptScroll";

/** The height of a line, and of the head. */
const ROW = 32;
/** So many rows before the end the next page is asked for. */
const AHEAD = 40;

interface Wanted {
  /** What the rows answer: the place is kept as long as it stays. */
  question: string;
  count: number;
  /** A row's height before it is measured. */
  height?: number;
  /** Rows that are drawn around those in sight. */
  overscan?: number;
  /** Of rows that come one page after the other. */
  more?: boolean;
  fetchMore?: (() => void) | undefined;
}

export function useVirtualRows({ question, count, height = ROW, overscan = 12, more = false, fetchMore }: Wanted) {
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
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return { scroll, virtual, items, first, last, above, below };
}

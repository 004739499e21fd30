// Going back finds the place where one was; going on begins at the top. The router's own way mixes up the places of
// a table whose rows change under it.
import { useRouterState } from "@tanstack/react-router";
import { useLayoutEffect } from "react";

const places = new Map<string, number>();

/** `what` is in the box; something else in it has a place of its own. */
export function useKeptScroll(find: () => Element | null, what: string): void {
  const entry = useRouterState({ select: (state) => state.location.state.__TSR_index });
  const key = `${entry} ${what}`;
  useLayoutEffect(() => {
    const box = find();
    if (!box) return undefined;
    box.scrollTop = places.get(key) ?? 0;
    const keep = () => void places.set(key, box.scrollTop);
    // The page's own scrolling is told to the document.
    const source = box === document.scrollingElement ? document : box;
    // Before the table draws other rows: asked after that, the browser would have to lay them out to answer.
    const first = { passive: true, capture: true };
    source.addEventListener("scroll", keep, first);
    return () => source.removeEventListener("scroll", keep, first);
    // `find` always finds the same box.
  }, [key]);
}

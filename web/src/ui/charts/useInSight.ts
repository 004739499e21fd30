// Whether an element is in sight or nearly: what is not is neither fetched nor drawn.
import { type RefObject, useEffect, useState } from "react";

export function useInSight(box: RefObject<Element | null>, margin = "200px"): boolean {
  const [seen, see] = useState(false);
  useEffect(() => {
    if (!box.current) return undefined;
    const watch = new IntersectionObserver((entries) => see(entries.at(-1)?.isIntersecting ?? false), { rootMargin: margin });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [box, margin]);
  return seen;
}

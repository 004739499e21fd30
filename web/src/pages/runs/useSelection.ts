// Which runs are selected: in the address as long as a link can carry them, beyond that in this page alone.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { split } from "../../lib/search";

/** As many as can be compared; each takes 33 characters of the address. */
export const LINKED = 200;

export function useSelection(ids: string, kept: string | undefined) {
  const navigate = useNavigate({ from: "/experiments/$ids" });
  const [many, setMany] = useState<string[]>([]);
  useEffect(() => setMany([]), [ids]);
  const selected = useMemo(() => (kept ? split(kept) : many), [kept, many]);
  // From the address as it is by then: keys may come faster than the page is drawn.
  const change = (next: (before: string[]) => string[]) => {
    let after: string[] = [];
    void navigate({
      search: (old: { selected?: string }) => {
        after = next(old.selected ? split(old.selected) : many);
        return { ...old, selected: after.length > LINKED ? "" : after.join(",") };
      },
      replace: true,
    });
    setMany(after.length > LINKED ? after : []);
  };
  return [selected, change] as const;
}

/** These in or out, the others as they were. */
export function withRuns(before: string[], ids: string[], on: boolean): string[] {
  const changed = new Set(ids);
  return on ? [...new Set([...before, ...ids])] : before.filter((id) => !changed.has(id));
}

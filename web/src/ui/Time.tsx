// A moment: how long ago it was, and exactly when on hover.
import { useSyncExternalStore } from "react";
import type { Numeric } from "../api/json";
import { ago, exact, iso } from "../lib/format";

/** All of them move on together, twice a minute. */
const TICK = 30_000;
let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const listener of listeners) listener();
}, TICK);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Time({ at }: { at: Numeric | undefined }) {
  const current = useSyncExternalStore(subscribe, () => now);
  if (at === undefined) return null;
  // What has just happened is not ahead of a clock that stood still for a moment.
  const past = typeof at === "number" && at <= Date.now() ? at : 0;
  return (
    <time dateTime={iso(at)} title={exact(at)}>
      {ago(at, Math.max(current, past, Date.now() - TICK))}
    </time>
  );
}

// Work on many things, as a page shows it: how far it is, and a way to stop it.
import { useEffect, useRef, useState } from "react";
import { type Outcome, type Refused, inGroups } from "../lib/many";

export interface Progress {
  finished: number;
  of: number;
}

export function useWork() {
  const [progress, setProgress] = useState<Progress>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async <T>(items: T[], idOf: (item: T) => string, act: (ids: string[]) => Promise<Refused>, atOnce?: number): Promise<Outcome<T>> => {
    const control = new AbortController();
    stop.current = control;
    setProgress({ finished: 0, of: items.length });
    const outcome = await inGroups(items, idOf, act, control.signal, (finished) => setProgress({ finished, of: items.length }), atOnce);
    setProgress(undefined);
    return outcome;
  };
  return { progress, start, stop: () => stop.current?.abort() };
}

// Work on many things, as a page shows it: how far it is, and a way to stop it.
import { useEffect, useRef, useState } from "react";
import { type Outcome, onEach } from "../lib/many";

export interface Progress {
  finished: number;
  of: number;
}

export function useWork() {
  const [progress, setProgress] = useState<Progress>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async <T>(items: T[], act: (item: T) => Promise<unknown>): Promise<Outcome<T>> => {
    const control = new AbortController();
    stop.current = control;
    setProgress({ finished: 0, of: items.length });
    const outcome = await onEach(items, act, control.signal, (finished) => setProgress({ finished, of: items.length }));
    setProgress(undefined);
    return outcome;
  };
  return { progress, start, stop: () => stop.current?.abort() };
}

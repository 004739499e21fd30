// A person's choice that the browser keeps, for all pages alike. Not for what a link should show.
import { useState } from "react";

export function useKept<T extends string>(key: string, choices: readonly T[], usual: T): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => choices.find((choice) => choice === read(key)) ?? usual);
  const set = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // A browser that keeps nothing for pages still shows it as chosen.
    }
  };
  return [value, set];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

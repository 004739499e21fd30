// How many lines of a text a row shows. A person's choice for all tables, kept by the browser.
import { useState } from "react";

export type Lines = "1" | "4" | "12" | "all";

const CHOICES: [Lines, string][] = [
  ["1", "1 line"],
  ["4", "4 lines"],
  ["12", "12 lines"],
  ["all", "Whole texts"],
];
const KEY = "runlore.lines";

export function useRowHeight() {
  const [lines, setLines] = useState<Lines>(() => CHOICES.find(([each]) => each === kept())?.[0] ?? "4");
  const set = (next: Lines) => {
    setLines(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing for pages still shows it as chosen.
    }
  };
  return [lines, set] as const;
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function RowHeight({ lines, set }: { lines: Lines; set: (lines: Lines) => void }) {
  return (
    <select aria-label="Row height" value={lines} onChange={(event) => set(event.target.value as Lines)}>
      {CHOICES.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}

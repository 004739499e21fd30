// How many lines of a text a row shows: a choice for all tables.
import { useKept } from "./useKept";

const LINES = ["1", "4", "12", "all"] as const;
export type Lines = (typeof LINES)[number];

const WORDS: Record<Lines, string> = { "1": "1 line", "4": "4 lines", "12": "12 lines", all: "Whole texts" };

export const useRowHeight = () => useKept<Lines>("runlore.lines", LINES, "4");

export function RowHeight({ lines, set }: { lines: Lines; set: (lines: Lines) => void }) {
  return (
    <select aria-label="Row height" value={lines} onChange={(event) => set(event.target.value as Lines)}>
      {LINES.map((each) => (
        <option key={each} value={each}>
          {WORDS[each]}
        </option>
      ))}
    </select>
  );
}

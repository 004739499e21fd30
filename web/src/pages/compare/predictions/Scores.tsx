// The scores of one answer, each with its change since the baseline's: by arrow, number and colour.
import { numberOf } from "../../../lib/cells";
import { change, number } from "../../../lib/format";
import { type Joined, verdict } from "../../../lib/join";
import { lessIsBetter } from "../../../lib/roles";
import type { Comparison } from "./types";

/** More scores than these are for the reading view. */
const MOST = 4;

export function Scores({ comparison, entry, run, all = false }: { comparison: Comparison; entry: Joined; run: number; all?: boolean }) {
  const { columns, meaning } = comparison;
  const sorted = meaning.score === undefined ? meaning.scores : [meaning.score, ...meaning.scores.filter((score) => score !== meaning.score)];
  const shown = all ? sorted : sorted.slice(0, MOST);
  const items = shown.flatMap((score) => {
    const value = numberOf(columns.cell(entry, run, score));
    if (value === undefined) return [];
    const before = run === 0 ? undefined : numberOf(columns.cell(entry, 0, score));
    const less = score === meaning.score ? meaning.less : lessIsBetter(score);
    return [{ score, value, by: change(value, before), is: verdict(columns, entry, run, score, less) }];
  });
  if (items.length === 0) return null;
  return (
    <ul className="scores">
      {items.map(({ score, value, by, is }) => (
        <li key={score} title={`${score} ${value}`}>
          <span className="quiet">{brief(score)}</span> {number(value)}{" "}
          {by && <span className={is === "better" ? "good" : is === "worse" ? "bad" : "quiet"}>{by}</span>}
        </li>
      ))}
    </ul>
  );
}

/** `exact_match/v1/score` is `exact_match` to people. */
function brief(score: string): string {
  return score.replace(/\/v\d+\/score$/, "").replace(/\/score$/, "");
}

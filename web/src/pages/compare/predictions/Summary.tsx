// For each score: its mean in each run, and in how many rows it got better or worse than the baseline's.
import { change, number } from "../../../lib/format";
import { counts, mean } from "../../../lib/join";
import { lessIsBetter } from "../../../lib/roles";
import { useMemo } from "react";
import type { Comparison } from "./types";
import { RunDot } from "../../../ui/RunDot";

interface Props {
  comparison: Comparison;
  choose: (score: string) => void;
}

export function Summary({ comparison, choose }: Props) {
  const { runs, meaning, columns, entries } = comparison;
  const lines = useMemo(
    () =>
      meaning.scores.map((score) => {
        const less = score === meaning.score ? meaning.less : lessIsBetter(score);
        return {
          score,
          runs: runs.map((_, run) => ({
            mean: mean(columns, entries, run, score),
            // Of the rows that both have: what one run lacks makes it neither better nor worse.
            change: change(mean(columns, entries, run, score, 0), mean(columns, entries, 0, score, run)),
            counts: counts(columns, entries, run, score, less),
          })),
        };
      }),
    [columns, entries, meaning, runs.length],
  );
  if (lines.length === 0) return null;
  return (
    <div className="scroll summary">
      <table>
        <thead>
          <tr>
            <th>Score</th>
            {runs.map(({ id, name }, index) => (
              <th key={id} scope="col">
                <span className="run-name">
                  <RunDot id={id} />
                  <span className="cut">{name}</span>
                  {index === 0 && <span className="quiet">baseline</span>}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ score, runs: of }) => (
            <tr key={score} aria-selected={score === meaning.score}>
              <th scope="row">
                <button type="button" className="bare" aria-pressed={score === meaning.score} onClick={() => choose(score)}>
                  {score}
                </button>
              </th>
              {of.map((line, index) => (
                <td key={index}>
                  {line.mean === undefined ? "–" : <span title={`Mean ${line.mean}`}>{number(line.mean)}</span>}
                  {index > 0 && (
                    <>
                      {" "}
                      <span className="quiet">{line.change}</span>{" "}
                      <span className="verdicts">
                        <span className="good">better {line.counts.better}</span> · <span className="bad">worse {line.counts.worse}</span> · equal{" "}
                        {line.counts.equal}
                        {line.counts.unknown > 0 && ` · unknown ${line.counts.unknown}`}
                      </span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

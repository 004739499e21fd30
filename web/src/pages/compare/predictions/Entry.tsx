// One input in the reading view: what was asked with which prompt, every answer in full, its scores and the judges' reasons.
import type { Json } from "../../../lib/cells";
import { textOf } from "../../../lib/cells";
import type { Joined } from "../../../lib/join";
import { promptsOf, render } from "../../../lib/prompts";
import { reasonOf } from "../../../lib/roles";
import { RunDot } from "../../../ui/RunDot";
import { CellView } from "../../../ui/cell/CellView";
import { WordDiff } from "../../../ui/cell/WordDiff";
import { ReadingView } from "../../../ui/ReadingView";
import { Trouble } from "../../../ui/states";
import { Scores } from "./Scores";
import type { Comparison } from "./types";
import { useWholeEntry } from "./useWholeEntry";

interface Props {
  comparison: Comparison;
  entry: Joined;
  place: number;
  of: number;
  diff: boolean;
  go: (to: number | undefined) => void;
}

export function Entry({ comparison, entry: seen, place, of, diff, go }: Props) {
  const { runs, columns, meaning } = comparison;
  const { entry, loading, failures } = useWholeEntry(comparison, seen);
  const first = entry.rows.findIndex(Boolean);
  const truth = columns.cell(entry, first, meaning.truth);
  return (
    <ReadingView
      name={`Row ${entry.number + 1}, ${place + 1} of ${of}`}
      previous={place > 0 ? () => go(place - 1) : undefined}
      next={place + 1 < of ? () => go(place + 1) : undefined}
      close={() => go(undefined)}
    >
      {loading && <p className="quiet">Reading more of the long cells…</p>}
      {failures.map((failure) => (
        <Trouble key={failure.what} {...failure} />
      ))}
      <dl className="reading">
        <div>
          <dt>{meaning.input}</dt>
          <dd>
            <CellView cell={entry.input} run={runs[first]?.id ?? ""} whole />
          </dd>
        </div>
        {truth !== undefined && truth !== null && (
          <div>
            <dt>{meaning.truth}</dt>
            <dd>
              <CellView cell={truth} run={runs[first]?.id ?? ""} whole />
            </dd>
          </div>
        )}
      </dl>
      <div className="beside" style={{ gridTemplateColumns: `repeat(${runs.length}, minmax(220px, 1fr))` }}>
        {runs.map(({ id, name }, run) => (
          <section key={id} aria-label={name}>
            <h3 className="run-name">
              <RunDot id={id} />
              {name} {run === 0 && <span className="quiet">baseline</span>}
            </h3>
            {entry.rows[run] ? <One comparison={comparison} entry={entry} run={run} diff={diff} /> : <p className="quiet">{runs[run]?.failed ? "The table of this run could not be read." : "This run has no such row."}</p>}
          </section>
        ))}
      </div>
    </ReadingView>
  );
}

function One({ comparison, entry, run, diff }: { comparison: Comparison; entry: Joined; run: number; diff: boolean }) {
  const { runs, columns, meaning } = comparison;
  const { id, table } = runs[run] ?? { id: "", table: { columns: [], rows: [] } };
  const row = entry.rows[run] ?? [];
  const shown = new Set([meaning.input, meaning.output, meaning.truth, meaning.prompt, columns.standIns[run], ...meaning.scores]);
  const reasons = meaning.scores.flatMap((score) => {
    const column = reasonOf(score, table.columns);
    if (!column) return [];
    shown.add(column);
    return [{ column, cell: columns.cell(entry, run, column) }];
  });
  const rest = table.columns.map((column, at) => ({ column, cell: row[at] })).filter(({ column }) => !shown.has(column));
  return (
    <dl className="reading">
      <Part name={columns.standIns[run] ?? meaning.output ?? "Answer"}>
        <Changed id={id} before={run > 0 && diff ? columns.cell(entry, 0, meaning.output) : undefined} cell={columns.cell(entry, run, meaning.output)} />
        <Scores comparison={comparison} entry={entry} run={run} all />
      </Part>
      {reasons.map(({ column, cell }) => (
        <Part key={column} name={column}>
          <CellView cell={cell} run={id} whole />
        </Part>
      ))}
      <Prompts comparison={comparison} entry={entry} run={run} diff={diff} />
      {rest.map(({ column, cell }) => (
        <Part key={column} name={column}>
          <CellView cell={cell} run={id} whole />
        </Part>
      ))}
    </dl>
  );
}

/** What the model was sent for this row, and the templates that it was made of. */
function Prompts({ comparison, entry, run, diff }: { comparison: Comparison; entry: Joined; run: number; diff: boolean }) {
  const { runs, columns, meaning } = comparison;
  const own = runs[run];
  const row = entry.rows[run];
  const logged = columns.cell(entry, run, meaning.prompt);
  const templates = own?.run ? [...promptsOf(own.run)] : [];
  const baseline = runs[0]?.run ? promptsOf(runs[0].run) : new Map<string, string>();
  return (
    <>
      {templates.map(([key, text]) => (
        <Part key={key} name={`${key} (template)`}>
          <Changed id={own?.id ?? ""} before={run > 0 && diff ? baseline.get(key) : undefined} cell={text} />
        </Part>
      ))}
      {logged !== undefined && logged !== null ? (
        <Part name={meaning.prompt ?? "Prompt"}>
          <CellView cell={logged} run={own?.id ?? ""} whole />
        </Part>
      ) : (
        templates
          .map(([key, text]) => ({ key, said: own && row ? render(text, own.table.columns, row) : text, text }))
          .filter(({ said, text }) => said !== text)
          .map(({ key, said }) => (
            <Part key={key} name={`${key} for this row`}>
              <CellView cell={said} run={own?.id ?? ""} whole />
            </Part>
          ))
      )}
    </>
  );
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A text with its changes; anything else as it is. */
function Changed({ id, before, cell }: { id: string; before: Json | undefined; cell: Json | undefined }) {
  const words = typeof cell === "string" && typeof before === "string" && textOf(before) !== cell;
  return words ? <WordDiff before={before} after={cell} /> : <CellView cell={cell} run={id} whole />;
}

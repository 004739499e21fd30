// The prompts of an experiment in the order in which they came into use: what each changed, which runs used it, how good they were.
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { type KeyKind, runKeys } from "../../api/keys";
import type { Run } from "../../api/types";
import { type Column, columnId, fieldOf, parseColumn, title } from "../../lib/columns";
import { joinFilters } from "../../lib/conditions";
import { writeText } from "../../lib/filterText";
import { inNew } from "../../lib/firstLines";
import { change, count, number } from "../../lib/format";
import { type PromptUse, meanOf, promptUses } from "../../lib/promptHistory";
import { PROMPT_WORDS, isPrompt } from "../../lib/prompts";
import { Empty } from "../../ui/Empty";
import { Fold } from "../../ui/Fold";
import { Time } from "../../ui/Time";
import { WordDiff } from "../../ui/cell/WordDiff";
import { Trouble } from "../../ui/states";
import { Choice } from "../compare/predictions/Choice";
import "../../styles/compared.css";

export interface PromptsSearch {
  prompt?: string;
  diff?: string;
}

interface Props {
  ids: string;
  stage: string;
  filter: string;
  runs: Run[];
  /** Of these the first metrics are shown. */
  known: Column[];
  search: PromptsSearch;
  set: (change: PromptsSearch) => void;
  /** Says which columns the runs have to come with. */
  draw: (columns: Column[]) => void;
  /** Absent when all runs are loaded. */
  fetchMore: (() => void) | undefined;
}

const KINDS: KeyKind[] = ["params", "tags"];
const MOST_METRICS = 4;
/** Prompts that are drawn with their differences. */
const MOST = 200;
const TEMPLATES = ["Answer briefly: {question}", "Think step by step: {question}"];
const USE = ['mlflow.log_param("prompt_template", template)', 'mlflow.log_metric("score", 100 - len(template))  # your measure'];

export function Prompts({ ids, stage, filter, runs, known, search, set, draw, fetchMore }: Props) {
  const asked = KINDS.flatMap((kind) => PROMPT_WORDS.map((word) => ({ kind, word })));
  const found = useQueries({ queries: asked.map(({ kind, word }) => runKeys(ids, stage, kind, word)) });
  const columns = [...new Set(found.flatMap(({ data }, at) => (data?.keys ?? []).filter(({ key }) => isPrompt(key)).map(({ key }) => `${asked[at]?.kind}.${key}`)))];
  const loading = found.some((query) => query.isPending);
  const failed = found.find((query) => query.isError);
  const chosen = parseColumn(search.prompt ?? columns[0] ?? "");
  const metrics = useMemo(() => known.filter(({ kind }) => kind === "metrics").slice(0, MOST_METRICS), [known]);
  const drawn = JSON.stringify(chosen ? [chosen, ...metrics] : []);
  useEffect(() => draw(JSON.parse(drawn) as Column[]), [drawn, draw]);
  const uses = useMemo(() => (chosen ? promptUses(runs, chosen) : []), [runs, drawn]);
  const diff = search.diff !== "off";
  // The keys are not followed; the first prompt comes with runs, which are.
  const client = useQueryClient();
  const none = !chosen && !loading;
  useEffect(() => {
    if (none) void client.invalidateQueries({ queryKey: ["keys", ids, stage] });
  }, [client, runs]);
  if (failed?.error) return <Trouble what="The prompts could not be read." error={failed.error} again={() => void failed.refetch()} />;
  if (!chosen) {
    if (loading) return <p className="quiet">Loading…</p>;
    return (
      <Empty what="No run has a prompt among its params and tags." code={stage === "deleted" ? undefined : inNew(runs[0]?.info.experiment_id, "template", TEMPLATES, USE)}>
        <p className="quiet">Logged under a name that says so, each version of a prompt is listed here with the runs that used it.</p>
      </Empty>
    );
  }
  return (
    <>
      <div className="tools">
        {columns.length > 1 && <Choice name="Prompt" value={columnId(chosen)} options={columns} words={(id) => id.slice(id.indexOf(".") + 1)} choose={(prompt) => set({ prompt })} />}
        <span className="quiet" aria-live="polite">
          {count(uses.length, "text")} in {count(runs.length, "run")}
        </span>
        {fetchMore && (
          <button type="button" onClick={fetchMore}>
            Load more runs
          </button>
        )}
        <span style={{ marginLeft: "auto" }} />
        <label>
          <input type="checkbox" checked={diff} onChange={() => set({ diff: diff ? "off" : "" })} /> Changes since the one before
        </label>
      </div>
      {uses.length > MOST && <p className="quiet">The {MOST} that came into use last are shown.</p>}
      <ol className="prompts prompt-history" tabIndex={0} aria-label="Prompts, the latest first">
        {uses.slice(0, MOST).map((use, at) => (
          <Use key={use.text} use={use} before={uses[at + 1]} column={chosen} metrics={metrics} filter={filter} diff={diff} />
        ))}
      </ol>
    </>
  );
}

interface UseProps {
  use: PromptUse;
  /** The one that was in use before it. */
  before: PromptUse | undefined;
  column: Column;
  metrics: Column[];
  filter: string;
  diff: boolean;
}

function Use({ use, before, column, metrics, filter, diff }: UseProps) {
  const { text, runs } = use;
  const only = onlyRunsWith(column, text, filter);
  const [latest, other] = [runs[0]?.info.run_id, before?.runs[0]?.info.run_id];
  return (
    <li>
      <div className="tools">
        {only ? (
          <Link to="." search={(old: object) => ({ ...old, view: undefined, filter: only })}>
            {count(runs.length, "run")}
          </Link>
        ) : (
          <span>{count(runs.length, "run")}</span>
        )}
        <span className="quiet">
          first <Time at={runs.at(-1)?.info.start_time} />
          {runs.length > 1 && (
            <>
              , last <Time at={runs[0]?.info.start_time} />
            </>
          )}
        </span>
        {latest && other && (
          <Link className="end" to="/compare" search={{ runs: `${other},${latest}`, view: "predictions" }}>
            Answers beside those before
          </Link>
        )}
      </div>
      <dl className="means">
        {metrics.map((metric) => {
          const mean = meanOf(runs, metric);
          if (mean === undefined) return null;
          return (
            <div key={columnId(metric)}>
              <dt title={`Mean of ${title(metric)} over these runs`}>{title(metric)}</dt>
              <dd title={String(mean)}>
                {number(mean)} <span className="quiet">{change(mean, before && meanOf(before.runs, metric))}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      {diff && before ? <WordDiff before={before.text} after={text} /> : <Fold text={text} />}
    </li>
  );
}

/** The filter that leaves the runs with this text; none where no quoting can write it. */
function onlyRunsWith(column: Column, text: string, filter: string): string | undefined {
  const [field, value] = [fieldOf(column), writeText(text)];
  return field && value && joinFilters(filter, `${field} = ${value}`);
}

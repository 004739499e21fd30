// Charts over the runs that are loaded: chosen, moved and taken away, in the address and kept for the experiment.
import { useEffect, useMemo, useState } from "react";
import type { Run } from "../../../api/types";
import { type ChartCard, cardId, move, readCards, usualCards, writeCards } from "../../../lib/cards";
import { dashed } from "../../../lib/charts/dash";
import { numberOf, rawOf } from "../../../lib/charts/measure";
import type { Column } from "../../../lib/columns";
import { runColour } from "../../../lib/colour";
import { inNew } from "../../../lib/firstLines";
import { nameOf } from "../../../lib/values";
import type { Action } from "../../../ui/charts/Card";
import { Empty } from "../../../ui/Empty";
import { Legend } from "../../../ui/charts/Legend";
import { LineControls, type LineSearch, readLook } from "../../../ui/charts/LineControls";
import { MetricCard } from "../../../ui/charts/MetricCard";
import { keep, kept } from "../../../ui/kept";
import { AddCard } from "./AddCard";
import { KEYED, RunsCard } from "./RunsCard";
import "../../../styles/charts.css";

export interface RunsChartsSearch extends LineSearch {
  cards?: string;
  chart?: string;
}

interface Props {
  ids: string;
  stage: string;
  runs: Run[];
  /** Of these the usual charts are made. */
  known: Column[];
  search: RunsChartsSearch;
  set: (change: RunsChartsSearch) => void;
  /** Says which columns the runs have to come with. */
  draw: (columns: Column[]) => void;
  /** Absent when all runs are loaded. */
  fetchMore: (() => void) | undefined;
}

/** More lines than these nobody tells apart. */
const MOST_LINES = 100;

export function RunsCharts({ ids, stage, runs, known, search, set, draw, fetchMore }: Props) {
  const name = `cards.${ids}`;
  const [usual, setUsual] = useState(() => kept(name));
  const chosen = search.cards || usual;
  // So that the address is a link to the same charts.
  useEffect(() => {
    if (!search.cards && usual) set({ cards: usual });
  }, [search.cards, usual, set]);
  const cards = useMemo(() => {
    // A link to a large card is good whatever cards somebody keeps here.
    if (chosen) return readCards([chosen, search.chart].filter(Boolean).join(","));
    // A metric that is NaN everywhere is no good beginning.
    const stepped = runs.flatMap(({ data }) => (data.metrics ?? []).flatMap(({ key, step }) => (Number(step) > 0 ? [key] : [])));
    return usualCards(
      known.filter((column) => column.kind !== "metrics" || runs.some((run) => numberOf(rawOf(run, column)) !== undefined)),
      new Set(stepped),
    );
  }, [chosen, search.chart, known, runs]);
  // Lines are drawn from histories.
  const drawn = JSON.stringify(cards.filter(({ kind }) => kind !== "line").flatMap(({ columns }) => columns));
  useEffect(() => draw(JSON.parse(drawn) as Column[]), [drawn, draw]);
  const lines = useMemo(
    () =>
      dashed(
        runs.slice(0, MOST_LINES).map((run) => {
          const { run_id: id, start_time: start } = run.info;
          return { id, name: nameOf(run), colour: runColour(id), start };
        }),
      ),
    [runs],
  );
  /** An empty text is for the usual ones. */
  const choose = (text: string) => {
    keep(name, text);
    setUsual(text);
    set({ cards: text });
  };
  const change = (next: ChartCard[]) => choose(writeCards(next));
  const look = readLook(search);
  const actionsOf = (index: number): Action[] => [
    ...(index > 0 ? [{ name: "Move back", act: () => change(move(cards, index, -1)) }] : []),
    ...(index < cards.length - 1 ? [{ name: "Move on", act: () => change(move(cards, index, 1)) }] : []),
    { name: "Remove", act: () => change(cards.toSpliced(index, 1)) },
  ];
  return (
    <>
      <div className="tools">
        <AddCard ids={ids} stage={stage} frequent={known} add={(card) => change(readCards(writeCards([...cards, card])))} />
        {chosen && (
          <button type="button" onClick={() => choose("")}>
            Show the usual charts
          </button>
        )}
        <LineControls search={search} set={set} />
        {runs.length > MOST_LINES && <span className="quiet">Lines are of the first {MOST_LINES} runs</span>}
        {fetchMore && (
          <button type="button" onClick={fetchMore}>
            Load more runs
          </button>
        )}
      </div>
      <div className="cards-scroll">
        {cards.length === 0 && (chosen ? <p className="quiet">There is no chart here. Add one.</p> : <NoMetrics experiment={runs[0]?.info.experiment_id} stage={stage} />)}
        {cards.some(({ kind }) => KEYED.has(kind)) && <Legend entries={lines} />}
        <div className="cards">
          {cards.map((card, index) => {
            const id = cardId(card);
            const shared = { actions: actionsOf(index), large: search.chart === id, setLarge: (large: boolean) => set({ chart: large ? id : "" }) };
            return card.kind === "line" ? (
              <MetricCard key={id} metric={card.columns[0]?.key ?? ""} runs={lines} look={look} {...shared} />
            ) : (
              <RunsCard key={id} card={card} runs={runs} {...shared} />
            );
          })}
        </div>
      </div>
    </>
  );
}

function NoMetrics({ experiment, stage }: { experiment: string | undefined; stage: string }) {
  const lines = ['mlflow.log_param("rate", rate)', "for step in range(20):", '    mlflow.log_metric("loss", rate**step, step=step)'];
  const code = inNew(experiment, "rate", [0.9, 0.8], lines);
  return (
    <Empty what="These runs have no metrics." code={stage === "deleted" ? undefined : code}>
      <p className="quiet">Metrics of runs are drawn here, over their steps, against each other, and against params.</p>
    </Empty>
  );
}

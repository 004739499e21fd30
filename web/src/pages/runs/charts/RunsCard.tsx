// A chart over runs, of the kinds in which a run is one mark.
import type { Run } from "../../../api/types";
import { barDrawing } from "../../../lib/charts/barDrawing";
import { dashed } from "../../../lib/charts/dash";
import { type Measure, measure } from "../../../lib/charts/measure";
import { type Marked, boxDrawing, parallelDrawing, scatterDrawing } from "../../../lib/charts/runDrawings";
import type { Drawing, Size } from "../../../lib/charts/shapes";
import { type CardKind, type ChartCard, KINDS, cardTitle } from "../../../lib/cards";
import { columnId } from "../../../lib/columns";
import { runColour, runShape } from "../../../lib/colour";
import { count } from "../../../lib/format";
import { nameOf } from "../../../lib/values";
import { type Action, Card } from "../../../ui/charts/Card";
import { Legend } from "../../../ui/charts/Legend";
import { Picture } from "../../../ui/charts/Picture";

interface Props {
  card: ChartCard;
  runs: Run[];
  actions: Action[];
  large: boolean;
  setLarge: (large: boolean) => void;
}

/** Charts that do not say by themselves which run is which. */
export const KEYED = new Set<CardKind>(["line", "scatter", "parallel"]);

export function RunsCard({ card, runs, actions, large, setLarge }: Props) {
  const marked = dashed(runs.map(markOf));
  const measures = card.columns.map((column) => measure(runs, column));
  const title = cardTitle(card);
  const left = missing(card, measures);
  const draw = (size: Size, head?: string) => drawingOf(card, marked, measures, size, head);
  const textsOf = (index: number) => measures.map(({ texts }) => texts[index]);
  const values = { heads: ["Run", ...card.columns.map(columnId)], rows: () => marked.map(({ name }, index) => [name, ...textsOf(index)]) };
  const file = { heads: ["run_id", "run_name", ...card.columns.map(columnId)], rows: () => marked.map(({ id, name }, index) => [id, name, ...textsOf(index)]) };
  const label = `${KINDS[card.kind].name}: ${title}, ${count(runs.length - left, "run")}. Show values has the numbers.`;
  return (
    <Card
      title={title}
      legend={KEYED.has(card.kind) && <Legend entries={marked} />}
      note={left > 0 && `${count(left, "run")} without ${card.columns.length > 1 ? "these values" : "this value"} not drawn`}
      draw={(size) => draw(size, title)}
      values={values}
      file={file}
      actions={actions}
      large={large}
      setLarge={setLarge}
    >
      {({ width, height }) => <Picture drawing={draw({ width, height: height + 20 })} label={label} />}
    </Card>
  );
}

function markOf(run: Run): Marked {
  const { run_id: id } = run.info;
  return { id, name: nameOf(run), colour: runColour(id), form: runShape(id) };
}

/** How many runs have no mark; in parallel coordinates those without any. */
function missing({ kind }: ChartCard, measures: Measure[]): number {
  const has = (index: number) => (measure: Measure) => measure.values[index] !== undefined;
  const runs = measures[0]?.values.map((_, index) => index) ?? [];
  return runs.filter((index) => (kind === "parallel" ? !measures.some(has(index)) : !measures.every(has(index)))).length;
}

function drawingOf({ kind }: ChartCard, runs: Marked[], measures: Measure[], size: Size, title?: string): Drawing {
  const [first, second] = measures;
  if (kind === "parallel") return parallelDrawing(size, runs, measures, title);
  if (first && second) return kind === "box" ? boxDrawing(size, first, second, title) : scatterDrawing(size, runs, first, second, title);
  const bars = runs.flatMap((run, index) => {
    const value = first?.values[index];
    return value === undefined ? [] : [{ ...run, value }];
  });
  return barDrawing(size, bars, title);
}

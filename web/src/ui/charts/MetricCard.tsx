// The history of one metric in one run or in several: lines, or bars where no run has more than one point.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { type Answer, MOST_POINTS, histories } from "../../api/histories";
import type { Numeric } from "../../api/json";
import { wholeHistory } from "../../api/wholeHistories";
import { barDrawing } from "../../lib/charts/barDrawing";
import { type Counted, counted, countedWords } from "../../lib/charts/counted";
import { type Line, lineDrawing } from "../../lib/charts/lineDrawing";
import { canRefine, isSampled, partsOf, refine } from "../../lib/charts/refine";
import { AXES, type History, type Point, breakNote, relativeUnit, seriesOver } from "../../lib/charts/series";
import { smooth } from "../../lib/charts/smooth";
import { type Range, extent } from "../../lib/charts/zoom";
import { count, exact, number } from "../../lib/format";
import { Trouble } from "../states";
import { type Action, Card } from "./Card";
import { Legend } from "./Legend";
import type { LineLook } from "./LineControls";
import { Lines } from "./Lines";
import { Picture } from "./Picture";
import { useInSight } from "./useInSight";

export interface ChartRun {
  id: string;
  name: string;
  colour: string;
  start?: Numeric;
  dash?: number[];
  baseline?: boolean;
}

interface Props {
  metric: string;
  runs: ChartRun[];
  look: LineLook;
  large: boolean;
  setLarge: (large: boolean) => void;
  actions?: Action[];
}

/** Of a line, and of all lines of a chart together: beyond that nobody sees more. */
const SMALL = { points: 1_000, together: 8_000 };
const LARGE = { points: MOST_POINTS, together: 24_000 };
const FILE_HEADS = ["run_id", "run_name", "metric", "step", "timestamp", "value"];

export function MetricCard({ metric, runs, look, large, setLarge, actions }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const seen = useInSight(box) || large;
  // In milliseconds on an axis of time since the start, whose unit grows with the time.
  const [kept, keepZoom] = useState<Range>();
  const [zoomedOn, setZoomedOn] = useState(look.axis);
  if (zoomedOn !== look.axis) {
    setZoomedOn(look.axis);
    keepZoom(undefined);
  }
  const ids = useMemo(() => runs.map((run) => run.id), [runs]);
  const bounds = large ? LARGE : SMALL;
  const most = Math.max(50, Math.min(bounds.points, Math.floor(bounds.together / Math.max(1, ids.length))));
  const along = look.axis === "step" ? "step" : "time";
  const query = useQuery({ ...histories([{ ids }], metric, most, along), enabled: seen, placeholderData: keepPreviousData });
  const coarse = useMemo(() => runs.map((run): History => ({ ...run, points: query.data?.points.get(run.id) ?? [], total: query.data?.totals.get(run.id) ?? 0 })), [runs, query.data]);
  const unit = useMemo(() => (look.axis === "relative" ? relativeUnit(coarse).size : 1), [coarse, look.axis]);
  const zoom = useMemo(() => kept && scaled(kept, 1 / unit), [kept, unit]);
  const setZoom = (range: Range | undefined) => keepZoom(range && scaled(range, unit));
  const parts = useMemo(() => (zoom && isSampled(coarse) ? partsOf(coarse, look.axis, zoom) : []), [coarse, look.axis, zoom]);
  const finer = useQuery({ ...histories(parts, metric, most, along), enabled: seen && parts.length > 0 });
  const fine = parts.length > 0 ? finer.data : undefined;
  const all = useMemo(
    () =>
      coarse.map((history): History => {
        const ends = parts.find((part) => part.ids.includes(history.id))?.ends;
        const better = fine?.points.get(history.id);
        return ends && better ? { ...history, points: refine(history.points, better, ends, along) } : history;
      }),
    [coarse, parts, fine, along],
  );
  const shown = useMemo(() => linesOf(all, look), [all, look.axis, look.weight]);
  const bars = query.data !== undefined && all.every(({ points }) => points.length < 2);
  const range = useMemo(() => extent(shown.lines.map((line) => line.xs)), [shown]);
  const values = all.filter(({ points }) => points.length > 0);
  const barList = () => values.map(({ id, name, colour, points }) => ({ id, name, colour, value: points[0]?.value ?? NaN }));
  const chart = { title: metric, lines: shown.lines, axis: look.axis, across: shown.across, log: look.log, zoom };
  const label = `${metric} of ${count(values.length, "run")}`;
  const several = runs.length > 1;
  const table = {
    heads: [...(several ? ["Run"] : []), "Step", "Value", "Time"],
    rows: () => all.flatMap(({ name, points }) => points.map(({ step, value, time }) => [...(several ? [name] : []), step, value, exact(time)])),
  };
  const lineOf = ({ id, name }: ChartRun) => ({ step, time, value }: Point) => [id, name, metric, step, time, value];
  const file = { heads: FILE_HEADS, rows: () => all.flatMap((history) => history.points.map(lineOf(history))) };
  const total = coarse.reduce((sum, history) => sum + history.total, 0);
  const readAll = async function* (signal: AbortSignal) {
    for (const run of runs) for await (const points of wholeHistory(run.id, metric, signal)) yield points.map(lineOf(run));
  };
  return (
    <div ref={box} className="card-place">
      <Card
        title={metric}
        note={query.data && <Note counted={counted(coarse, fine && listed(fine))} only={onlyPoint(coarse)} lines={shown.lines} log={look.log} zoomable={!zoom && canRefine(coarse, look.axis)} reset={zoom && (() => setZoom(undefined))} />}
        legend={several && !bars && <Legend entries={runs} />}
        draw={values.length === 0 ? undefined : (size) => (bars ? barDrawing(size, barList(), metric) : lineDrawing(size, chart))}
        values={table}
        file={file}
        whole={isSampled(coarse) ? { total, read: readAll } : undefined}
        actions={actions}
        large={large}
        setLarge={setLarge}
      >
        {({ width, height }) =>
          query.isError && !query.data ? (
            <Trouble what="The history could not be read." error={query.error} again={() => query.refetch()} />
          ) : !query.data || !seen ? (
            <span className="bone chart-bone" style={{ height }} />
          ) : values.length === 0 || !range ? (
            <p className="quiet">No run here has this metric.</p>
          ) : bars && runs.length === 1 ? (
            <p className="one-value">{number(values[0]?.points[0]?.value ?? NaN)}</p>
          ) : bars ? (
            <Picture drawing={barDrawing({ width, height: height + 20 }, barList())} label={`${label}, as bars. Show values has the numbers.`} />
          ) : (
            <Lines lines={shown.lines} axis={look.axis} across={shown.across} log={look.log} all={range} zoom={zoom} setZoom={setZoom} width={width} height={height} label={label} />
          )
        }
      </Card>
    </div>
  );
}

function linesOf(all: History[], { axis, weight }: LineLook): { lines: Line[]; across: string } {
  const { series, unit } = seriesOver(all.filter(({ points }) => points.length > 0), axis);
  const lines = series.map((one): Line => (weight > 0 ? { ...one, ys: smooth(one.ys, weight), raw: one.ys } : one));
  const name = AXES.find(([key]) => key === axis)?.[1] ?? "";
  return { lines, across: unit.name ? `${name}, ${unit.name}` : name };
}

function scaled([from, to]: Range, by: number): Range {
  return [from * by, to * by];
}

function listed({ points, totals }: Answer): { points: Point[]; total: number }[] {
  return [...points].map(([id, some]) => ({ points: some, total: totals.get(id) ?? 0 }));
}

function onlyPoint(all: History[]): Point | undefined {
  const points = all.flatMap((history) => history.points.slice(0, 2));
  return points.length === 1 ? points[0] : undefined;
}

interface NoteProps {
  counted: Counted;
  only: Point | undefined;
  lines: Line[];
  log: boolean;
  zoomable: boolean;
  reset: (() => void) | undefined;
}

/** What the picture does not show by itself. */
function Note({ counted: how, only, lines, log, zoomable, reset }: NoteProps) {
  const breaks = breakNote(lines, log);
  return (
    <>
      {only ? `One point, at step ${only.step}, ${exact(only.time).replace(/ \(.*/, "")}` : countedWords(how)}
      {zoomable && ". Zoom in for finer ones"}
      {breaks && ` · Not drawn: ${how.shown < how.total ? "at least " : ""}${breaks}`}
      {reset && (
        <>
          {" · "}
          <button type="button" className="unfold" onClick={reset}>
            Show all of the axis
          </button>
        </>
      )}
    </>
  );
}

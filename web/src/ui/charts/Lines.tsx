// Lines on a canvas, drawn by uPlot: quick with many points, broken where there is no number, zoomed by a drag.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type Cell, align, nearest, pointAt, snapped } from "../../lib/charts/align";
import { type Line, MARKS } from "../../lib/charts/lineDrawing";
import { roomy } from "../../lib/charts/frame";
import { type Axis, breakOf, hasPlace } from "../../lib/charts/series";
import { FONT } from "../../lib/charts/shapes";
import { timeLabel } from "../../lib/charts/ticks";
import { type Range, zoomBy } from "../../lib/charts/zoom";
import { exact, number } from "../../lib/format";
import { ink, useTheme } from "./useTheme";

interface Props {
  lines: Line[];
  axis: Axis;
  across: string;
  log: boolean;
  /** All that there is, from which a zoom shows a part. */
  all: Range;
  zoom: Range | undefined;
  setZoom: (range: Range | undefined) => void;
  width: number;
  height: number;
  label: string;
}

interface Under {
  line: Line;
  x: number;
  y: number;
}

export function Lines(props: Props) {
  const { lines, axis, across, log, all, zoom, setZoom, width, height, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [under, setUnder] = useState<Under>();
  const theme = useTheme();
  const smoothed = lines.some((line) => line.raw);
  // What the library can not change afterwards; anything else is handed to the chart that is there.
  const made = [theme, axis, log, smoothed, ...lines.map((line) => `${line.id} ${line.colour} ${line.dash}`)].join("\n");

  useEffect(() => {
    if (!box.current) return undefined;
    const chart = new uPlot(options(latest, setUnder), table(latest.current), box.current);
    plot.current = chart;
    return () => chart.destroy();
  }, [made]);
  useEffect(() => plot.current?.setSize({ width, height }), [width, height]);
  useEffect(() => plot.current?.setData(table(latest.current)), [lines, zoom, all]);

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = zoomBy(event.key, all, zoom);
    if (next === false) return;
    event.preventDefault();
    setZoom(next);
  };
  return (
    <>
      <div ref={box} className="lines" role="application" aria-label={`${label}. Plus and minus zoom, arrows move, 0 shows all.`} tabIndex={0} onKeyDown={press} style={{ height }} />
      <p className="under cut">
        {under ? (
          <>
            <span className="dot" style={{ background: under.line.colour }} />{" "}
            {lines.length > 1 && `${under.line.name} · `}
            {axis === "time" ? exact(under.x).replace(/ \(.*/, "") : `${across} ${number(under.x)}`} · <strong>{number(under.y)}</strong>
          </>
        ) : (
          <span className="quiet">{across}</span>
        )}
      </p>
    </>
  );
}

/** Raw lines first, so that they lie behind; then the lines themselves. */
function table({ lines, log, zoom, all }: Props): uPlot.AlignedData {
  const raw = lines.some((line) => line.raw) ? lines.map(({ xs, ys, raw: own }) => ({ xs, ys: own ?? ys })) : [];
  const { xs, columns } = align(snapped([...raw, ...lines], zoom ?? all), log);
  return [xs, ...columns] as uPlot.AlignedData;
}

function options(latest: { current: Props }, setUnder: (under: Under | undefined) => void): uPlot.Options {
  const { lines, axis, log, width, height } = latest.current;
  const behind = lines.some((line) => line.raw) ? lines.length : 0;
  const look = { stroke: ink("var(--quiet)"), font: `${FONT}px system-ui, sans-serif`, ticks: { show: false } };
  const grid = { stroke: ink("var(--line)"), width: 1 };
  const lineOf = (column: number) => latest.current.lines[column - 1 - behind];
  const one = ({ colour, name, dash }: Line, raw: boolean): uPlot.Series => ({
    label: name,
    stroke: ink(colour),
    alpha: raw ? 0.3 : 1,
    dash: raw ? undefined : dash,
    width: raw ? 1 : 1.5,
    points: { show: (chart, _column, first, last) => !raw && last - first < chart.width / 12, filter: raw ? undefined : alone, size: 5 },
  });
  const dragged = (chart: uPlot) => {
    const { left, width: size } = chart.select;
    if (size < 4) return;
    const range: Range = [chart.posToVal(left, "x"), chart.posToVal(left + size, "x")];
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    latest.current.setZoom(range);
  };
  return {
    width,
    height,
    ms: 1,
    legend: { show: false },
    padding: [12, 12, 0, 0],
    scales: {
      x: { time: axis === "time", range: () => [...(latest.current.zoom ?? latest.current.all)] },
      y: { distr: log ? 3 : 1, range: (_chart, least, most) => [...roomy([least ?? NaN, most ?? NaN], log)] },
    },
    axes: [
      {
        ...look,
        size: 24,
        grid: { show: false },
        border: { show: true, stroke: ink("var(--line-strong)"), width: 1 },
        space: 64,
        values: (_chart, places, _axis, _space, step) => places.map((at) => (axis === "time" ? timeLabel(at, step) : number(at))),
      },
      {
        ...look,
        grid,
        space: 32,
        size: (_chart, labels) => 12 + 6.5 * Math.max(4, ...(labels ?? []).map((text) => (text ?? "").length)),
        // The library leaves places of a log scale without words where they would be too many.
        values: (_chart, places) => places.map((at) => (at === null ? "" : number(at))),
      },
    ],
    series: [{}, ...(behind ? lines.map((line) => one(line, true)) : []), ...lines.map((line) => one(line, false))],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          latest.current.setZoom(undefined);
          return null;
        },
      },
      points: { size: 7 },
      // A line is read at its own nearest point, not where another one has a point.
      dataIdx: (chart, column, at) => (column <= behind ? null : (nearest(chart.data[column] as Cell[], chart.data[0] as number[], at) ?? null)) as number,
    },
    hooks: {
      setSelect: [dragged],
      setCursor: [(chart) => setUnder(nearestLine(chart, behind, lineOf))],
      draw: [(chart) => drawMarks(chart, latest.current)],
    },
  };
}

/** The line whose point is nearest to the pointer. */
function nearestLine(chart: uPlot, behind: number, lineOf: (column: number) => Line | undefined): Under | undefined {
  const { left = -1, top = -1, idxs = [] } = chart.cursor;
  if (left < 0) return undefined;
  let best: { line: Line; x: number; y: Cell } | undefined;
  let least = Infinity;
  for (let column = behind + 1; column < chart.series.length; column += 1) {
    const at = idxs[column];
    const line = lineOf(column);
    const x = at === undefined || at === null ? undefined : chart.data[0][at];
    if (!line || x === undefined) continue;
    const drawn = (chart.data[column] as Cell[])[at as number];
    const far = Math.abs((typeof drawn === "number" ? chart.valToPos(drawn, "y") : 0) - top) + Math.abs(chart.valToPos(x, "x") - left);
    if (far < least) {
      least = far;
      best = { line, x, y: drawn };
    }
  }
  const point = best && pointAt(best.line, best.x, best.y);
  return best && point && { line: best.line, ...point };
}

/** Points without neighbours, which have no line to be seen by. */
function alone(chart: uPlot, column: number, all: boolean): number[] | null {
  if (all) return null;
  const found: number[] = [];
  let [before, last] = [false, -1];
  const end = () => {
    if (last >= 0 && !before) found.push(last);
  };
  (chart.data[column] as Cell[]).forEach((cell, index) => {
    if (cell === undefined) return;
    if (cell === null) {
      end();
      before = false;
      last = -1;
      return;
    }
    before = last >= 0;
    last = index;
  });
  end();
  return found.length > 0 ? found : null;
}

/** Where a line is broken by what has no place on the scale, a mark at the edge says by what. */
function drawMarks(chart: uPlot, { lines, log }: Props): void {
  const { ctx, bbox } = chart;
  const dots = devicePixelRatio;
  ctx.save();
  ctx.font = `${FONT * dots}px sans-serif`;
  ctx.textAlign = "center";
  for (const { xs, ys, colour } of lines) {
    if (ys.every((value) => hasPlace(value, log))) continue;
    ctx.fillStyle = ink(colour);
    ys.forEach((value, index) => {
      const mark = breakOf(value, log);
      if (!mark) return;
      const x = chart.valToPos(xs[index] ?? 0, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) return;
      ctx.fillText(MARKS[mark], x, mark === "∞" ? bbox.top + 10 * dots : bbox.top + bbox.height - 6 * dots);
    });
  }
  ctx.restore();
}

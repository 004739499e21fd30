// Lines as a drawing, for a file. On the page the chart library draws the same, quicker.
import { piecesOf } from "./pieces";
import { type Axis, type Series, breakOf } from "./series";
import { type Span, frame, roomy } from "./frame";
import { type Drawing, type Shape, type Size, cut, widthOf } from "./shapes";
import { type Range, extent } from "./zoom";

export interface Line extends Series {
  /** As it was logged, where `ys` are smoothed. */
  raw?: number[];
}

export interface LineChart {
  title: string;
  lines: Line[];
  axis: Axis;
  /** What the x axis is called. */
  across: string;
  log: boolean;
  zoom: Range | undefined;
}

const NAMED = 12;

export function lineDrawing(size: Size, { title, lines, axis, across, log, zoom }: LineChart): Drawing {
  const ends = zoom ?? extent(lines.map((line) => line.xs)) ?? [0, 1];
  const seen = (x: number) => x >= ends[0] && x <= ends[1];
  const values = lines.flatMap(({ xs, ys, raw }) => [...ys, ...(raw ?? [])].filter((_, index) => seen(xs[index % xs.length] ?? NaN)));
  const x: Span = axis === "time" ? { kind: "times", ends, name: across } : { kind: "numbers", ends, name: across };
  const top = 60;
  const { shapes, px, py, bottom } = frame(size, x, { kind: "numbers", ends: roomy(values, log), log }, top);
  const head: Shape[] = [{ kind: "text", x: 8, y: 20, text: cut(title, size.width - 16), anchor: "start", colour: "var(--text)", bold: true }];
  head.push(...legend(lines, size.width));
  for (const { xs, ys, raw, colour, name, dash } of lines) {
    const pieces = (list: number[]) => piecesOf(xs, list, seen, log, (at, value) => [px(at), py(value)]);
    if (raw) shapes.push({ kind: "line", pieces: pieces(raw), width: 1, colour, opacity: 0.35 });
    shapes.push({ kind: "line", pieces: pieces(ys), width: 1.5, dash, colour, title: name });
    ys.forEach((value, index) => {
      const mark = breakOf(value, log);
      const at = xs[index] ?? 0;
      if (mark && seen(at)) shapes.push({ kind: "text", x: px(at), y: mark === "∞" ? top + 8 : bottom - 3, text: MARKS[mark], anchor: "middle", colour, title: `${name}: ${value}` });
    });
  }
  return { ...size, shapes: [...head, ...shapes] };
}

export const MARKS = { NaN: "×", "∞": "▲", "−∞": "▼" } as const;

function legend(lines: Line[], width: number): Shape[] {
  const shapes: Shape[] = [];
  let x = 18;
  for (const [index, { name, colour, dash }] of lines.slice(0, NAMED).entries()) {
    const text = cut(name, 140);
    const left = lines.length - index;
    if (x + widthOf(text) + 80 > width) {
      shapes.push({ kind: "text", x, y: 40, text: `+${left} more`, anchor: "start", colour: "var(--quiet)" });
      return shapes;
    }
    shapes.push({ kind: "line", pieces: [[[x - 8, 36], [x + 8, 36]]], width: 2, dash, colour });
    shapes.push({ kind: "text", x: x + 14, y: 40, text, anchor: "start", colour: "var(--text)" });
    x += widthOf(text) + 40;
  }
  if (lines.length > NAMED) shapes.push({ kind: "text", x, y: 40, text: `+${lines.length - NAMED} more`, anchor: "start", colour: "var(--quiet)" });
  return shapes;
}

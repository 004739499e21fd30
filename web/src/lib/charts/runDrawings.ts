// Charts in which a run is one mark: points over two columns, lines over many, boxes of groups.
import type { RunShape } from "../colour";
import { number } from "../format";
import { type Span, frame, marksOf, placesOf, roomy } from "./frame";
import type { Measure } from "./measure";
import { type Drawing, type Place, type Shape, type Size, cut, widthOf } from "./shapes";

export interface Marked {
  id: string;
  name: string;
  colour: string;
  /** What tells it from another run of the same colour, as a mark and as a line. */
  form?: RunShape;
  dash?: number[];
}

const QUIET = "var(--quiet)";
/** What is behind the last upright axis, for the words at its marks. */
const LAST = 56;

function heading(title: string, width: number): Shape[] {
  return title ? [{ kind: "text", x: 8, y: 20, text: cut(title, width - 16), anchor: "start", colour: "var(--text)", bold: true }] : [];
}

/** With a title the drawing stands alone, in a file. */
export function scatterDrawing(size: Size, runs: Marked[], x: Measure, y: Measure, title = ""): Drawing {
  const { shapes, px, py } = frame(size, x.span, y.span, title ? 50 : 26);
  const dots: Shape[] = runs.flatMap(({ name, colour, form }, index): Shape[] => {
    const [across, up] = [x.values[index], y.values[index]];
    if (across === undefined || up === undefined) return [];
    const text = `${name}: ${x.span.name ?? ""} ${x.texts[index]}, ${y.span.name ?? ""} ${y.texts[index]}`;
    return [{ kind: "dot", x: px(across), y: py(up), radius: 4, form, colour, opacity: 0.85, title: text }];
  });
  return { ...size, shapes: [...heading(title, size.width), ...shapes, ...dots] };
}

/** An upright axis for each measure, a line for each run; broken where the run has no value. */
export function parallelDrawing(size: Size, runs: Marked[], measures: Measure[], title = ""): Drawing {
  const top = title ? 56 : 28;
  const bottom = size.height - 14;
  const [left, right] = [12, size.width - 12];
  const gap = measures.length > 1 ? (right - left - LAST) / (measures.length - 1) : 0;
  const at = (index: number) => left + index * gap;
  const rooms = measures.length > 1 ? nameRooms(measures.map(({ span }) => widthOf(span.name ?? "")), gap) : [right - left];
  const places = measures.map(({ span }) => placesOf(span, [bottom, top]));
  const shapes = heading(title, size.width);
  runs.forEach(({ name, colour, dash }, index) => {
    const pieces: Place[][] = [];
    let piece: Place[] | undefined;
    measures.forEach(({ values }, axis) => {
      const value = values[index];
      if (value === undefined) {
        piece = undefined;
        return;
      }
      if (!piece) pieces.push((piece = []));
      piece.push([at(axis), places[axis]?.(value) ?? 0]);
    });
    shapes.push({ kind: "line", pieces, width: 1.5, dash, colour, opacity: 0.7, title: name });
  });
  measures.forEach(({ span }, axis) => {
    const x = at(axis);
    const room = measures.length > 1 ? gap : right - left;
    const name = cut(span.name ?? "", (rooms[axis] ?? 0) - 8);
    shapes.push({ kind: "line", pieces: [[[x, top], [x, bottom]]], width: 1, colour: "var(--line-strong)" });
    const last = axis === measures.length - 1 && axis > 0;
    shapes.push({ kind: "text", x: last ? right : x, y: top - 12, text: name, anchor: last ? "end" : "start", colour: "var(--text)", title: span.name });
    for (const mark of marksOf(span, Math.floor((bottom - top) / 40))) {
      const text = cut(mark.label, (last ? LAST : room) - 8);
      const y = places[axis]?.(mark.at) ?? 0;
      // Lines go on behind the words, but not through them.
      shapes.push({ kind: "rect", x: x + 3, y: y - 7, width: widthOf(text) + 4, height: 14, colour: "var(--page)", opacity: 0.8 });
      shapes.push({ kind: "text", x: x + 5, y: y + 4, text, anchor: "start", colour: QUIET, title: mark.label });
    }
  });
  return { ...size, shapes };
}

/** Names go on to the next axis; the last one ends at the edge, so it shares what is left with the one before. */
function nameRooms(wanted: number[], gap: number): number[] {
  const [before, last] = [wanted.at(-2) ?? 0, wanted.at(-1) ?? 0].map((width) => width + 16) as [number, number];
  const both = gap + LAST;
  const mine = Math.min(last, Math.max(both / 2, both - before));
  return wanted.map((_, axis) => (axis === wanted.length - 1 ? mine : axis === wanted.length - 2 ? both - mine : gap));
}

export interface Box {
  name: string;
  count: number;
  /** Whiskers end at the last values within one and a half boxes. */
  low: number;
  first: number;
  median: number;
  third: number;
  high: number;
  outside: number[];
}

/** Boxes of the values of `up`, one for each value of `by`, in the order of its axis. */
export function boxes(up: Measure, by: Measure): Box[] {
  const groups = new Map<number, { name: string; values: number[] }>();
  up.values.forEach((value, index) => {
    const place = by.values[index];
    if (value === undefined || place === undefined) return;
    const group = groups.get(place) ?? { name: by.texts[index] ?? "", values: [] };
    group.values.push(value);
    groups.set(place, group);
  });
  return [...groups].sort((a, b) => a[0] - b[0]).map(([, { name, values }]) => boxOf(name, values));
}

export function boxOf(name: string, values: number[]): Box {
  const sorted = values.toSorted((a, b) => a - b);
  const [first, median, third] = [0.25, 0.5, 0.75].map((part) => quantile(sorted, part)) as [number, number, number];
  const reach = 1.5 * (third - first);
  const inside = sorted.filter((value) => value >= first - reach && value <= third + reach);
  return {
    name,
    count: values.length,
    low: inside[0] ?? median,
    first,
    median,
    third,
    high: inside.at(-1) ?? median,
    outside: sorted.filter((value) => value < first - reach || value > third + reach),
  };
}

/** Between the two nearest values, as most tools have it. */
function quantile(sorted: number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** As many groups as have room. */
export function boxDrawing(size: Size, up: Measure, by: Measure, title = ""): Drawing {
  const all = boxes(up, by);
  const shown = all.slice(0, Math.max(1, Math.floor(size.width / 40)));
  const words = shown.map(({ name }) => name);
  const left = all.length - shown.length;
  const x: Span = { kind: "words", words, name: `${by.span.name ?? ""}${left > 0 ? `, and ${left} more` : ""}` };
  const ends = roomy(shown.flatMap(({ low, high, outside }) => [low, high, ...outside]));
  const { shapes, px, py, left: start, right } = frame(size, x, { kind: "numbers", ends, name: up.span.name }, title ? 50 : 26);
  const half = Math.min(28, ((right - start) / Math.max(1, shown.length)) * 0.3);
  shown.forEach((box, index) => {
    const at = px(index);
    const text = `${box.name}: median ${number(box.median)}, ${number(box.low)} to ${number(box.high)}, ${box.count} runs`;
    const colour = "var(--accent)";
    shapes.push({ kind: "line", pieces: [[[at, py(box.low)], [at, py(box.high)]]], width: 1.5, colour });
    for (const end of [box.low, box.high]) shapes.push({ kind: "line", pieces: [[[at - half / 2, py(end)], [at + half / 2, py(end)]]], width: 1.5, colour });
    const height = Math.max(1, py(box.first) - py(box.third));
    shapes.push({ kind: "rect", x: at - half, y: py(box.third), width: half * 2, height, colour: "var(--page)" });
    shapes.push({ kind: "rect", x: at - half, y: py(box.third), width: half * 2, height, colour, opacity: 0.35, title: text });
    shapes.push({ kind: "line", pieces: [[[at - half, py(box.median)], [at + half, py(box.median)]]], width: 2.5, colour });
    for (const value of box.outside) shapes.push({ kind: "dot", x: at, y: py(value), radius: 3, colour, title: `${box.name}: ${number(value)}` });
    if (widthOf(String(box.count)) + 14 < half * 2) shapes.push({ kind: "text", x: at, y: py(box.high) - 5, text: `${box.count}`, anchor: "middle", colour: QUIET, title: text });
  });
  return { ...size, shapes: [...heading(title, size.width), ...shapes] };
}

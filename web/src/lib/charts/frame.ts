// The axes around a drawing.
import { number } from "../format";
import { type Shape, type Size, cut, widthOf } from "./shapes";
import { logTicks, scale, ticks, timeLabel, timeTicks } from "./ticks";

/** An axis of numbers, of moments, or of words. */
export type Span =
  | { kind: "numbers"; ends: readonly [number, number]; log?: boolean; name?: string }
  | { kind: "times"; ends: readonly [number, number]; name?: string }
  | { kind: "words"; words: string[]; name?: string };

export interface Mark {
  at: number;
  label: string;
}

const QUIET = "var(--quiet)";
const LINE = "var(--line)";
const TICK_ROOM = 70;

/** The value of a word is its place in the list. */
export function placesOf(span: Span, room: readonly [number, number]): (value: number) => number {
  if (span.kind === "words") return scale([-0.5, span.words.length - 0.5], room);
  return scale(span.ends, room, span.kind === "numbers" && span.log);
}

export function marksOf(span: Span, count: number): Mark[] {
  if (span.kind === "words") {
    const every = Math.max(1, Math.ceil(span.words.length / Math.max(1, count)));
    return span.words.map((label, at) => ({ at, label })).filter(({ at }) => at % every === 0);
  }
  const [from, to] = span.ends;
  if (span.kind === "times") {
    const { places, step } = timeTicks(from, to, count);
    return places.map((at) => ({ at, label: timeLabel(at, step) }));
  }
  const places = span.log ? logTicks(from, to, count) : ticks(from, to, count);
  return places.map((at) => ({ at, label: number(at) }));
}

/** Axes of a drawing of this size, with `top` left free above, and where values lie in it. */
export function frame({ width, height }: Size, x: Span, y: Span, top: number) {
  const bottom = height - (x.name ? 36 : 22);
  const side = marksOf(y, Math.max(2, Math.floor((bottom - top) / 36)));
  const left = Math.min(width / 3, Math.max(24, ...side.map(({ label }) => widthOf(label))) + 10);
  const right = width - 12;
  const px = placesOf(x, [left, right]);
  const py = placesOf(y, [bottom, top]);
  const across = Math.max(2, Math.floor((right - left) / TICK_ROOM));
  const shapes: Shape[] = [];
  for (const { at, label } of side) {
    shapes.push({ kind: "line", pieces: [[[left, py(at)], [right, py(at)]]], width: 1, colour: LINE });
    shapes.push({ kind: "text", x: left - 6, y: py(at) + 4, text: cut(label, left - 8), anchor: "end", colour: QUIET });
  }
  const marks = marksOf(x, across);
  const room = (right - left) / Math.max(1, marks.length);
  for (const { at, label } of marks) {
    const text = x.kind === "words" ? cut(label, room) : label;
    // The outer ones turn inwards, so that nothing is cut off.
    const anchor = px(at) + widthOf(text) / 2 > width ? "end" : "middle";
    shapes.push({ kind: "text", x: px(at), y: bottom + 16, text, anchor, colour: QUIET, title: label });
  }
  shapes.push({ kind: "line", pieces: [[[left, bottom], [right, bottom]]], width: 1, colour: "var(--line-strong)" });
  if (x.name) shapes.push({ kind: "text", x: (left + right) / 2, y: height - 6, text: cut(x.name, right - left), anchor: "middle", colour: QUIET });
  if (y.name) shapes.push({ kind: "text", x: 4, y: top - 10, text: cut(y.name, width - 8), anchor: "start", colour: QUIET });
  return { shapes, px, py, left, right, top, bottom };
}

/** Ends with a little room; the same everywhere when there is one value only. */
export function roomy(values: number[], log = false): readonly [number, number] {
  const finite = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const most = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  if (least > most) return log ? [1, 10] : [0, 1];
  if (log) {
    const by = least === most ? 2 : (most / least) ** 0.04;
    return [least / by, most * by];
  }
  const by = (most - least) * 0.06 || Math.abs(most) * 0.1 || 1;
  return [least - by, most + by];
}

// Bars: a value of each run, its name before it and the number behind it.
import { number } from "../format";
import { type Drawing, type Shape, type Size, cut, widthOf } from "./shapes";
import { scale } from "./ticks";

export interface Bar {
  id: string;
  name: string;
  colour: string;
  value: number;
}

const ROW = 22;

/** As many as have room; the last line says how many have not. */
export function barDrawing({ width, height }: Size, bars: Bar[], title = ""): Drawing {
  const shapes: Shape[] = [];
  const top = title ? 36 : 4;
  if (title) shapes.push({ kind: "text", x: 8, y: 20, text: cut(title, width - 16), anchor: "start", colour: "var(--text)", bold: true });
  const room = Math.max(1, Math.floor((height - top) / ROW));
  const shown = bars.length > room ? bars.slice(0, room - 1) : bars;
  const names = Math.min(width * 0.4, 16 + Math.max(0, ...shown.map(({ name }) => widthOf(name))));
  const numbers = 8 + Math.max(0, ...shown.map(({ value }) => widthOf(number(value))));
  const finite = shown.map(({ value }) => value).filter(Number.isFinite);
  const ends = [finite.reduce((a, b) => Math.min(a, b), 0), finite.reduce((a, b) => Math.max(a, b), 0)] as const;
  // A bar to the left has its number on that side.
  const left = names + (ends[0] < 0 ? numbers : 0);
  const place = scale(ends[0] === ends[1] ? [0, 1] : ends, [left, Math.max(left + 8, width - numbers - 4)]);
  const zero = place(0);
  shown.forEach(({ name, colour, value }, index) => {
    const y = top + index * ROW;
    const title = `${name}: ${value}`;
    shapes.push({ kind: "text", x: 4, y: y + 15, text: cut(name, names - 10), anchor: "start", colour: "var(--text)", title: name });
    const end = Number.isFinite(value) ? place(value) : zero;
    shapes.push({ kind: "rect", x: Math.min(zero, end), y: y + 4, width: Math.max(1, Math.abs(end - zero)), height: ROW - 8, colour, title });
    const anchor = value < 0 && Number.isFinite(value) ? "end" : "start";
    shapes.push({ kind: "text", x: end + (anchor === "end" ? -4 : 4), y: y + 15, text: number(value), anchor, colour: "var(--quiet)", title });
  });
  if (shown.length < bars.length) {
    shapes.push({ kind: "text", x: 4, y: top + shown.length * ROW + 15, text: `and ${bars.length - shown.length} more`, anchor: "start", colour: "var(--quiet)" });
  }
  const bottom = top + shown.length * ROW;
  shapes.push({ kind: "line", pieces: [[[zero, top], [zero, bottom]]], width: 1, colour: "var(--line-strong)" });
  return { width, height, shapes };
}

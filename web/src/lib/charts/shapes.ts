// A chart as a list of shapes: shown as elements of the page, written as SVG, painted for PNG. So all three are the same.

import type { RunShape } from "../colour";

export type Place = readonly [x: number, y: number];

interface Common {
  /** A colour of CSS, or one of our tokens as `var(--…)`. */
  colour: string;
  opacity?: number;
  /** What the pointer is told. */
  title?: string;
}

export type Shape = Common &
  (
    | { kind: "line"; pieces: Place[][]; width: number; dash?: number[] }
    | { kind: "rect"; x: number; y: number; width: number; height: number }
    | { kind: "dot"; x: number; y: number; radius: number; form?: RunShape }
    | { kind: "text"; x: number; y: number; text: string; anchor: "start" | "middle" | "end"; bold?: boolean }
  );

export interface Size {
  width: number;
  height: number;
}

export interface Drawing extends Size {
  shapes: Shape[];
}

export const FONT = 11;
/** What a colour of CSS is in the theme that is shown. */
export type Ink = (colour: string) => string;

/** The `d` of a path; a piece of one point is a short mark, so that it is seen. */
export function path(pieces: Place[][]): string {
  return pieces
    .map(([first, ...rest]) => {
      if (!first) return "";
      const next = rest.length > 0 ? rest : [[first[0] + 0.01, first[1]] as const];
      return `M${round(first)}${next.map((place) => `L${round(place)}`).join("")}`;
    })
    .join("");
}

/** The `d` of a mark, to be filled. */
export function markPath(x: number, y: number, radius: number, form: RunShape = "disc"): string {
  // A square and a diamond as large as the disc.
  const half = radius * 0.88;
  const far = half * Math.SQRT2;
  if (form === "square") return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}z`;
  if (form === "diamond") return `M${x - far} ${y}l${far} ${-far}l${far} ${far}l${-far} ${far}z`;
  return form === "ring" ? `${circle(x, y, radius, 1)}${circle(x, y, radius / 2, 0)}` : circle(x, y, radius, 1);
}

/** What goes round the other way inside of another leaves a hole. */
function circle(x: number, y: number, radius: number, way: 0 | 1): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 ${way} ${radius * 2} 0a${radius} ${radius} 0 1 ${way} ${-radius * 2} 0z`;
}

function round([x, y]: Place): string {
  return `${Number(x.toFixed(2))} ${Number(y.toFixed(2))}`;
}

export function svgText({ width, height, shapes }: Drawing, ink: Ink): string {
  const ground = `<rect width="${width}" height="${height}" fill="${escape(ink("var(--page)"))}"/>`;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const body = shapes.map((shape) => element(shape, ink)).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="${FONT}">\n${ground}\n${body}\n</svg>\n`;
}

function element(shape: Shape, ink: Ink): string {
  const colour = escape(ink(shape.colour));
  const opacity = shape.opacity === undefined ? "" : ` opacity="${shape.opacity}"`;
  const title = shape.title ? `<title>${escape(shape.title)}</title>` : "";
  switch (shape.kind) {
    case "line":
      return `<path d="${path(shape.pieces)}" fill="none" stroke="${colour}" stroke-width="${shape.width}" stroke-linecap="round" stroke-linejoin="round"${shape.dash ? ` stroke-dasharray="${shape.dash.join(" ")}"` : ""}${opacity}>${title}</path>`;
    case "rect":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${colour}"${opacity}>${title}</rect>`;
    case "dot":
      return `<path d="${markPath(shape.x, shape.y, shape.radius, shape.form)}" fill="${colour}"${opacity}>${title}</path>`;
    case "text": {
      const weight = shape.bold ? ` font-weight="600"` : "";
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}" fill="${colour}"${weight}${opacity}>${escape(shape.text)}</text>`;
    }
  }
}

/** Texts are names that people and models gave. What XML has no sign for is left out. */
function escape(text: string): string {
  const allowed = text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

export function paint(context: CanvasRenderingContext2D, { width, height, shapes }: Drawing, ink: Ink): void {
  context.fillStyle = ink("var(--page)");
  context.fillRect(0, 0, width, height);
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const shape of shapes) {
    context.globalAlpha = shape.opacity ?? 1;
    context.fillStyle = ink(shape.colour);
    context.strokeStyle = context.fillStyle;
    if (shape.kind === "line") {
      context.lineWidth = shape.width;
      context.setLineDash(shape.dash ?? []);
      context.stroke(new Path2D(path(shape.pieces)));
    } else if (shape.kind === "rect") {
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
    } else if (shape.kind === "dot") {
      context.fill(new Path2D(markPath(shape.x, shape.y, shape.radius, shape.form)));
    } else {
      context.font = `${shape.bold ? "600 " : ""}${FONT}px sans-serif`;
      context.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
      context.fillText(shape.text, shape.x, shape.y);
    }
  }
  context.globalAlpha = 1;
}

/** About how wide a text is: nothing is measured, so that a drawing is the same everywhere. */
export function widthOf(text: string): number {
  return text.length * 6.3;
}

export function cut(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / 6.3));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

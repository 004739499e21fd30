// A metric's history as a line: which value of a point is across, and what of it can be drawn.
import type { Numeric } from "../../api/json";

export interface Point {
  step: number;
  /** Milliseconds since 1970. */
  time: number;
  /** May be NaN or infinite: both are logged, and both are shown. */
  value: number;
}

/** The history of one run's metric. */
export interface History {
  id: string;
  name: string;
  colour: string;
  /** What tells it from another line of the same colour. */
  dash?: number[];
  /** When the run began, for the time since then. */
  start?: Numeric;
  points: Point[];
  /** How many points there are, of which `points` may be some. */
  total: number;
}

/** What points are left out along, where there are too many. */
export type Along = "step" | "time";
export type Ends = readonly [from: number, to: number];

/** The runs of which the same part of the axis is wanted; without ends all of it. */
export interface Part {
  ids: string[];
  ends?: Ends;
}

export function alongOf(along: Along): (point: Point) => number {
  return along === "step" ? (point) => point.step : (point) => point.time;
}

export const AXES = [
  ["step", "Step"],
  ["time", "Time"],
  ["relative", "Time since the start"],
] as const;
export type Axis = (typeof AXES)[number][0];

export function readAxis(text: string | undefined): Axis {
  return AXES.find(([key]) => key === text)?.[0] ?? "step";
}

export interface Series {
  id: string;
  name: string;
  colour: string;
  dash?: number[];
  xs: number[];
  ys: number[];
}

/** The lines of histories over an axis, each in the order of that axis. */
export function seriesOver(histories: History[], axis: Axis): { series: Series[]; unit: Unit } {
  const across = histories.map((history) => acrossOf(history, axis));
  const unit = axis === "relative" ? relativeUnit(histories) : PLAIN;
  const series = histories.map(({ id, name, colour, dash, points }, at) => {
    const xs = across[at] ?? [];
    const order = points.map((_, index) => index).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0));
    return {
      id,
      name,
      colour,
      dash,
      xs: order.map((index) => (xs[index] ?? 0) / unit.size),
      ys: order.map((index) => points[index]?.value ?? NaN),
    };
  });
  return { series, unit };
}

function acrossOf(history: History, axis: Axis): number[] {
  if (axis !== "relative") return history.points.map(alongOf(axis));
  const zero = zeroOf(history);
  return history.points.map((point) => point.time - zero);
}

/** The moment from which the time since the start of a run is counted. */
export function zeroOf({ points, start }: Pick<History, "points" | "start">): number {
  const first = points.reduce((least, point) => Math.min(least, point.time), Infinity);
  // Points may be older than their run, when they were logged afterwards.
  return start === undefined ? first : Math.min(first, Number(start));
}

/** The unit for the times since the start of all of these. */
export function relativeUnit(histories: History[]): Unit {
  return unitFor(histories.reduce((most, history) => acrossOf(history, "relative").reduce((a, b) => Math.max(a, b), most), 0));
}

export interface Unit {
  size: number;
  name: string;
}

const PLAIN: Unit = { size: 1, name: "" };
const UNITS: [least: number, unit: Unit][] = [
  [2 * 86_400_000, { size: 86_400_000, name: "days" }],
  [2 * 3_600_000, { size: 3_600_000, name: "hours" }],
  [2 * 60_000, { size: 60_000, name: "minutes" }],
];

/** The unit in which so many milliseconds are read. */
export function unitFor(ms: number): Unit {
  return UNITS.find(([least]) => ms >= least)?.[1] ?? { size: 1000, name: "seconds" };
}

/** Whether a value has a place: not NaN, not infinite, and above zero where the scale is logarithmic. */
export function hasPlace(value: number, log: boolean): boolean {
  return Number.isFinite(value) && (!log || value > 0);
}

/** What stands where a line is broken. */
export type Break = "NaN" | "∞" | "−∞";

/** On a log scale, zero and what is below it are as far down as minus infinity. */
export function breakOf(value: number, log: boolean): Break | undefined {
  if (hasPlace(value, log)) return undefined;
  if (Number.isNaN(value)) return "NaN";
  return value === Infinity ? "∞" : "−∞";
}

/** The breaks of lines in words: what a mark at the edge can not tell to everybody. */
export function breakNote(lines: { ys: number[] }[], log: boolean): string {
  let [nan, infinite, below] = [0, 0, 0];
  for (const { ys } of lines) {
    for (const value of ys) {
      if (Number.isNaN(value)) nan += 1;
      else if (!Number.isFinite(value)) infinite += 1;
      else if (log && value <= 0) below += 1;
    }
  }
  const parts = [
    nan > 0 && `${nan} NaN`,
    infinite > 0 && `${infinite} infinite`,
    below > 0 && `${below} at or below zero, which a log scale has no place for`,
  ].filter(Boolean);
  return parts.join(", ");
}

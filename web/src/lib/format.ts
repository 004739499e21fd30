// Values as people read them; the exact ones go into titles. What is not a plain number stays as it came.
import type { Numeric } from "../api/json";

/** Four digits that count, without zeros behind them. */
export function number(value: Numeric): string {
  if (typeof value === "string" || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  // As which MLflow's databases keep infinities.
  if (size === Number.MAX_VALUE) return value > 0 ? "∞" : "-∞";
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return trim(value.toExponential(3));
  return Number.isInteger(value) ? String(value) : size >= 1000 ? value.toFixed(1) : String(Number(value.toPrecision(4)));
}

function trim(text: string): string {
  return text.replace(/\.?0+e/, "e").replace("e+", "e");
}

/** The difference to a baseline, by sign and arrow; nothing where there is none to tell. */
export function change(value: Numeric | undefined, from: Numeric | undefined): string {
  if (typeof value !== "number" || typeof from !== "number") return "";
  const by = value - from;
  return by === 0 || !Number.isFinite(by) ? "" : by > 0 ? `▲ ${number(by)}` : `▼ ${number(-by)}`;
}

const STEPS: [string, number][] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
];

export function ago(time: Numeric, now: number): string {
  if (typeof time !== "number") return time;
  const past = now - time;
  const size = Math.abs(past);
  if (size >= 30 * 86_400_000) return day(time);
  const step = STEPS.find(([, length]) => size >= length);
  if (!step) return past < -1000 ? "in a moment" : "just now";
  const count = `${Math.floor(size / step[1])} ${step[0]}`;
  return past < 0 ? `in ${count}` : `${count} ago`;
}

/** To make one takes longer than all that it writes on a page. */
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const MOMENT = new Intl.DateTimeFormat(undefined, {
  year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, timeZoneName: "short",
});

function day(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : DAY.format(date);
}

/** Local date and time to the millisecond, with the zone. */
export function exact(time: Numeric): string {
  const date = new Date(Number(time));
  return Number.isNaN(date.getTime()) ? String(time) : `${MOMENT.format(date)} (${time})`;
}

/** A time as machines read it; nothing for what is none. */
export function iso(time: Numeric): string | undefined {
  const date = new Date(Number(time));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

export function duration(from: Numeric | undefined, to: Numeric | undefined): string {
  if (typeof from !== "number" || typeof to !== "number" || to < from) return "";
  const ms = to - from;
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function bytes(size: Numeric): string {
  if (typeof size !== "number") return size;
  if (size < 1024) return `${size} B`;
  const power = Math.min(4, Math.floor(Math.log2(size) / 10));
  return `${Number((size / 1024 ** power).toFixed(1))} ${["", "KiB", "MiB", "GiB", "TiB"][power]}`;
}

/** How many rows there are, or at least are: of those that were not counted so far. */
export function rowCount(many: number, counted = true): string {
  return counted ? count(many, "row") : `more than ${count(Math.max(0, many - 1), "row")}`;
}

export function count(many: number, one: string, several = `${one}s`): string {
  return `${many.toLocaleString("en")} ${many === 1 ? one : several}`;
}

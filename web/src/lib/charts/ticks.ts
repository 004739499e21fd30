// Round numbers along an axis.

/** About `count` round steps that lie within the ends. */
export function ticks(from: number, to: number, count: number): number[] {
  const size = to - from;
  if (!(size > 0) || !Number.isFinite(size)) return [from];
  const rough = size / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Powers of ten within the ends; round numbers where there is only one such power. */
export function logTicks(from: number, to: number, count: number): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  if (last - first < 1) return ticks(from, to, count).filter((tick) => tick > 0);
  const every = Math.max(1, Math.ceil((last - first) / count));
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => 10 ** (first + index * every));
}

/** A scale from values to places; with log, by powers. */
export function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number], log = false) {
  const of = (value: number) => (log ? Math.log10(value) : value);
  const size = of(to) - of(from) || 1;
  return (value: number) => start + ((of(value) - of(from)) / size) * (end - start);
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const TIME_STEPS = [
  1, 10, 100, SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND, 3600 * SECOND, 3 * 3600 * SECOND,
  6 * 3600 * SECOND, 12 * 3600 * SECOND, DAY, 2 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY,
];

/** Round moments of local time between two. */
export function timeTicks(from: number, to: number, count: number): { places: number[]; step: number } {
  const step = TIME_STEPS.find((size) => (to - from) / size <= count) ?? Math.ceil((to - from) / count / DAY / 365) * DAY * 365;
  // Whole days and hours of here, not of Greenwich.
  const shift = new Date(from).getTimezoneOffset() * 60_000 || 0;
  const first = Math.ceil((from - shift) / step) * step + shift;
  const places: number[] = [];
  for (let at = first; at <= to && places.length < 100; at += step) places.push(at);
  return { places, step };
}

/** A moment as exactly as a step of so many milliseconds needs it. */
export function timeLabel(ms: number, step: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  if (step >= 90 * DAY) return date.toLocaleDateString(undefined, { year: "numeric", month: "short" });
  if (step >= DAY) return date.toLocaleDateString(undefined, { month: "short", day: "numeric" });
  const seconds = step < 60 * SECOND ? { second: "2-digit" as const } : {};
  const parts = step < SECOND ? { fractionalSecondDigits: 3 as const } : {};
  return date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...seconds, ...parts });
}

// The charts of a page of runs: as one parameter of the address, and kept in this browser for each experiment.
import { measureName } from "./charts/measure";
import { type Column, columnId, parseColumn } from "./columns";

export type CardKind = "line" | "bar" | "scatter" | "parallel" | "box";

export interface ChartCard {
  kind: CardKind;
  columns: Column[];
}

/** What each kind is called, and what it asks for; the last of `parallel` may be there several times. */
export const KINDS: Record<CardKind, { name: string; roles: string[] }> = {
  line: { name: "Lines", roles: ["Metric"] },
  bar: { name: "Bars", roles: ["Value"] },
  scatter: { name: "Scatter", roles: ["Across", "Up"] },
  parallel: { name: "Parallel coordinates", roles: ["First axis", "Next axis"] },
  box: { name: "Box plot", roles: ["Metric", "Grouped by"] },
};

/** Stands for a page from which all cards were taken; an empty parameter would be one that nobody chose. */
const NONE = "none";

export function cardId({ kind, columns }: ChartCard): string {
  return [kind, ...columns.map(columnId)].map(escape).join("~");
}

export function writeCards(cards: ChartCard[]): string {
  return cards.length === 0 ? NONE : cards.map(cardId).join(",");
}

/** What can not be understood is left out; of equal cards one is kept. */
export function readCards(text: string): ChartCard[] {
  if (text === NONE) return [];
  return [...new Set(text.split(","))].map(readCard).filter((card) => card !== undefined);
}

function readCard(text: string): ChartCard | undefined {
  const [kind = "", ...ids] = text.split("~").map(unescape);
  const columns = ids.map(parseColumn).filter((column) => column !== undefined);
  if (!Object.hasOwn(KINDS, kind) || columns.length !== ids.length) return undefined;
  const card = { kind: kind as CardKind, columns };
  return problemOf(card) === undefined ? card : undefined;
}

/** Why a card can not be drawn, in words. */
export function problemOf({ kind, columns }: ChartCard): string | undefined {
  const { roles } = KINDS[kind];
  if (columns.length < roles.length) return `${roles[columns.length]} is missing.`;
  if (kind !== "parallel" && columns.length > roles.length) return "There are too many columns.";
  const metric = columns[0]?.kind === "metrics";
  if ((kind === "line" || kind === "box") && !metric) return "Choose a metric.";
  return undefined;
}

function escape(text: string): string {
  return text.replaceAll("%", "%25").replaceAll(",", "%2C").replaceAll("~", "%7E");
}

function unescape(text: string): string {
  return text.replaceAll("%7E", "~").replaceAll("%2C", ",").replaceAll("%25", "%");
}

export function cardTitle({ kind, columns }: ChartCard): string {
  const [first = "", second = "", ...rest] = columns.map(measureName);
  if (kind === "scatter") return `${second} over ${first}`;
  if (kind === "box") return `${first} by ${second}`;
  return [first, second, ...rest].filter(Boolean).join(", ");
}

/** What is shown until somebody chooses: metrics as they went, those with more than one step first; how those that most runs have depend on each other, and on params. */
export function usualCards(known: Column[], stepped = new Set<string>()): ChartCard[] {
  const all = known.filter(({ kind }) => kind === "metrics");
  const metrics = [...all.filter(({ key }) => stepped.has(key)), ...all.filter(({ key }) => !stepped.has(key))];
  const params = known.filter(({ kind }) => kind === "params").slice(0, 3);
  const [first, second] = all;
  if (!first) return [];
  const cards = metrics.slice(0, 4).map((metric): ChartCard => ({ kind: "line", columns: [metric] }));
  if (second) cards.push({ kind: "scatter", columns: [second, first] });
  if (params.length > 0) cards.push({ kind: "parallel", columns: [...params, first] });
  return cards;
}

/** The card at `from` one place on; the same list where there is no such place. */
export function move<T>(list: T[], from: number, by: number): T[] {
  const item = list[from];
  const to = from + by;
  if (item === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

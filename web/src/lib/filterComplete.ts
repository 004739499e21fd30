// What may come next in a filter, at the place where somebody types.
import type { KeyKind } from "../api/keys";
import type { Column } from "./columns";
import { count } from "./format";
import { FIELDS, type Field, STATUSES, type Token, isNumeric, readField, tokenize, writeField, writeText } from "./filterText";

export interface Option {
  /** What is put into the filter. */
  text: string;
  /** What it is, where the text does not say so itself. */
  detail?: string;
}

export interface Completion {
  /** The characters that an option takes the place of. */
  from: number;
  to: number;
  options: Option[];
  /** Something of it was typed. */
  begun: boolean;
}

export interface Source {
  /** Params, metrics and tags that fit what was typed, the frequent ones first. */
  known: Column[];
  /** How many keys of each kind there are at all. */
  totals: Partial<Record<string, number>>;
  /** Values that runs have in a field. */
  seen: (field: Field) => string[];
}

/** What has to be known before options can be told. */
export interface Asks {
  /** Keys with a text in them, of one kind or of all. */
  keys?: { kind?: KeyKind; text: string };
  /** Values of a param or tag. */
  values?: Column;
}

const MOST = 12;
const NUMERIC = ["=", "!=", ">", ">=", "<", "<=", "BETWEEN", "IS NULL", "IS NOT NULL"];
const WORDED = ["=", "!=", "LIKE", "ILIKE", "IN", "IS NULL", "IS NOT NULL"];
const DETAILS: Record<string, string> = {
  LIKE: "% stands for anything",
  ILIKE: "the same, small or capital",
  IN: "one of several: ('a', 'b')",
  BETWEEN: "… and …",
  "IS NULL": "not there",
  "IS NOT NULL": "there",
};

/** What the caret is in: what is typed there, and what may stand there. */
function at(filter: string, caret: number) {
  const tokens = tokenize(filter.slice(0, caret));
  const last = tokens.at(-1);
  // What ends at the caret is still being typed; a mark is complete as it stands.
  const typed = last && last.end === caret && last.kind !== "mark" && !isDone(last) ? last : undefined;
  const before = typed ? tokens.slice(0, -1) : tokens;
  return { from: typed?.start ?? caret, begun: typed?.text ?? "", place: placeAfter(before) };
}

export function complete(filter: string, caret: number, source: Source): Completion {
  const { from, begun, place } = at(filter, caret);
  const options = optionsIn(place, begun, source).filter((option) => option.text.trim() !== begun);
  return { from, to: caret, options: options.slice(0, MOST), begun: begun !== "" };
}

/** What `complete` needs of the server at this place. */
export function asksAt(filter: string, caret: number): Asks {
  const { begun, place } = at(filter, caret);
  return place.what === "field" ? { keys: keysSought(begun) } : place.what === "value" ? { values: keyed(place.of) } : {};
}

/** The keys that the beginning of a field asks for; none behind the dot of an attribute. */
export function keysSought(begun: string): Asks["keys"] {
  if (!begun.includes(".")) return { text: begun };
  const { kind, key } = readField(begun);
  if (kind === "attributes") return { text: begun };
  return isKeyKind(kind) ? { kind, text: key } : { text: begun };
}

/** The field as a column whose values differ from run to run and can be looked up. */
export function keyed({ kind, key }: Field): Column | undefined {
  return (kind === "params" || kind === "tags") && key !== "" ? { kind, key } : undefined;
}

function isKeyKind(kind: string): kind is KeyKind {
  return kind === "params" || kind === "metrics" || kind === "tags";
}

/** A text with its closing quote. */
function isDone({ kind, text }: Token): boolean {
  return kind === "text" && text.length > 1 && text.endsWith(text.charAt(0));
}

/** What may stand at a place. */
type Place =
  | { what: "field" }
  | { what: "operator"; of: Field; negated: boolean }
  | { what: "value"; of: Field }
  | { what: "word"; some: string[] }
  | { what: "list" }
  | { what: "nothing" };

function placeAfter(before: Token[]): Place {
  const at = before.findLastIndex((token) => token.kind === "field");
  const field = before[at];
  const after = before.slice(at + 1);
  const ended = after.at(-1);
  const between = after.some((token) => token.text.toLowerCase() === "between");
  // The "and" of a BETWEEN has its second value behind it.
  const joined = ended?.kind === "joiner" && !(between && after.filter((token) => token.kind === "joiner").length === 1);
  if (!field || joined) return { what: "field" };
  const of = readField(field.text);
  if (after.every((token) => token.text.toLowerCase() === "not")) return { what: "operator", of, negated: after.length > 0 };
  const word = ended?.text.toLowerCase() ?? "";
  if (word === "null" || word === ")" || ended?.kind === "text" || ended?.kind === "number") {
    const open = after.some((token) => token.text === "(") && word !== ")";
    if (open) return { what: "nothing" };
    return { what: "word", some: between && !after.some((token) => token.kind === "joiner") ? ["AND"] : ["AND", "OR"] };
  }
  if (word === "is" || (word === "not" && after.at(-2)?.text.toLowerCase() === "is")) return { what: "word", some: word === "is" ? ["NULL", "NOT NULL"] : ["NULL"] };
  return word === "in" ? { what: "list" } : { what: "value", of };
}

function optionsIn(place: Place, begun: string, source: Source): Option[] {
  switch (place.what) {
    case "field":
      return fields(begun, source);
    case "operator":
      return operators(place.of, begun, place.negated);
    case "value":
      return values(place.of, begun, source);
    case "word":
      return words(place.some, begun);
    case "list":
      return [{ text: "(" }];
    case "nothing":
      return [];
  }
}

function words(some: string[], begun: string): Option[] {
  return some.filter((word) => word.toLowerCase().startsWith(begun.toLowerCase())).map((word) => ({ text: `${word} `, detail: DETAILS[word] }));
}

function operators(of: Field, begun: string, negated: boolean): Option[] {
  const some = isNumeric(of) ? NUMERIC : WORDED;
  return words(negated ? some.filter((word) => /^(?:LIKE|ILIKE|IN|BETWEEN)$/.test(word)) : some, begun);
}

function fields(begun: string, { known, totals }: Source): Option[] {
  const sought = begun.toLowerCase();
  const dot = sought.indexOf(".");
  const ofKind = (kind: string, text: string) => known.filter((column) => column.kind === kind && column.key.toLowerCase().includes(text));
  const written = (columns: Column[]) =>
    columns.flatMap((column): Option[] => {
      const text = writeField(column);
      return text === undefined ? [] : [{ text: `${text} ` }];
    });
  if (dot >= 0) {
    const { kind, key } = readField(begun);
    // Before the dot there may as well be the beginning of a key.
    if (isKeyKind(kind)) return written(best(ofKind(kind, key.toLowerCase()), key.toLowerCase()));
  }
  const attributes = Object.keys(FIELDS).filter((name) => name.startsWith(sought));
  const kinds = ["metrics", "params", "tags"].filter((kind) => kind.startsWith(sought) && totals[kind]);
  const keys = sought ? best(known.filter((column) => column.kind !== "attributes" && column.key.toLowerCase().includes(sought)), sought) : [];
  return [
    ...kinds.map((kind): Option => ({ text: `${kind}.`, detail: count(totals[kind] ?? 0, "key") })),
    ...attributes.map((name): Option => ({ text: `${name} ` })),
    ...written(keys),
    ...words(["NOT"], begun),
  ];
}

/** Those that begin with the text before those that only have it somewhere. */
function best(columns: Column[], text: string): Column[] {
  const begins = columns.filter((column) => column.key.toLowerCase().startsWith(text));
  return [...begins, ...columns.filter((column) => !begins.includes(column))].slice(0, MOST + 1);
}

function values(of: Field, begun: string, { seen }: Source): Option[] {
  if (isNumeric(of)) return [];
  const sought = begun.replace(/^['"]/, "").toLowerCase();
  const some = of.kind === "attributes" && of.key === "status" ? STATUSES : seen(of);
  return some.flatMap((value): Option[] => {
    const text = value.toLowerCase().includes(sought) ? writeText(value) : undefined;
    return text === undefined ? [] : [{ text: `${text} ` }];
  });
}

/** The filter with an option in its place, and where the caret is then. */
export function accept(filter: string, { from, to }: Completion, { text }: Option): { filter: string; caret: number } {
  const rest = filter.slice(to);
  const start = filter.slice(0, from);
  const begin = start === "" || /[\s(]$/.test(start) ? start : `${start} `;
  // One space is enough.
  const put = text.endsWith(" ") && rest.startsWith(" ") ? text.trimEnd() : text;
  return { filter: begin + put + rest, caret: begin.length + text.length };
}

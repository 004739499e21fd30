// The words of the filter language, for colouring it, completing it and building it. What is right the server says.

export type TokenKind = "field" | "operator" | "joiner" | "text" | "number" | "mark" | "other";

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

/** One alternative for each kind, tried in this order; a text or a key may still be without its closing quote. */
const TOKENS =
  /(?<field>[\p{L}_][\p{L}\p{N}_]*\.(?:`[^`]*(?:`|$)|"[^"]*(?:"|$)|[\p{L}\p{N}_.]*))|(?<text>'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$))|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_]))|(?<operator>[<>!=]=?)|(?<mark>[(),])|(?<word>[\p{L}\p{N}_]+)|(?<other>\S)/gu;

const JOINERS = new Set(["and", "or"]);
const OPERATORS = new Set(["like", "ilike", "in", "between", "is", "null", "not"]);

export function tokenize(filter: string): Token[] {
  return [...filter.matchAll(TOKENS)].map((found) => {
    const text = found[0];
    return { kind: kindOf(found.groups ?? {}, text), text, start: found.index, end: found.index + text.length };
  });
}

function kindOf(groups: Record<string, string | undefined>, text: string): TokenKind {
  const name = Object.keys(groups).find((key) => groups[key] !== undefined);
  if (name === "text") return text.startsWith("`") ? "field" : "text";
  if (name !== "word") return name as TokenKind;
  const word = text.toLowerCase();
  return JOINERS.has(word) ? "joiner" : OPERATORS.has(word) ? "operator" : "field";
}

/** What can be asked of a run beside its keys, with how it is compared. */
export const FIELDS: Record<string, "text" | "number"> = {
  status: "text",
  run_name: "text",
  user_id: "text",
  start_time: "number",
  end_time: "number",
  run_id: "text",
  artifact_uri: "text",
  experiment_id: "text",
  "datasets.name": "text",
  "datasets.digest": "text",
  "datasets.context": "text",
};

export const STATUSES = ["FINISHED", "RUNNING", "FAILED", "KILLED", "SCHEDULED"];

export interface Field {
  /** `params`, `metrics` or `tags`; otherwise an attribute. */
  kind: string;
  key: string;
}

const KINDS: Record<string, string> = { metric: "metrics", param: "params", parameter: "params", parameters: "params", tag: "tags" };
const ATTRIBUTE = /^(?:attributes?|attr|run)$/;

/** `metrics.a b` of "metrics.`a b`". */
export function readField(text: string): Field {
  const dot = text.indexOf(".");
  if (dot < 0) return { kind: "attributes", key: bare(text) };
  const entity = text.slice(0, dot);
  const key = bare(text.slice(dot + 1));
  if (ATTRIBUTE.test(entity)) return { kind: "attributes", key };
  if (entity === "datasets" || entity === "dataset") return { kind: "attributes", key: `datasets.${key}` };
  return { kind: KINDS[entity] ?? entity, key };
}

function bare(key: string): string {
  const quote = key[0];
  return quote === "`" || quote === '"' ? key.slice(1, key.length > 1 && key.endsWith(quote) ? -1 : undefined) : key;
}

/** A field as the server reads it again; nothing where no quoting can name it. */
export function writeField({ kind, key }: Field): string | undefined {
  if (kind === "attributes") return key;
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_.]*$/u.test(key)) return `${kind}.${key}`;
  const quote = ["`", '"'].find((mark) => !key.includes(mark));
  return quote && `${kind}.${quote}${key}${quote}`;
}

export function isNumeric({ kind, key }: Field): boolean {
  return kind === "metrics" || (kind === "attributes" && FIELDS[key] === "number");
}

/** Quotes know no escapes: a text with both kinds of them can not be asked for. */
export function writeText(text: string): string | undefined {
  const quote = ["'", '"'].find((mark) => !text.includes(mark));
  return quote && `${quote}${text}${quote}`;
}

import { expect, test } from "vitest";
import type { Column } from "./columns";
import { accept, asksAt, complete } from "./filterComplete";

const known: Column[] = [
  { kind: "params", key: "model" },
  { kind: "metrics", key: "score" },
  { kind: "metrics", key: "exact match/v1" },
  { kind: "tags", key: "reviewed" },
  { kind: "tags", key: "reviewed.by" },
  { kind: "tags", key: "`\"" },
];
const source = { known, totals: { params: 1, metrics: 2, tags: 2 }, seen: (field: { key: string }) => (field.key === "model" ? ["small", "it's", `'"`] : []) };
const options = (text: string) => complete(text, text.length, source).options.map((option) => option.text);

test("at the beginning: kinds, attributes, and keys by any part of them", () => {
  expect(options("").slice(0, 4)).toEqual(["metrics.", "params.", "tags.", "status "]);
  expect(options("sco")).toEqual(["metrics.score "]);
  expect(options("mat")).toEqual(["metrics.`exact match/v1` "]);
  expect(options("reviewed.b")).toEqual(["tags.reviewed.by "]);
  expect(options("sta")).toEqual(["status ", "start_time "]);
  expect(options("no")).toEqual(["NOT "]);
});

test("behind a kind its keys, quoted where they must be, and none that can not be", () => {
  expect(options("metrics.")).toEqual(["metrics.score ", "metrics.`exact match/v1` "]);
  expect(options("metrics.`ex")).toEqual(["metrics.`exact match/v1` "]);
  expect(options("tags.")).toEqual(["tags.reviewed ", "tags.reviewed.by "]);
});

test("behind a field what it can be compared with", () => {
  expect(options("metrics.score ")).toContain(">= ");
  expect(options("params.model ")).toEqual(["= ", "!= ", "LIKE ", "ILIKE ", "IN ", "IS NULL ", "IS NOT NULL "]);
  expect(options("params.model li")).toEqual(["LIKE "]);
  expect(options("params.model not ")).toEqual(["LIKE ", "ILIKE ", "IN "]);
  expect(options("params.model is ")).toEqual(["NULL ", "NOT NULL "]);
});

test("values that were seen, those with both quotes aside", () => {
  expect(options("params.model = ")).toEqual(["'small' ", `"it's" `]);
  expect(options("params.model = 'sm")).toEqual(["'small' "]);
  expect(options("status = 'fa")).toEqual(["'FAILED' "]);
  expect(options("status in ")).toEqual(["("]);
  expect(options("status in (")).toContain("'KILLED' ");
  expect(options("metrics.score > ")).toEqual([]);
});

test("behind a comparison what joins it to the next", () => {
  expect(options("params.model = 'small'")).toEqual(["AND ", "OR "]);
  expect(options("params.model is null o")).toEqual(["OR "]);
  expect(options("status in ('FAILED')")).toEqual(["AND ", "OR "]);
  expect(options("status in ('FAILED'")).toEqual([]);
  expect(options("metrics.score between 1 ")).toEqual(["AND "]);
  expect(options("metrics.score between 1 and ")).toEqual([]);
  expect(options("metrics.score between 1 and 2 ")).toEqual(["AND ", "OR "]);
  expect(options("metrics.score between 1 and 2 and sco")).toEqual(["metrics.score "]);
});

test("an option takes the place of what was typed, also in the middle", () => {
  const text = "sco > 1";
  const completion = complete(text, 3, source);
  expect(completion).toMatchObject({ from: 0, to: 3, begun: true });
  expect(accept(text, completion, completion.options[0] ?? { text: "" })).toEqual({ filter: "metrics.score > 1", caret: 14 });
  expect(complete(text, 4, source).begun).toBe(false);
  const ended = "params.model = 'small'";
  expect(accept(ended, complete(ended, ended.length, source), { text: "AND " })).toEqual({ filter: `${ended} AND `, caret: ended.length + 5 });
});

test("what has to be looked up, and what not", () => {
  const asks = (text: string) => asksAt(text, text.length);
  expect(asks("")).toEqual({ keys: { text: "" } });
  expect(asks("sco")).toEqual({ keys: { text: "sco" } });
  expect(asks("metrics.`exact m")).toEqual({ keys: { kind: "metrics", text: "exact m" } });
  expect(asks("status = 'FAILED' and param.mo")).toEqual({ keys: { kind: "params", text: "mo" } });
  expect(asks("params.model = 'sm")).toEqual({ values: { kind: "params", key: "model" } });
  expect(asks("metrics.score > ")).toEqual({ values: undefined });
  expect(asks("status = ")).toEqual({ values: undefined });
  expect(asks("params.model ")).toEqual({});
});

test("a kind without keys is not offered", () => {
  expect(complete("", 0, { ...source, totals: { metrics: 5000 } }).options.slice(0, 2)).toEqual([{ text: "metrics.", detail: "5,000 keys" }, { text: "status " }]);
});

import { expect, test } from "vitest";
import { isNumeric, readField, tokenize, writeField, writeText } from "./filterText";

const kinds = (text: string) => tokenize(text).map((token) => `${token.kind}:${token.text}`);

test("a filter in words", () => {
  expect(kinds("params.model = 'a b' AND (metrics.`exact match/v1` >= -1.5e-3 or not tags.\"k.x\" IS NULL)")).toEqual([
    "field:params.model", "operator:=", "text:'a b'", "joiner:AND", "mark:(", "field:metrics.`exact match/v1`", "operator:>=", "number:-1.5e-3",
    "joiner:or", "operator:not", 'field:tags."k.x"', "operator:IS", "operator:NULL", "mark:)",
  ]);
  expect(kinds("status IN ('FAILED', 'KILLED')")).toEqual(["field:status", "operator:IN", "mark:(", "text:'FAILED'", "mark:,", "text:'KILLED'", "mark:)"]);
});

test("what is not written to its end yet", () => {
  expect(kinds("metrics.")).toEqual(["field:metrics."]);
  expect(kinds("params.`a b")).toEqual(["field:params.`a b"]);
  expect(kinds("status = 'FAI and x")).toEqual(["field:status", "operator:=", "text:'FAI and x"]);
  expect(kinds("metrics.a > #")).toEqual(["field:metrics.a", "operator:>", "other:#"]);
});

test("every character is in its token's place", () => {
  const text = " metrics.é日 !=  'x' # ";
  for (const token of tokenize(text)) expect(text.slice(token.start, token.end)).toBe(token.text);
});

test("fields are read and written as one key", () => {
  expect(readField("metrics.`a b`")).toEqual({ kind: "metrics", key: "a b" });
  expect(readField('param."a.b"')).toEqual({ kind: "params", key: "a.b" });
  expect(readField("attributes.status")).toEqual(readField("status"));
  expect(readField("datasets.name")).toEqual({ kind: "attributes", key: "datasets.name" });
  expect(readField("metrics.`a")).toEqual({ kind: "metrics", key: "a" });
  expect(writeField({ kind: "metrics", key: "a.b" })).toBe("metrics.a.b");
  expect(writeField({ kind: "metrics", key: "exact/v1" })).toBe("metrics.`exact/v1`");
  expect(writeField({ kind: "tags", key: "a`b" })).toBe('tags."a`b"');
  expect(writeField({ kind: "tags", key: "a`\"b" })).toBeUndefined();
  expect(writeField({ kind: "attributes", key: "status" })).toBe("status");
  expect([isNumeric({ kind: "metrics", key: "status" }), isNumeric(readField("start_time")), isNumeric(readField("status"))]).toEqual([true, true, false]);
  expect([writeText("a"), writeText("it's"), writeText(`'"`)]).toEqual(["'a'", `"it's"`, undefined]);
});

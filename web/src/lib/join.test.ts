import { expect, test } from "vitest";
import { Columns, byChange, counts, join, mean, nameOf, sift } from "./join";

const before = { columns: ["q", "a", "s"], rows: [["1", "x", 3], ["2", "y", 5], ["2", "y2", 1], ["3", "z", null]] };
const after = { columns: ["s", "q", "a"], rows: [[5, "2", "Y"], [1, "2", "y2"], [1, "1", "x"], [9, "4", "new"]] };
const entries = join([before, after], "q");
const columns = new Columns([before, after], "q", "a");
const all = { show: "all", run: undefined, output: "a", score: "s", less: false, text: "" } as const;
const numbers = (found: typeof entries) => found.map((entry) => entry.number);

test("rows with the same input stand side by side, and none is dropped", () => {
  expect(entries.map(({ input, rows }) => [input, ...rows.map((row) => row?.length)])).toEqual([
    ["1", 3, 3],
    ["2", 3, 3],
    ["2", 3, 3],
    ["3", 3, undefined],
    ["4", undefined, 3],
  ]);
  expect(columns.cell(entries[2] ?? entries[0]!, 1, "a")).toBe("y2");
  expect(columns.cell(entries[4]!, 0, "a")).toBeUndefined();
});

test("answers are found in each table under its own name", () => {
  const [one, other] = [{ columns: ["q", "answer"], rows: [["1", "x"]] }, { columns: ["response", "q", "s"], rows: [["y", "1", 1]] }];
  const found = new Columns([one, other, { columns: ["q", "s"], rows: [["1", 2]] }], "q", "answer");
  const [entry] = join([one, other, { columns: ["q", "s"], rows: [["1", 2]] }], "q");
  expect([0, 1, 2].map((run) => found.cell(entry!, run, "answer"))).toEqual(["x", "y", undefined]);
  expect(found.standIns).toEqual([undefined, "response", undefined]);
});

test("rows without an input, and tables without the column, are joined with nothing", () => {
  const [one, other] = [{ columns: ["q", "a"], rows: [["", 1], [null, 2], ["x", 3]] }, { columns: ["q", "a"], rows: [[null, 9], ["x", 8]] }];
  expect(join([one, other], "q").map(({ rows }) => rows.map((row) => row?.[1]))).toEqual([[1, undefined], [2, undefined], [3, 8], [undefined, 9]]);
  expect(join([one, { columns: ["a"], rows: [[1], [2]] }], "q").length).toBe(3);
});

test("a hostile input is a text like any other", () => {
  const table = { columns: ["q"], rows: [["__proto__"], ["constructor"], [null]] };
  expect(join([table, table], "q").map(({ rows }) => rows.every(Boolean))).toEqual([true, true, false, false]);
});

test("better, worse and equal by a score, whichever way it counts", () => {
  expect(counts(columns, entries, 1, "s", false)).toEqual({ better: 0, worse: 1, equal: 2, unknown: 2 });
  expect(counts(columns, entries, 1, "s", true)).toEqual({ better: 1, worse: 0, equal: 2, unknown: 2 });
  expect(mean(columns, entries, 0, "s")).toBe(3);
  expect(mean(columns, entries, 1, "nothing")).toBeUndefined();
  expect([mean(columns, entries, 1, "s"), mean(columns, entries, 1, "s", 0)]).toEqual([4, 7 / 3]);
});

test("rows are sifted", () => {
  expect(numbers(sift(columns, entries, all))).toEqual([0, 1, 2, 3, 4]);
  expect(numbers(sift(columns, entries, { ...all, show: "worse" }))).toEqual([0]);
  expect(numbers(sift(columns, entries, { ...all, show: "disagree" }))).toEqual([1]);
  expect(numbers(sift(columns, entries, { ...all, show: "alone" }))).toEqual([3, 4]);
  expect(numbers(sift(columns, entries, { ...all, text: " NEW" }))).toEqual([4]);
  expect(numbers(byChange(columns, entries, undefined, "s", false))).toEqual([0, 1, 2, 3, 4]);
  expect(numbers(byChange(columns, [...entries].reverse(), 1, "s", true))).toEqual([1, 2, 0, 3, 4]);
});

test("a run without the table makes no row one of some runs only", () => {
  const tables = [before, { columns: [], rows: [] }, after];
  const found = sift(new Columns(tables, "q", "a"), join(tables, "q"), { ...all, show: "alone" });
  expect(numbers(found)).toEqual([3, 4]);
});

test("a row keeps its name when rows are added, in whichever run", () => {
  const table = (...rows: (string | null)[]) => ({ columns: ["q"], rows: rows.map((input) => [input]) });
  const named = (found: typeof entries) => new Map(found.map((entry) => [nameOf(entry), [entry.input, entry.times]]));
  const old = named(join([table("a", "b", "a", null), table("c", null, "d")], "q"));
  const now = named(join([table("a", "b", "a", null, "d", null, "e"), table("c", null, "d", "b")], "q"));
  expect(old.size).toBe(7);
  expect(now.size).toBe(9);
  for (const [name, row] of old) expect(now.get(name)).toEqual(row);
  expect(nameOf(join([table("x".repeat(9_999))], "q")[0]!).length).toBeLessThan(13);
});

test("equal beginnings are no equal answers", () => {
  const cut = { ...before, cut: [{ row: 0, column: 1 }] };
  const found = new Columns([cut, cut], "q", "a");
  const joined = join([cut, cut], "q");
  expect(found.differs(joined[0]!, 1, "a")).toBeUndefined();
  expect(found.differs(joined[1]!, 1, "a")).toBe(false);
  expect(numbers(sift(found, joined, { ...all, show: "disagree" }))).toEqual([0]);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Json } from "../lib/cells";
import { ApiError } from "./client";
import { COMPARED, gather } from "./wholeTable";

type Part = Parameters<Parameters<typeof gather>[0]>[0];

/** A server with rows of one cell, which answers no more than `most` characters. */
function server(table: string[], most = Infinity) {
  const asked: Part[] = [];
  const ask = (part: Part) => {
    asked.push(part);
    const page = table.slice(part.offset, part.offset + part.max_rows);
    const rows: Json[][] = page.map((cell) => [cell.slice(0, part.max_cell)]);
    if (rows.join("").length > most) return Promise.reject(new ApiError(400, "", "The rows have more than 48 MiB; ask for fewer rows or columns."));
    const cut = page.flatMap((cell, row) => (cell.length > part.max_cell ? [{ row, column: 0, bytes: cell.length }] : []));
    return Promise.resolve({ columns: ["q"], rows, cut, total: Math.min(table.length, part.offset + part.max_rows + 1), counted: false });
  };
  return { ask, asked };
}

const numbered = (many: number, length = 1) => Array.from({ length: many }, (_, at) => `${at}`.padEnd(length, "x"));

test("all rows come in order, short ones many at once", async () => {
  const { ask, asked } = server(numbered(2_500));
  const { rows } = await gather(ask, 1 << 20);
  expect(rows.map(([cell]) => cell)).toEqual(numbered(2_500));
  expect(asked.map(({ max_rows }) => max_rows)).toEqual([100, 1_000, 1_000, 1_000]);
});

test("a page that is too much for the server is asked for in parts", async () => {
  const { ask, asked } = server(numbered(200, 10_000), 300_000);
  expect((await gather(ask, 1 << 30)).rows.length).toBe(200);
  expect(asked.slice(0, 3).map(({ max_rows }) => max_rows)).toEqual([100, 50, 25]);
  const narrow = server(["x".repeat(50_000)], 30_000);
  const { rows, cut } = await gather(narrow.ask, 1 << 30);
  expect([String(rows[0]?.[0]).length, cut]).toEqual([20_000, [{ row: 0, column: 0, bytes: 50_000 }]]);
});

test("cut cells are known by their place in all rows", async () => {
  const table = numbered(1_500);
  table[1_200] = "y".repeat(50_000);
  expect((await gather(server(table).ask, 1 << 30)).cut).toEqual([{ row: 1_200, column: 0, bytes: 50_000 }]);
});

test("no more is kept than there is room for", async () => {
  const { ask } = server(numbered(5_000, 1_000));
  const found = await gather(ask, 1_000_000);
  expect(found.rows.length).toBe(1_000);
  expect(found.total).toBeGreaterThan(1_000);
  expect((await gather(server(numbered(COMPARED + 5)).ask, 1 << 30)).rows.length).toBe(COMPARED);
});

test("the server says so in the words that are looked for", () => {
  expect(readFileSync(new URL("../../../crates/tables/src/query/best.rs", import.meta.url), "utf8")).toContain("ask for fewer rows");
});

test("an error that smaller pages do not help is told", async () => {
  const gone = () => Promise.reject(new ApiError(400, "", "A row can not be read."));
  await expect(gather(gone, 1)).rejects.toThrow("A row can not be read.");
  await expect(gather(server(["x"], 0).ask, 1)).rejects.toThrow("ask for fewer rows");
});

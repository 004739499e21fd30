// Which column of a table is the question, which the answer, the expected answer, the prompt, and which are scores: guessed
// by the names that MLflow and its users give, and always open to another choice.
import { type Json, numberOf, textOf } from "./cells";

export interface TableRows {
  columns: string[];
  rows: Json[][];
  /** Cells of which only the beginning is there, by the places of their row and column. */
  cut?: { row: number; column: number }[];
}

const INPUT = ["inputs", "input", "question", "questions", "query", "request", "prompt_input", "id", "example_id"];
/** Numbers that name a row and say nothing of it. */
const PLACES = ["id", "example_id", "index", "row", "row_id", "row_number", "n", "no", "unnamed: 0"];
const OUTPUT = ["outputs", "output", "prediction", "predictions", "answer", "answers", "response", "completion", "generated", "result"];
const TRUTH = ["targets", "target", "ground_truth", "truth", "expected", "expected_response", "reference", "label", "expectations"];
const PROMPT = ["prompts", "prompt", "rendered_prompt", "messages"];

/** The first of the names that is there, whatever its case. */
function named(names: string[], columns: string[]): string | undefined {
  const lower = new Map(columns.map((column) => [column.toLowerCase(), column]));
  return names.map((name) => lower.get(name)).find((column) => column !== undefined);
}

/**
 * What rows are joined on: a column that all tables have, and the same values in it. Messages with another prompt in each run join nothing; a
 * category, which many rows share, would join what does not belong together.
 */
export function inputOf(tables: TableRows[]): string | undefined {
  const shared = (tables[0]?.columns ?? []).filter((column) => tables.every((table) => table.columns.includes(column)));
  const used = [named(OUTPUT, shared), named(TRUTH, shared)];
  const others = shared.filter((column) => !used.includes(column) && !isScore(column, tables) && !isReason(column));
  const likely = [named(INPUT, shared), named(PROMPT, shared), ...others].filter((column) => column !== undefined);
  const [best] = likely.map((column) => ({ column, many: joined(column, tables) })).sort((one, other) => other.many - one.many);
  const usual = likely[0];
  if (usual !== undefined && best && joined(usual, tables) > 0 && 2 * joined(usual, tables) >= best.many) return usual;
  return (best && best.many > 0 ? best.column : usual) ?? shared[0];
}

/** How many values of the column all tables have, so far as they are read. */
function joined(column: string, tables: TableRows[]): number {
  const [first, ...rest] = tables.filter(({ rows }) => rows.length > 0).map(({ columns, rows }) => {
    const at = columns.indexOf(column);
    return new Set(rows.map((row) => textOf(row[at] ?? null)).filter(Boolean));
  });
  return [...(first ?? [])].filter((value) => rest.every((values) => values.has(value))).length;
}

/** What the model said. */
export function outputOf(tables: TableRows[], input: string | undefined): string | undefined {
  const columns = union(tables).filter((column) => column !== input);
  const truth = named(TRUTH, columns);
  const guess = named(OUTPUT, columns);
  return guess ?? columns.find((column) => column !== truth && !isScore(column, tables) && !isReason(column)) ?? columns[0];
}

/** What the model of one table said, where its name says so. */
export function answersOf(table: TableRows, input: string): string | undefined {
  return named(OUTPUT, table.columns.filter((column) => column !== input));
}

export function truthOf(tables: TableRows[], not: (string | undefined)[]): string | undefined {
  return named(TRUTH, union(tables).filter((column) => !not.includes(column)));
}

export function promptOf(tables: TableRows[], not: (string | undefined)[]): string | undefined {
  return named(PROMPT, union(tables).filter((column) => !not.includes(column)));
}

/** Columns whose cells are numbers wherever they are anything. */
export function scoresOf(tables: TableRows[], not: (string | undefined)[]): string[] {
  return union(tables).filter((column) => !not.includes(column) && !PLACES.includes(column.toLowerCase()) && isScore(column, tables));
}

/** Why a judge gave a score: the column that belongs to it, as MLflow names them. */
export function reasonOf(score: string, columns: string[]): string | undefined {
  const name = score.endsWith("/score") ? score.replace(/score$/, "justification") : `${score}/justification`;
  return columns.includes(name) ? name : undefined;
}

export function union(tables: TableRows[]): string[] {
  return [...new Set(tables.flatMap((table) => table.columns))];
}

function isReason(column: string): boolean {
  return column.endsWith("/justification");
}

function isScore(column: string, tables: TableRows[]): boolean {
  let some = false;
  for (const { columns, rows } of tables) {
    const at = columns.indexOf(column);
    if (at < 0) continue;
    for (const row of rows) {
      const cell = row[at];
      if (cell === null || cell === undefined || (typeof cell === "string" && NOTHING.test(cell))) continue;
      if (numberOf(cell) === undefined) return false;
      some = true;
    }
  }
  return some;
}

/** How tables spell that there is no number. */
const NOTHING = /^\s*([-+]?nan|none|null|n\/a)?\s*$/i;

const LESS_IS_BETTER = /latency|duration|cost|price|tokens?(_|$|\/)|error|loss|toxicity|perplexity|distance|grade_level|readability|hallucinat|failed/i;

/** Which way a score gets better, by its name: a person may turn it round. */
export function lessIsBetter(score: string): boolean {
  return LESS_IS_BETTER.test(score);
}

// A filter as a list of plain conditions, all of which must hold: what the builder shows and writes.
import { isNumeric, readField, tokenize, writeText } from "./filterText";

export interface Condition {
  /** As it is written in the filter. */
  field: string;
  operator: string;
  /** Without quotes; nothing for the operators that need none. */
  value: string;
}

export const NUMBER_OPERATORS = [">", ">=", "<", "<=", "=", "!="];
export const TEXT_OPERATORS = ["=", "!=", "LIKE", "ILIKE"];
export const ALONE = ["IS NULL", "IS NOT NULL"];

export function operatorsOf(field: string): string[] {
  return [...(isNumeric(readField(field)) ? NUMBER_OPERATORS : TEXT_OPERATORS), ...ALONE];
}

/** Nothing for a filter that has more than that: OR, NOT, parentheses, lists. */
export function readConditions(filter: string): Condition[] | undefined {
  const tokens = tokenize(filter);
  const conditions: Condition[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (conditions.length > 0 && tokens[at++]?.text.toLowerCase() !== "and") return undefined;
    const field = tokens[at];
    if (field?.kind !== "field") return undefined;
    const words: string[] = [];
    while (tokens[at + 1]?.kind === "operator") words.push(tokens[++at]?.text.toUpperCase() ?? "");
    const operator = words.join(" ");
    if (!operatorsOf(field.text).includes(operator)) return undefined;
    const alone = ALONE.includes(operator);
    const value = alone ? undefined : tokens[++at];
    if (!alone && value?.kind !== "text" && value?.kind !== "number") return undefined;
    conditions.push({ field: field.text, operator, value: value?.kind === "text" ? value.text.slice(1, -1) : (value?.text ?? "") });
  }
  return conditions;
}

/** What is wrong with a condition, in words; nothing when it can be written. */
export function problemOf({ field, operator, value }: Condition): string | undefined {
  const tokens = tokenize(field);
  if (tokens.length !== 1 || tokens[0]?.kind !== "field" || field.endsWith(".")) return "Choose a field.";
  if (!operatorsOf(field).includes(operator)) return "Choose an operator.";
  if (ALONE.includes(operator)) return undefined;
  if (isNumeric(readField(field))) return tokenize(value).length === 1 && tokenize(value)[0]?.kind === "number" ? undefined : "Write a number.";
  return writeText(value) === undefined ? "A text can not have both kinds of quotes." : undefined;
}

export function writeConditions(conditions: Condition[]): string {
  return conditions
    .map(({ field, operator, value }) => {
      if (ALONE.includes(operator)) return `${field} ${operator}`;
      return `${field} ${operator} ${isNumeric(readField(field)) ? value.trim() : (writeText(value) ?? "")}`;
    })
    .join(" and ");
}

/** The conditions with a filter that can not be shown as some. */
export function joinFilters(filter: string, conditions: string): string {
  return filter.trim() && conditions ? `(${filter.trim()}) and ${conditions}` : filter.trim() || conditions;
}

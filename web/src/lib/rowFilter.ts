// What a person looks for in a table, in the server's search language.

/** More columns than these are not searched for a text: each is a condition, and all rows are held against it. */
const SEARCHED = 30;

/** A column's name in the search language; nothing where no quoting can name it. */
export function columnField(name: string): string | undefined {
  const mark = ["`", '"'].find((quote) => !name.includes(quote));
  return mark && `${mark}${name}${mark}`;
}

/** The columns that are searched for a text; where there are too many, those that are shown come first. */
export function searchedColumns(columns: string[], hidden: ReadonlySet<string>): string[] {
  const named = [...new Set(columns)].filter((name) => columnField(name) !== undefined);
  if (named.length <= SEARCHED) return named;
  return [...named.filter((name) => !hidden.has(name)), ...named.filter((name) => hidden.has(name))].slice(0, SEARCHED);
}

/** Rows that fulfil the filter and have the text in one of the columns. A quote would end the literal and `%` is any text; `_` stands for any character. */
export function rowFilter(filter: string, text: string, columns: string[]): string {
  const sought = text.trim().replaceAll(/['%]/g, "_");
  const fields = sought ? columns.map(columnField).filter((field) => field !== undefined) : [];
  const anywhere = fields.map((field) => `${field} ILIKE '%${sought}%'`).join(" OR ");
  return [filter.trim(), anywhere].filter(Boolean).map((part, _, all) => (all.length > 1 ? `(${part})` : part)).join(" AND ");
}

/** `-score` as the server's order. */
export function rowOrder(sort: string): string {
  const down = sort.startsWith("-");
  const field = sort ? columnField(down ? sort.slice(1) : sort) : undefined;
  return field ? `${field} ${down ? "DESC" : "ASC"}` : "";
}

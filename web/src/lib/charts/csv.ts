// Tables as CSV, for whoever goes on with the numbers elsewhere.

export type CsvCell = string | number | undefined;

export function csv(heads: string[], rows: CsvCell[][]): string {
  return [heads, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: CsvCell): string {
  if (typeof value === "number") return String(value);
  // A spreadsheet would run what begins like this; an apostrophe makes a text of it.
  const text = value !== undefined && /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : (value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}


// Tables as CSV, for whoever goes on with the numbers elsewhere.
import { csvCell } from "../export";

export type CsvCell = string | number | undefined;

export function csvLines(rows: CsvCell[][]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

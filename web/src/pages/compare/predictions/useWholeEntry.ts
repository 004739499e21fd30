// One input with the long cells of its rows in full, or as much of them as can be read: they are asked for when somebody reads it.
import { useQueries } from "@tanstack/react-query";
import { readRow } from "../../../api/tables";
import type { Joined } from "../../../lib/join";
import { hasEnded } from "../../../lib/status";
import type { Comparison } from "./types";
import type { Failure } from "./useTables";

export function useWholeEntry({ runs, columns, meaning }: Comparison, entry: Joined) {
  const cut = runs.flatMap(({ id, name, path = "", run: about, table }, run) => {
    const row = entry.rows[run];
    return row && columns.isCut(entry, run) ? [{ run, name, question: { run: id, path, filter: "", order: "", ended: hasEnded(about?.info.status) }, place: table.rows.indexOf(row) }] : [];
  });
  const queries = useQueries({ queries: cut.map(({ question, place }) => readRow(question, place)) });
  const rows = [...entry.rows];
  cut.forEach(({ run }, at) => (rows[run] = queries[at]?.data ?? rows[run]));
  const whole = { ...entry, rows };
  return {
    entry: { ...whole, input: columns.cell(whole, rows.findIndex(Boolean), meaning.input) ?? entry.input },
    loading: queries.some(({ isLoading }) => isLoading),
    failures: queries.flatMap(({ error, data, refetch }, at): Failure[] =>
      error && !data ? [{ what: `The long cells of ${cut[at]?.name} could not be read.`, error, again: () => void refetch() }] : [],
    ),
  };
}

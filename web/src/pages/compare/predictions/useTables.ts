// Which table of each run is read, and its rows: the one that the address names, else one that several runs have.
import { useQueries } from "@tanstack/react-query";
import { folderFiles, run as runQuery } from "../../../api/queries";
import { wholeTable } from "../../../api/wholeTable";
import { rowCount } from "../../../lib/format";
import type { TableRows } from "../../../lib/roles";
import { tablesOf } from "../../../lib/runTables";
import { hasEnded } from "../../../lib/status";
import { nameOf } from "../../../lib/values";
import type { Compared } from "./types";

/** More answers beside each other can not be read. */
export const MOST = 5;
/** One for all, so that nothing is joined again for it. */
const EMPTY: TableRows = { columns: [], rows: [] };

/** What could not be read of a run. */
export interface Failure {
  what: string;
  error: Error;
  again: () => void;
}

export interface RunTables {
  runs: Compared[];
  /** The tables of all of them. */
  paths: string[];
  /** None of them has the table. */
  nothing: boolean;
  loading: boolean;
  /** Tables with more rows than are compared, in words. */
  cut: string[];
  /** The others are compared all the same. */
  failures: Failure[];
}

/** Of at most `MOST` runs. */
export function useTables(ids: string[], table: string | undefined): RunTables {
  const runs = useQueries({ queries: ids.map((id) => runQuery(id)) });
  // MLflow's own tables lie in the run's root.
  const files = useQueries({ queries: ids.map((id) => folderFiles(id, "")) });
  const known = runs.map(({ data }, index) => data && tablesOf(data, files[index]?.data ?? []));
  const all = [...new Set(known.flatMap((paths) => paths ?? []))];
  // A table that several runs have is the one to compare.
  const first = all.find((path) => known.filter((paths) => paths?.includes(path)).length > 1);
  const wanted = table ?? first;
  const settled = [...runs, ...files].every((query) => !query.isPending);
  const paths = known.map((own) => (wanted && own?.includes(wanted) ? wanted : table ? undefined : own?.[0]));
  const many = paths.filter((path) => path !== undefined).length;
  const tables = useQueries({
    queries: ids.map((id, index) => ({
      ...wholeTable(id, paths[index] ?? "", hasEnded(runs[index]?.data?.info.status), many),
      enabled: settled && paths[index] !== undefined,
    })),
  });
  const compared = ids.map((id, index): Compared => {
    const run = runs[index]?.data;
    const table = tables[index]?.data;
    const failed = !table && [runs, files, tables].some((queries) => isLost(queries[index]));
    return { id, run, name: run ? nameOf(run) : id.slice(0, 8), path: paths[index], table: table ?? EMPTY, failed };
  });
  const lost = (queries: typeof runs | typeof files | typeof tables, what: (index: number) => string) =>
    queries.flatMap((query, index): Failure[] => (isLost(query) && query.error ? [{ what: what(index), error: query.error, again: () => void query.refetch() }] : []));
  const name = (index: number) => compared[index]?.name ?? "";
  return {
    runs: compared,
    paths: all,
    nothing: settled && paths.every((path) => path === undefined),
    loading: !settled || tables.some((query, index) => paths[index] !== undefined && query.isPending),
    cut: tables.flatMap(({ data }, index) =>
      data && data.total > data.rows.length ? [`${data.rows.length.toLocaleString("en")} of ${name(index)}, which has ${rowCount(data.total, data.counted)}`] : [],
    ),
    failures: [
      ...lost(runs, (index) => `The run ${name(index)} could not be read.`),
      ...lost(files, (index) => `The files of ${name(index)} could not be listed.`),
      ...lost(tables, (index) => `The table ${paths[index]} of ${name(index)} could not be read.`),
    ],
  };
}

/** Nothing of it is there, and nothing is on its way. */
function isLost(query: { isError: boolean; data: unknown } | undefined): boolean {
  return query !== undefined && query.isError && query.data === undefined;
}

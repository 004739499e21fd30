// Which table of each run is read, and its rows: the one that the address names, else one that several runs have.
import { useQueries } from "@tanstack/react-query";
import { folderFiles, run as runQuery } from "../../../api/queries";
import { wholeTable } from "../../../api/tables";
import type { TableRows } from "../../../lib/roles";
import { tablesOf } from "../../../lib/runTables";
import { nameOf } from "../../../lib/values";
import type { Compared } from "./types";

/** More answers beside each other can not be read. */
export const MOST = 5;
/** One for all, so that nothing is joined again for it. */
const EMPTY: TableRows = { columns: [], rows: [] };

interface Question {
  isError: boolean;
  error: Error | null;
  refetch: () => unknown;
}

export interface RunTables {
  runs: Compared[];
  /** The tables of all of them. */
  paths: string[];
  /** None of them has the table. */
  nothing: boolean;
  loading: boolean;
  /** Some table has more rows than are compared. */
  cut: boolean;
  failed: Question | undefined;
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
  const settled = runs.every(({ data }) => data) && files.every((query) => !query.isPending);
  const paths = known.map((own) => (wanted && own?.includes(wanted) ? wanted : table ? undefined : own?.[0]));
  const tables = useQueries({
    queries: ids.map((id, index) => ({ ...wholeTable(id, paths[index] ?? "", runs[index]?.data?.info.status !== "RUNNING"), enabled: settled && paths[index] !== undefined })),
  });
  return {
    runs: ids.map((id, index) => {
      const run = runs[index]?.data;
      return { id, run, name: run ? nameOf(run) : id.slice(0, 8), path: paths[index], table: tables[index]?.data ?? EMPTY };
    }),
    paths: all,
    nothing: settled && paths.every((path) => path === undefined),
    loading: !settled || tables.some((query, index) => paths[index] !== undefined && query.data === undefined),
    cut: tables.some(({ data }) => data && data.total > data.rows.length),
    failed: [...runs, ...files, ...tables].find((query) => query.isError && !query.data),
  };
}

// Answers of runs side by side: which table of each run is read, and its rows.
import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { run as runQuery } from "../../api/queries";
import { COMPARED, rootFiles, wholeTable } from "../../api/tables";
import type { ArtifactFile } from "../../api/types";
import { count } from "../../lib/format";
import type { TableRows } from "../../lib/roles";
import { tablesOf } from "../../lib/runTables";
import { nameOf } from "../../lib/values";
import { Trouble } from "../../ui/states";
import { Choice } from "./predictions/Choice";
import { SideBySide } from "./predictions/SideBySide";

const route = getRouteApi("/compare");
/** More answers beside each other can not be read. */
const MOST = 5;
/** One for all, so that nothing is joined again for it. */
const EMPTY: TableRows = { columns: [], rows: [] };

export function Predictions({ ids }: { ids: string[] }) {
  const { table } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (path: string) => navigate({ search: (old: object) => ({ ...old, table: path }), replace: true });
  const shown = ids.slice(0, MOST);
  const runs = useQueries({ queries: shown.map((id) => runQuery(id)) });
  const files = useFiles(shown);
  const known = runs.map(({ data }, index) => data && tablesOf(data, files[index]?.data ?? []));
  const all = [...new Set(known.flatMap((paths) => paths ?? []))];
  // A table that several runs have is the one to compare.
  const first = all.find((path) => known.filter((paths) => paths?.includes(path)).length > 1);
  const wanted = table ?? first;
  const settled = runs.every(({ data }) => data) && files.every((query) => !query.isPending);
  const paths = known.map((own) => (wanted && own?.includes(wanted) ? wanted : table ? undefined : own?.[0]));
  const tables = useQueries({
    queries: shown.map((id, index) => ({ ...wholeTable(id, paths[index] ?? "", runs[index]?.data?.info.status !== "RUNNING"), enabled: settled && paths[index] !== undefined })),
  });
  const failed = [...runs, ...files, ...tables].find((query) => query.isError && !query.data);
  if (failed?.error) return <Trouble what="The predictions could not be read." error={failed.error} again={() => void failed.refetch()} />;
  if (settled && paths.every((path) => path === undefined)) {
    return (
      <div className="state">
        <strong>{table ? `None of these runs has the table ${table}.` : "None of these runs has a table."}</strong>
        {all.length > 0 && <Choice name="Table" value={table ?? ""} options={all} choose={choose} />}
        <p className="quiet">Log questions and answers with mlflow.log_table(rows, "predictions.json") in each run to read them side by side here.</p>
      </div>
    );
  }
  const loading = !settled || tables.some((query, index) => paths[index] !== undefined && query.data === undefined);
  const cut = tables.some(({ data }) => data && data.total > data.rows.length);
  return (
    <>
      {ids.length > MOST && <p className="quiet">The first {MOST} of {ids.length} runs are shown.</p>}
      {cut && <p className="quiet">The first {count(COMPARED, "row")} of each table are compared.</p>}
      <SideBySide
        runs={shown.map((id, index) => {
          const run = runs[index]?.data;
          return { id, run, name: run ? nameOf(run) : id.slice(0, 8), path: paths[index], table: tables[index]?.data ?? EMPTY };
        })}
        paths={all}
        loading={loading}
      />
    </>
  );
}

/** As many as there may be runs, because hooks can not be called a changing number of times. */
function useFiles(ids: string[]): { data: ArtifactFile[] | undefined; isPending: boolean; isError: boolean; error: Error | null; refetch: () => unknown }[] {
  const at = (index: number) => {
    const id = ids[index];
    return { ...rootFiles(id ?? ""), enabled: id !== undefined };
  };
  const queries = [useInfiniteQuery(at(0)), useInfiniteQuery(at(1)), useInfiniteQuery(at(2)), useInfiniteQuery(at(3)), useInfiniteQuery(at(4))];
  return queries.slice(0, ids.length);
}

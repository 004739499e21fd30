// Answers of runs side by side: which table of each run is read, and its rows.
import { getRouteApi } from "@tanstack/react-router";
import { COMPARED } from "../../api/tables";
import { count } from "../../lib/format";
import { LOG_TABLE } from "../../lib/loggedTables";
import { Trouble } from "../../ui/states";
import { Choice } from "./predictions/Choice";
import { SideBySide } from "./predictions/SideBySide";
import { MOST, useTables } from "./predictions/useTables";

const route = getRouteApi("/compare");

export function Predictions({ ids }: { ids: string[] }) {
  const { table } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (path: string) => navigate({ search: (old: object) => ({ ...old, table: path }), replace: true });
  const { runs, paths, nothing, loading, cut, failed } = useTables(ids.slice(0, MOST), table);
  if (failed?.error) return <Trouble what="The predictions could not be read." error={failed.error} again={() => void failed.refetch()} />;
  if (nothing) {
    return (
      <div className="state">
        <strong>{table ? `None of these runs has the table ${table}.` : "None of these runs has a table."}</strong>
        {paths.length > 0 && <Choice name="Table" value={table ?? ""} options={paths} choose={choose} />}
        <p className="quiet">
          Log questions and answers with <code>{LOG_TABLE}</code> in each run to read them side by side here.
        </p>
      </div>
    );
  }
  return (
    <>
      {ids.length > MOST && <p className="quiet">The first {MOST} of {ids.length} runs are shown.</p>}
      {cut && <p className="quiet">The first {count(COMPARED, "row")} of each table are compared.</p>}
      <SideBySide runs={runs} paths={paths} loading={loading} />
    </>
  );
}

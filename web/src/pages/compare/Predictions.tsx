// Answers of runs side by side: which table of each run is read, and its rows.
import { getRouteApi } from "@tanstack/react-router";
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
  const { runs, paths, nothing, loading, cut, failures } = useTables(ids.slice(0, MOST), table);
  const troubles = failures.map(({ what, error, again }) => <Trouble key={what} what={what} error={error} again={again} />);
  // With nothing that could be read there is nothing to say about what is in it.
  if (failures.length > 0 && !loading && runs.every(({ failed, path }) => failed || path === undefined)) return troubles;
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
      {troubles}
      {cut.length > 0 && (
        <p className="quiet" role="note">
          Only the first rows are compared: {cut.join("; ")}. Rows behind them are taken for missing.
        </p>
      )}
      <SideBySide runs={runs} paths={paths} loading={loading} />
    </>
  );
}

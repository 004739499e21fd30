// Answers of runs side by side: which table of each run is read, and its rows.
import { getRouteApi } from "@tanstack/react-router";
import { FIRST_ANSWERS, FIRST_TABLE, inEach } from "../../lib/firstLines";
import { Empty } from "../../ui/Empty";
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
      <Empty what={table ? `None of these runs has the table ${table}.` : "None of these runs has a table."} code={table ? undefined : inEach(ids, "answer", FIRST_ANSWERS, FIRST_TABLE)}>
        {paths.length > 0 && <Choice name="Table" value={table ?? ""} options={paths} choose={choose} />}
        <p className="quiet">Questions and answers that runs log as a table are read side by side here.</p>
      </Empty>
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

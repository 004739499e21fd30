// Predictions and tables of a run: which one is shown, of those that it has.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { folderFiles } from "../../api/queries";
import type { Run } from "../../api/types";
import { tablesOf } from "../../lib/runTables";
import { Trouble } from "../../ui/states";
import { FirstTable } from "./tables/FirstTable";
import { TableView } from "./tables/TableView";

const route = getRouteApi("/runs/$id");

export function Tables({ run }: { run: Run }) {
  const { table } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(folderFiles(run.info.run_id, ""));
  if (query.isError && !query.data) return <Trouble what="The run's files could not be listed." error={query.error} again={() => query.refetch()} />;
  const paths = tablesOf(run, query.data ?? []);
  const path = table ?? paths[0];
  if (path === undefined) return query.isPending ? null : <FirstTable run={run.info.run_id} />;
  const choose = (next: string) => navigate({ search: { view: "tables", table: next === paths[0] ? undefined : next } });
  return (
    <TableView key={path} run={run.info.run_id} path={path}>
      {paths.length > 1 || paths[0] !== path ? (
        <select aria-label="Table" value={path} onChange={(event) => choose(event.target.value)}>
          {(paths.includes(path) ? paths : [path, ...paths]).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      ) : (
        <code>{path}</code>
      )}
    </TableView>
  );
}

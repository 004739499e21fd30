// Predictions and tables of a run: which one is shown, of those that it has. It stays, whatever is logged meanwhile.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { folderFiles } from "../../api/queries";
import { tableFiles } from "../../api/tableFiles";
import type { Run } from "../../api/types";
import { inRun } from "../../lib/firstLines";
import { tablesOf } from "../../lib/runTables";
import { Loading } from "../../ui/Bones";
import { Empty } from "../../ui/Empty";
import { Trouble } from "../../ui/states";
import { TableView } from "./tables/TableView";

const route = getRouteApi("/runs/$id");

export function Tables({ run }: { run: Run }) {
  const { table } = route.useSearch();
  const navigate = route.useNavigate();
  const id = run.info.run_id;
  const root = useQuery(folderFiles(id, ""));
  const below = useQuery({ ...tableFiles(id), enabled: root.data?.some((file) => file.is_dir) ?? false });
  const paths = root.data ? tablesOf(run, [...root.data, ...(below.data ?? [])]) : [];
  const first = useRef<{ id: string; path: string }>(undefined);
  if (first.current?.id !== id && paths[0] !== undefined) first.current = { id, path: paths[0] };
  const path = table ?? (first.current?.id === id ? first.current.path : undefined);
  if (path === undefined && root.isError) return <Trouble what="The run's files could not be listed." error={root.error} again={() => root.refetch()} />;
  if (path === undefined) return root.isPending || below.isLoading ? <Loading /> : <NoTable run={id} />;
  return (
    <TableView key={`${id} ${path}`} run={run} path={path}>
      {paths.length > 1 || paths[0] !== path ? (
        <select aria-label="Table" value={path} onChange={(event) => navigate({ search: { view: "tables", table: event.target.value } })}>
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

function NoTable({ run }: { run: string }) {
  const code = inRun(run, ['rows = {"question": ["Why?"], "answer": ["So."], "score": [0.9]}', 'mlflow.log_table(rows, "predictions.json")']);
  return (
    <Empty what="This run has no table yet." code={code}>
      <p className="quiet">Questions and answers that a run logs as a table are read, filtered and compared here.</p>
    </Empty>
  );
}

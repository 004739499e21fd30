// The first rows of a table, which the server reads: the file itself stays there.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { run as runQuery } from "../../../api/queries";
import { rowPages } from "../../../api/tables";
import { count, rowCount } from "../../../lib/format";
import { hasEnded } from "../../../lib/status";
import { BoneRows } from "../../../ui/Bones";
import { CellView } from "../../../ui/cell/CellView";
import { Trouble } from "../../../ui/states";
import { Preparing } from "../tables/Preparing";

interface Props {
  id: string;
  path: string;
  /** Shown below the reason when it is no table. */
  otherwise: ReactNode;
}

export function Rows({ id, path, otherwise }: Props) {
  const { data: run } = useQuery(runQuery(id));
  const query = useInfiniteQuery(rowPages({ run: id, path, filter: "", order: "", ended: hasEnded(run?.info.status) }));
  if (query.isError && !query.data) {
    return (
      <>
        <Trouble what="This is not read as a table." error={query.error} again={() => query.refetch()} />
        {otherwise}
      </>
    );
  }
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns = query.data?.pages[0]?.columns ?? [];
  const end = query.data?.pages.at(-1);
  return (
    <>
      <p className="quiet" aria-live="polite">
        {end ? `${rowCount(end.total, end.counted)}, ${count(columns.length, "column")}` : "Loading…"}
      </p>
      {end?.progress !== undefined && <Preparing run={id} path={path} told={end.progress} />}
      <div className="scroll rows" tabIndex={0} role="group" aria-label="Rows">
        <table>
          <thead>
            <tr>
              <th className="number at">
                <span className="unseen">Row</span>
              </th>
              {columns.map((column, index) => (
                <th key={index} className={typeof rows[0]?.[index] === "number" ? "number" : undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {query.isPending && <BoneRows rows={8} columns={4} />}
            {rows.map((row, at) => (
              <tr key={at}>
                <td className="number quiet">{at + 1}</td>
                {columns.map((_, index) => (
                  <td key={index} className={typeof row[index] === "number" ? "number" : undefined}>
                    <CellView cell={row[index]} run={id} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {query.hasNextPage && (
          <button className="bare" disabled={query.isFetching} onClick={() => query.fetchNextPage()}>
            {query.isFetching ? "Loading…" : "Load more"}
          </button>
        )}
      </div>
    </>
  );
}

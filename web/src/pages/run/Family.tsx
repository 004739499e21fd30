// The run above this one, and those below it.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { run as runQuery } from "../../api/queries";
import { childPages } from "../../api/run";
import type { Run } from "../../api/types";
import { nameOf } from "../../lib/values";
import { RunDot } from "../../ui/RunDot";
import { Time } from "../../ui/Time";
import { LostAmong, RunStatus } from "../../ui/lost";
import { Trouble } from "../../ui/states";

export function parentOf(run: Run): string | undefined {
  return run.data.tags?.find((tag) => tag.key === "mlflow.parentRunId")?.value;
}

export function Parent({ id }: { id: string }) {
  const { data } = useQuery(runQuery(id));
  return (
    <Link to="/runs/$id" params={{ id }}>
      {data ? nameOf(data) : id}
    </Link>
  );
}

export function Children({ run }: { run: Run }) {
  const query = useInfiniteQuery(childPages(run.info.experiment_id, run.info.run_id));
  const runs = query.data?.pages.flatMap((page) => page.runs ?? []) ?? [];
  if (query.isError) return <Trouble what="The child runs could not be read." error={query.error} again={() => query.refetch()} />;
  if (runs.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="children">
      <header>
        <h2 id="children">Child runs</h2>
        <span className="quiet">{query.hasNextPage ? `the first ${runs.length}` : runs.length}</span>
      </header>
      <div className="scroll">
        <table className="pairs">
          <thead>
            <tr>
              <th>Name</th>
              <th>Status</th>
              <th>Started</th>
            </tr>
          </thead>
          <tbody>
            <LostAmong runs={runs}>
              {runs.map((child) => (
                <tr key={child.info.run_id}>
                  <td>
                    <RunDot id={child.info.run_id} />{" "}
                    <Link to="/runs/$id" params={{ id: child.info.run_id }}>
                      {nameOf(child)}
                    </Link>
                  </td>
                  <td>
                    <RunStatus run={child} />
                  </td>
                  <td>
                    <Time at={child.info.start_time} />
                  </td>
                </tr>
              ))}
            </LostAmong>
          </tbody>
        </table>
        {query.hasNextPage && (
          <button className="bare" disabled={query.isFetching} onClick={() => query.fetchNextPage()}>
            Load more
          </button>
        )}
      </div>
    </section>
  );
}

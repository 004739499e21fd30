// The start page: experiments, the one with the latest change first.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { experimentPages } from "../api/queries";
import type { Experiment } from "../api/types";
import { ownTags } from "../lib/diff";
import { count } from "../lib/format";
import { BoneRows } from "../ui/Bones";
import { FiveLines } from "../ui/FiveLines";
import { Page } from "../ui/Page";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/states";
import { useKeys } from "../ui/useKeys";
import { useRowFocus } from "../ui/useRowFocus";
import { useTyped } from "../ui/useTyped";

const route = getRouteApi("/");

export function ExperimentsPage() {
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, type] = useTyped(q, (typed) => navigate({ search: { q: typed }, replace: true }));
  const box = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => box.current?.focus() });
  const query = useInfiniteQuery({ ...experimentPages(q), placeholderData: keepPreviousData });
  const experiments = query.data?.pages.flatMap((page) => page.experiments ?? []) ?? [];
  const more = query.hasNextPage;
  return (
    <Page name="Experiments">
      <div className="head">
        <h1>Experiments</h1>
        <span className="quiet" aria-live="polite">
          {query.data && `${count(experiments.length, "experiment")}${more ? ", more below" : ""}`}
        </span>
        <Link className="end" to="/experiments/$ids" params={{ ids: "all" }}>
          Runs of all experiments
        </Link>
      </div>
      <div className="tools">
        <input
          ref={box}
          type="search"
          className="wide"
          placeholder="Search by name"
          aria-label="Search experiments by name"
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      {query.isError ? (
        <Trouble what="The experiments could not be read." error={query.error} again={() => query.refetch()} />
      ) : query.data && experiments.length === 0 && q ? (
        <div className="state">
          <strong>No experiment has “{q}” in its name.</strong>
          <button onClick={() => navigate({ search: {} })}>Show all</button>
        </div>
      ) : (
        <Experiments experiments={experiments} stale={query.isPlaceholderData} loading={query.isPending} />
      )}
      {more && (
        <div>
          <button disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {query.isFetchingNextPage ? "Loading…" : "Load more"}
          </button>
        </div>
      )}
      {query.data && experiments.length <= 1 && !q && (
        <div className="state">
          <h2>Log a first run</h2>
          <p className="quiet">Any MLflow client can do it. These five lines are a whole program:</p>
          <FiveLines />
        </div>
      )}
    </Page>
  );
}

function Experiments({ experiments, stale, loading }: { experiments: Experiment[]; stale: boolean; loading: boolean }) {
  const body = useRowFocus();
  return (
    <div className="scroll">
      <table className={stale ? "fixed stale" : "fixed"} aria-busy={loading}>
        <thead>
          <tr>
            <th>Name</th>
            <th className="wide-only">Tags</th>
            <th style={{ width: 140 }}>Last change</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {loading && <BoneRows rows={12} columns={3} />}
          {experiments.map((experiment) => (
            <tr key={experiment.experiment_id}>
              <td className="cut" title={experiment.name}>
                <Link data-row to="/experiments/$ids" params={{ ids: experiment.experiment_id }}>
                  {experiment.name}
                </Link>
              </td>
              <td className="wide-only cut">
                {ownTags(experiment.tags).map((tag) => (
                  <span key={tag.key} className="tag cut" title={`${tag.key}: ${tag.value}`}>
                    {tag.key}: {tag.value}
                  </span>
                ))}
              </td>
              <td>
                <Time at={experiment.last_update_time} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

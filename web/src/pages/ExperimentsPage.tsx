// The start page: experiments, the one with the latest change first.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { activity } from "../api/activity";
import { experimentPages } from "../api/queries";
import { count } from "../lib/format";
import { split } from "../lib/search";
import { FirstProgram } from "../ui/FirstProgram";
import { Page } from "../ui/Page";
import { Stage } from "../ui/Stage";
import { Trouble } from "../ui/states";
import { useKeys } from "../ui/useKeys";
import { useTyped } from "../ui/useTyped";
import { ExperimentTable } from "./experiments/ExperimentTable";
import { useExperimentActions } from "./experiments/useExperimentActions";

const route = getRouteApi("/");
type Search = ReturnType<typeof route.useSearch>;

export function ExperimentsPage() {
  const { q = "", stage = "", selected: kept } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, type] = useTyped(q, (typed) => navigate({ search: (old: Search) => ({ ...old, q: typed }), replace: true }));
  const box = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => box.current?.focus() });
  const query = useInfiniteQuery({ ...experimentPages(q, stage), placeholderData: keepPreviousData });
  const experiments = useMemo(() => query.data?.pages.flatMap((page) => page.experiments ?? []) ?? [], [query.data]);
  const more = query.hasNextPage;
  // Whoever has no run yet is shown how to log one.
  const few = query.data !== undefined && !query.isPlaceholderData && experiments.length <= 1 && !q && !stage;
  const lone = few ? experiments[0]?.experiment_id : undefined;
  const active = useQuery(activity(lone === undefined ? [] : [lone]));
  const empty = few && (lone === undefined || active.data?.get(lone)?.runs === 0);
  const actions = useExperimentActions();
  const selected = split(kept);
  const select = (next: (before: string[]) => string[]) =>
    navigate({ search: (old: Search) => ({ ...old, selected: next(split(old.selected)).join(",") }), replace: true });
  const toggle = (id: string) => select((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
  return (
    <Page name="Experiments" kind="full">
      <div className="head">
        <h1>Experiments</h1>
        <span className="quiet" aria-live="polite">
          {query.data && `${count(experiments.length, "experiment")}${more ? ", more below" : ""}`}
        </span>
        <button className="end" onClick={actions.create}>
          New experiment
        </button>
        <Link to="/experiments/$ids" params={{ ids: "all" }}>
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
        <Stage what="experiments" stage={stage} choose={(next) => navigate({ search: { q, stage: next } })} />
      </div>
      {selected.length > 0 && (
        <span className="selection">
          <span className="quiet">{selected.length} selected</span>
          <Link className="button main-action" to="/experiments/$ids" params={{ ids: selected.join(",") }} search={{ stage }}>
            Open together
          </Link>
          <button onClick={() => select(() => [])}>Clear</button>
        </span>
      )}
      {actions.line}
      {actions.dialog}
      {query.isError && !query.data ? (
        <Trouble what="The experiments could not be read." error={query.error} again={() => query.refetch()} />
      ) : query.data && experiments.length === 0 && q ? (
        <div className="state">
          <strong>No experiment has “{q}” in its name.</strong>
          <button onClick={() => navigate({ search: { stage } })}>Show all</button>
        </div>
      ) : query.data && experiments.length === 0 ? (
        <p className="state quiet">{stage === "deleted" ? "No experiment is deleted." : "There is no experiment."}</p>
      ) : (
        <ExperimentTable
          question={`${q} ${stage}`}
          experiments={experiments}
          stale={query.isPlaceholderData}
          loading={query.isPending}
          selected={selected}
          toggle={toggle}
          edit={actions.edit}
          remove={actions.remove}
          restore={actions.restore}
          more={more && !query.isPlaceholderData}
          fetchMore={query.isFetching || query.isFetchNextPageError ? undefined : () => void query.fetchNextPage()}
        />
      )}
      {query.isFetchNextPageError && (
        <Trouble what="The next experiments could not be read." error={query.error} again={() => query.fetchNextPage()} />
      )}
      {empty && (
        <div className="state">
          <h2>Log a first run</h2>
          <p className="quiet">Any MLflow client can do it. This program tries two prompts, and runs as it stands:</p>
          <FirstProgram />
        </div>
      )}
    </Page>
  );
}

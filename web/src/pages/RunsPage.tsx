// The runs of an experiment, of several, or of all: filtered and sorted by the server, all of it in the address.
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, getRouteApi, lazyRouteComponent } from "@tanstack/react-router";
import { Suspense, useMemo } from "react";
import { ApiError } from "../api/client";
import { experiment, runPages } from "../api/queries";
import { ALL_BEFORE } from "../api/requests";
import { defaultColumns, knownColumns, readColumns, writeColumns } from "../lib/columns";
import { count } from "../lib/format";
import { split } from "../lib/search";
import { FiveLines } from "../ui/FiveLines";
import { Page } from "../ui/Page";
import { Tabs } from "../ui/Tabs";
import { Trouble } from "../ui/states";
import { useKeys } from "../ui/useKeys";
import { useLast } from "../ui/useLast";
import { ChooseColumns } from "./runs/ChooseColumns";
import { FilterBox } from "./runs/FilterBox";
import { RunsTable } from "./runs/RunsTable";

const route = getRouteApi("/experiments/$ids");
type Search = ReturnType<typeof route.useSearch>;
const VIEWS = [
  ["table", "Table"],
  ["charts", "Charts"],
] as const;
const RunsCharts = lazyRouteComponent(() => import("./runs/charts/RunsCharts"), "RunsCharts");

export function RunsPage() {
  const { ids } = route.useParams();
  const search = route.useSearch();
  const { view = "table", filter = "", sort = "", columns: chosen, selected: kept } = search;
  const navigate = route.useNavigate();
  const set = (change: Search, replace = true) => navigate({ search: (old: Search) => ({ ...old, ...change }), replace });

  const query = useInfiniteQuery({ ...runPages(ids, filter, sort), placeholderData: keepPreviousData });
  // After a refused filter the rows stay that were there before.
  const data = useLast(query.data, ids);
  const runs = useMemo(() => data?.pages.flatMap((page) => page.runs ?? []) ?? [], [data]);
  const known = useMemo(() => knownColumns(runs), [runs]);
  const more = Boolean(data?.pages.at(-1)?.next_page_token);
  const several = ids === "all" || ids.includes(",");
  const usual = useMemo(() => defaultColumns(known, several), [known, several]);
  const columns = useMemo(() => (chosen ? readColumns(chosen) : usual), [chosen, usual]);
  const selected = useMemo(() => split(kept), [kept]);

  // From the address as it is by then: keys may come faster than the page is drawn.
  const toggle = (id: string) =>
    navigate({
      search: (old: Search) => {
        const before = split(old.selected);
        const next = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
        return { ...old, selected: next.join(",") };
      },
      replace: true,
    });
  const client = useQueryClient();
  const refresh = () => {
    void query.refetch();
    void client.invalidateQueries({ queryKey: ["histories"] });
  };
  const compare = () => navigate({ to: "/compare", search: { runs: selected.join(",") } });
  useKeys({ c: () => selected.length > 1 && void compare() });

  const refused = query.error instanceof ApiError && query.error.status === 400 && filter !== "";
  const stale = query.isPlaceholderData || (query.isError && !query.isFetchNextPageError);
  const nothing = query.data && runs.length === 0;
  const title = useTitle(ids);

  return (
    <Page name={title.text} kind="full">
      <div className="head">
        <h1>{title.text}</h1>
        {several && <Where ids={ids} />}
      </div>
      {title.error && <Trouble what="The experiment could not be read." error={title.error} again={title.again} />}
      <Tabs of="Runs" views={VIEWS} shown={view} />
      <FilterBox
        filter={filter}
        apply={(text) => set({ filter: text }, false)}
        problem={refused && query.error ? query.error : undefined}
        skip={ids === "all" ? ALL_BEFORE.length : 0}
      />
      <div className="tools">
        <span aria-live="polite">
          {data && !nothing && `${count(runs.length, "run")}${more ? ", more below" : ""}`}
          {refused && runs.length > 0 && ", as before this filter"}
        </span>
        {selected.length > 0 && (
          <span className="selection">
            <span className="quiet">{selected.length} selected</span>
            <button className="main-action" disabled={selected.length < 2} onClick={compare}>
              Compare
            </button>
            <button onClick={() => set({ selected: "" })}>Clear</button>
          </span>
        )}
        <span style={{ marginLeft: "auto" }} />
        {view !== "charts" && (
          <ChooseColumns
            known={known}
            chosen={columns}
            choose={(next) => set({ columns: writeColumns(next) })}
            reset={chosen ? () => set({ columns: "" }) : undefined}
          />
        )}
        <button disabled={query.isFetching} onClick={refresh}>
          Refresh
        </button>
      </div>
      {query.isError && !refused && !query.isFetchNextPageError && (
        <Trouble what="The runs could not be read." error={query.error} again={() => query.refetch()} />
      )}
      {nothing && filter && (
        <div className="state">
          <strong>No run matches the filter.</strong>
          <button onClick={() => set({ filter: "" }, false)}>Show all runs</button>
        </div>
      )}
      {nothing && !filter && !title.error && (
        <div className="state">
          <strong>There are no runs here yet.</strong>
          <p className="quiet">Any MLflow client can log one. These five lines are a whole program:</p>
          <FiveLines experiment={several ? undefined : ids} />
        </div>
      )}
      {view === "charts" && runs.length > 0 && (
        <Suspense>
          <RunsCharts
            key={ids}
            ids={ids}
            runs={runs}
            known={known}
            search={search}
            set={set}
            fetchMore={query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : undefined}
          />
        </Suspense>
      )}
      {view !== "charts" && (query.isPending || runs.length > 0) && (
        <RunsTable
          question={`${ids} ${filter} ${sort}`}
          runs={runs}
          columns={columns}
          sort={sort}
          setSort={(next) => set({ sort: next }, false)}
          selected={selected}
          toggle={toggle}
          stale={query.isPlaceholderData}
          loading={query.isPending}
          more={query.hasNextPage && !stale}
          fetchMore={query.isFetching || query.isFetchNextPageError ? undefined : () => query.fetchNextPage()}
        />
      )}
      {query.isFetchNextPageError && (
        <Trouble what="The next runs could not be read." error={query.error} again={() => query.fetchNextPage()} />
      )}
    </Page>
  );
}

/** What is looked at, in words. */
function useTitle(ids: string) {
  const one = ids !== "all" && !ids.includes(",");
  const query = useQuery({ ...experiment(ids), enabled: one });
  const several = ids === "all" ? "Runs of all experiments" : `Runs of ${split(ids).length} experiments`;
  const text = one ? (query.data?.name ?? `Experiment ${ids}`) : several;
  return { text, error: query.error ?? undefined, again: () => void query.refetch() };
}

/** The experiments whose runs are shown together. */
function Where({ ids }: { ids: string }) {
  const listed = ids === "all" ? [] : split(ids).slice(0, 10);
  const queries = useQueries({ queries: listed.map((id) => experiment(id)) });
  return listed.map((id, index) => (
    <Link key={id} to="/experiments/$ids" params={{ ids: id }}>
      {queries[index]?.data?.name ?? id}
    </Link>
  ));
}

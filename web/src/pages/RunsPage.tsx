// The runs of an experiment, of several, or of all: filtered and sorted by the server, all of it in the address.
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { ApiError } from "../api/client";
import { experiment, runPages } from "../api/queries";
import { ALL_BEFORE } from "../api/requests";
import type { Field } from "../lib/filterText";
import { count } from "../lib/format";
import { split } from "../lib/search";
import { seenValues } from "../lib/seen";
import { FiveLines } from "../ui/FiveLines";
import { Page } from "../ui/Page";
import { Stage } from "../ui/Stage";
import { Trouble } from "../ui/states";
import { useKeys } from "../ui/useKeys";
import { useLast } from "../ui/useLast";
import { ChooseColumns } from "./runs/ChooseColumns";
import { EqualLine } from "./runs/EqualLine";
import { FilterBox } from "./runs/FilterBox";
import { RunsTable } from "./runs/RunsTable";
import { SelectionBar } from "./runs/SelectionBar";
import { useColumns } from "./runs/useColumns";
import { useRunActions } from "./runs/useRunActions";
import { LINKED, useSelection, withRuns } from "./runs/useSelection";

const route = getRouteApi("/experiments/$ids");
type Search = ReturnType<typeof route.useSearch>;

export function RunsPage() {
  const { ids } = route.useParams();
  const search = route.useSearch();
  const { filter = "", sort = "", selected: kept, stage = "" } = search;
  const navigate = route.useNavigate();
  const set = (change: Search, replace = true) => navigate({ search: (old: Search) => ({ ...old, ...change }), replace });

  const query = useInfiniteQuery({ ...runPages(ids, filter, sort, stage), placeholderData: keepPreviousData });
  // After a refused filter the rows stay that were there before.
  const data = useLast(query.data, ids);
  const runs = useMemo(() => data?.pages.flatMap((page) => page.runs ?? []) ?? [], [data]);
  const columns = useColumns(ids, data?.pages, runs, search, set);
  const { known } = columns;
  const source = useMemo(() => ({ known, seen: (field: Field) => seenValues(runs, field) }), [known, runs]);
  const more = Boolean(data?.pages.at(-1)?.next_page_token);
  const several = ids === "all" || ids.includes(",");
  const [selected, changeSelection] = useSelection(ids, kept);
  const clear = () => changeSelection(() => []);
  const comparable = selected.length > 1 && selected.length <= LINKED;
  const compare = (view?: string) => void navigate({ to: "/compare", search: { runs: selected.join(","), view } });
  useKeys({ c: () => comparable && compare(), p: () => comparable && compare("predictions") });

  const refused = query.error instanceof ApiError && query.error.status === 400 && filter !== "";
  const stale = query.isPlaceholderData || (query.isError && !query.isFetchNextPageError);
  const nothing = query.data && runs.length === 0;
  const title = useTitle(ids);
  const actions = useRunActions({ question: { ids, filter, sort, stage }, of: title.text, selected, columns: columns.columns, clear });

  return (
    <Page name={title.text} kind="full">
      <div className="head">
        <h1>{title.text}</h1>
        {several && <Where ids={ids} />}
      </div>
      {title.error && <Trouble what="The experiment could not be read." error={title.error} again={title.again} />}
      <FilterBox
        filter={filter}
        apply={(text) => set({ filter: text }, false)}
        problem={refused && query.error ? query.error : undefined}
        source={source}
        skip={ids === "all" ? ALL_BEFORE.length : 0}
      />
      <div className="tools">
        <span aria-live="polite">
          {data && !nothing && `${count(runs.length, "run")}${more ? ", more below" : ""}`}
          {refused && runs.length > 0 && ", as before this filter"}
        </span>
        <SelectionBar selected={selected} lost={0} stage={stage} compare={compare} begin={actions.begin} clear={clear} />
        <span style={{ marginLeft: "auto" }} />
        <Stage what="runs" stage={stage} choose={(next) => set({ stage: next }, false)} all />
        <ChooseColumns
          known={known}
          chosen={columns.columns}
          choose={columns.choose}
          reset={columns.reset}
        />
        <button disabled={!data} onClick={() => actions.begin("download")}>
          Download
        </button>
        <button disabled={query.isFetching} onClick={() => query.refetch()}>
          Refresh
        </button>
      </div>
      {actions.line}
      {actions.dialog}
      {query.isError && !refused && !query.isFetchNextPageError && (
        <Trouble what="The runs could not be read." error={query.error} again={() => query.refetch()} />
      )}
      {nothing && filter && (
        <div className="state">
          <strong>No run matches the filter.</strong>
          <button onClick={() => set({ filter: "" }, false)}>Show all runs</button>
        </div>
      )}
      {nothing && !filter && stage === "deleted" && <p className="state quiet">No run is deleted here.</p>}
      {nothing && !filter && stage !== "deleted" && !title.error && (
        <div className="state">
          <strong>There are no runs here yet.</strong>
          <p className="quiet">Any MLflow client can log one. These five lines are a whole program:</p>
          <FiveLines experiment={several ? undefined : ids} />
        </div>
      )}
      <EqualLine columns={columns} runs={runs.length} more={more} />
      {(query.isPending || runs.length > 0) && (
        <RunsTable
          question={`${ids} ${filter} ${sort} ${stage}`}
          runs={runs}
          columns={columns}
          sort={sort}
          setSort={(next) => set({ sort: next }, false)}
          selected={selected}
          select={(some, on) => changeSelection((before) => withRuns(before, some, on))}
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

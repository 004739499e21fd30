// The runs of an experiment, of several, or of all: filtered and sorted by the server, all of it in the address.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, lazyRouteComponent } from "@tanstack/react-router";
import { Suspense, useMemo, useState } from "react";
import { ApiError } from "../api/client";
import { lostRuns } from "../api/lost";
import { ALL_BEFORE } from "../api/requests";
import { unasked } from "../api/runPages";
import { type Column, columnId, fieldOf } from "../lib/columns";
import { count } from "../lib/format";
import { earliestFirst } from "../lib/starts";
import { Loading } from "../ui/Bones";
import { Page } from "../ui/Page";
import { Stage } from "../ui/Stage";
import { Tabs } from "../ui/Tabs";
import { Lost } from "../ui/lost";
import { Trouble } from "../ui/states";
import { useKeys } from "../ui/useKeys";
import { ChooseColumns } from "./runs/ChooseColumns";
import { EqualLine } from "./runs/EqualLine";
import { FilterBox } from "./runs/FilterBox";
import { Nothing } from "./runs/Nothing";
import { RunsTable } from "./runs/RunsTable";
import { SelectionBar } from "./runs/SelectionBar";
import { ViewsMenu } from "./runs/ViewsMenu";
import { Where, useTitle } from "./runs/Where";
import { CLOSE } from "./runs/acts";
import { useColumns } from "./runs/useColumns";
import { useRunActions } from "./runs/useRunActions";
import { useRunPages, useWanted } from "./runs/useRunPages";
import { LINKED, useSelection, withRuns } from "./runs/useSelection";
import { useViews } from "./runs/useViews";

const route = getRouteApi("/experiments/$ids");
/** So that nothing is drawn again for an answer that is not there. */
const NONE = new Map<string, never>();
const NO_COLUMNS: Column[] = [];
type Search = ReturnType<typeof route.useSearch>;
const VIEWS = [
  ["table", "Table"],
  ["charts", "Charts"],
  ["predictions", "Predictions"],
  ["prompts", "Prompts"],
] as const;
const RunsCharts = lazyRouteComponent(() => import("./runs/charts/RunsCharts"), "RunsCharts");
const Predictions = lazyRouteComponent(() => import("./runs/Predictions"), "Predictions");
const Peek = lazyRouteComponent(() => import("./runs/Peek"), "Peek");
const Prompts = lazyRouteComponent(() => import("./runs/Prompts"), "Prompts");

export function RunsPage() {
  const { ids } = route.useParams();
  const search = route.useSearch();
  const { view: named, filter = "", sort = "", selected: kept, stage = "", peek = "" } = search;
  const view = VIEWS.find(([key]) => key === named)?.[0] ?? "table";
  const navigate = route.useNavigate();
  const set = (change: Search, replace = true) => navigate({ search: (old: Search) => ({ ...old, ...change }), replace });

  const question = { ids, filter, sort, stage };
  const read = useRunPages(question);
  const { query, data, runs } = read;
  const columns = useColumns(ids, data?.pages, search, set);
  // What the other views are drawn from, beside what the table shows.
  const [drawn, draw] = useState(NO_COLUMNS);
  const wanted = view === "table" ? columns.columns : [...columns.columns, ...drawn];
  useWanted(read, wanted);
  const { known } = columns;
  const loaded = useMemo(() => new Set(columns.columns.map(columnId)), [columns.columns]);
  const more = Boolean(data?.pages.at(-1)?.next_page_token);
  const total = data?.pages[0]?.total;
  const fetchMore = query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : undefined;
  const onlyWith = (column: Column) => set({ filter: [filter && `(${filter})`, `${fieldOf(column)} IS NOT NULL`].filter(Boolean).join(" AND ") }, false);
  const several = ids === "all" || ids.includes(",");
  const lost = useQuery({ ...lostRuns(ids), enabled: runs.some((run) => run.info.status === "RUNNING") });
  const [selected, changeSelection] = useSelection(ids, kept);
  const clear = () => changeSelection(() => []);
  const running = useMemo(() => runs.filter(({ info }) => info.status === "RUNNING" && selected.includes(info.run_id)).map(({ info }) => info.run_id), [runs, selected]);
  const comparable = selected.length > 1 && selected.length <= LINKED;
  const compare = (view?: string) => void navigate({ to: "/compare", search: { runs: earliestFirst(selected, runs).join(","), view } });
  useKeys({ c: () => comparable && compare(), p: () => comparable && compare("predictions") });
  const client = useQueryClient();
  const refresh = () => {
    void read.readAll();
    void client.invalidateQueries({ queryKey: ["histories"] });
  };

  const refused = query.error instanceof ApiError && query.error.status === 400 && filter !== "";
  const stale = query.isPlaceholderData || (query.isError && !query.isFetchNextPageError);
  const nothing = query.data && runs.length === 0;
  const title = useTitle(ids);
  const saved = useViews(ids, search, (view) => void navigate({ search: view, replace: true }));
  const actions = useRunActions({ question, of: title.text, selected, columns: columns.columns, clear, readAll: read.readAll });

  return (
    <Page name={title.text} kind="full">
      <div className="head">
        <h1>{title.text}</h1>
        {title.deleted && <span className="status warn">Deleted</span>}
        {several && <Where ids={ids} />}
      </div>
      {title.note && (
        <p className="note-line cut" title={title.note}>
          {title.note}
        </p>
      )}
      {title.error && <Trouble what="The experiment could not be read." error={title.error} again={title.again} />}
      <Tabs of="Runs" views={VIEWS} />
      <FilterBox
        filter={filter}
        apply={(text) => set({ filter: text }, false)}
        problem={refused && query.error ? query.error : undefined}
        of={{ ids, stage, frequent: known, runs, loaded }}
        skip={ids === "all" ? ALL_BEFORE.length : 0}
      />
      <div className="tools">
        <span aria-live="polite">
          {data && !nothing && (more && total !== undefined ? `${runs.length} of ${count(total, "run")}` : count(runs.length, "run"))}
          {refused && runs.length > 0 && ", as before this filter"}
          {lost.isError && `. Which of them are lost could not be read: ${lost.error.message}`}
        </span>
        <SelectionBar selected={selected} running={running} stage={stage} compare={compare} begin={actions.begin} clear={clear} />
        <span style={{ marginLeft: "auto" }} />
        <Stage what="runs" stage={stage} choose={(next) => set({ stage: next }, false)} all />
        <ViewsMenu ids={ids} saved={saved} />
        {view === "table" && <ChooseColumns ids={ids} stage={stage} frequent={known} chosen={columns.columns} choose={columns.choose} reset={columns.reset} />}
        <button disabled={!data} onClick={() => actions.begin("download")}>
          Download
        </button>
        <button disabled={query.isFetching} onClick={refresh}>
          Refresh
        </button>
      </div>
      {actions.line}
      {actions.dialog}
      {query.isError && !refused && !query.isFetchNextPageError && (
        <Trouble what="The runs could not be read." error={query.error} again={() => query.refetch()} />
      )}
      {nothing && !title.error && (
        <Nothing
          filter={filter}
          stage={stage}
          experiment={several ? undefined : ids}
          deleted={title.deleted}
          showAll={() => set({ filter: "" }, false)}
          showDeleted={() => set({ stage: "deleted" }, false)}
        />
      )}
      {view !== "table" && runs.length > 0 && (
        <Suspense fallback={<Loading />}>
          {view === "charts" ? (
            <RunsCharts key={ids} {...{ ids, runs, stage, known, search, set, draw, fetchMore }} />
          ) : view === "predictions" ? (
            <Predictions {...{ stage, runs, selected, draw, fetchMore, onlyWith }} ready={!query.isFetching && unasked(data?.pages ?? [], wanted).length === 0} />
          ) : (
            <Prompts key={ids} {...{ ids, runs, stage, filter, known, search, set, draw, fetchMore }} />
          )}
        </Suspense>
      )}
      {view === "table" && <EqualLine columns={columns} runs={runs.length} more={more} />}
      {view === "table" && (query.isPending || runs.length > 0) && (
        <RunsTable
          question={`${ids} ${filter} ${sort} ${stage}`}
          runs={runs}
          columns={columns}
          sort={sort}
          setSort={(next) => set({ sort: next }, false)}
          selected={selected}
          lost={lost.data ?? NONE}
          peek={peek}
          setPeek={(id) => set({ peek: id })}
          select={(some, on) => changeSelection((before) => withRuns(before, some, on))}
          stale={query.isPlaceholderData}
          loading={query.isPending}
          more={query.hasNextPage && !stale}
          fetchMore={query.isFetching || query.isFetchNextPageError ? undefined : () => query.fetchNextPage()}
          look={read.look}
          lookAway={read.lookAway}
        />
      )}
      {query.isFetchNextPageError && (
        <Trouble what="The next runs could not be read." error={query.error} again={() => query.fetchNextPage()} />
      )}
      {peek && (
        <Lost value={lost.data ?? NONE}>
          <Suspense>
            <Peek id={peek} runs={runs} close={() => set({ peek: "" })} closeAsFailed={() => actions.begin(CLOSE, [peek])} />
          </Suspense>
        </Lost>
      )}
    </Page>
  );
}

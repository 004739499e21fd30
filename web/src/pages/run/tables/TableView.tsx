// A table of a run: searched, filtered, sorted and paged by the server, row by row in the reading view; all of it in the address.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { ApiError } from "../../../api/client";
import { FURTHEST, isCut, rowPages } from "../../../api/tables";
import { rowCount } from "../../../lib/format";
import { readList, writeList } from "../../../lib/list";
import { rowFilter, rowOrder } from "../../../lib/rowFilter";
import { Trouble } from "../../../ui/states";
import { useKeys } from "../../../ui/useKeys";
import { useLast } from "../../../ui/useLast";
import { useTyped } from "../../../ui/useTyped";
import { RowHeight, useRowHeight } from "../../../ui/RowHeight";
import { HideColumns } from "./HideColumns";
import { Preparing } from "./Preparing";
import { Row } from "./Row";
import { Rows } from "./Rows";

const route = getRouteApi("/runs/$id");
type Search = ReturnType<typeof route.useSearch>;

export function TableView({ run, path, children }: { run: string; path: string; children: ReactNode }) {
  const { filter = "", q = "", sort = "", hide, row } = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: Search, replace = true) => navigate({ search: (old: Search) => ({ ...old, ...change }), replace });
  const [text, typeText] = useTyped(q, (typed) => set({ q: typed, row: undefined }));
  const [where, typeWhere] = useTyped(filter, (typed) => set({ filter: typed, row: undefined }), 500);
  const [lines, setLines] = useRowHeight();
  const box = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => box.current?.focus() });

  // The columns that are searched are known from the first answer on.
  const [known, setKnown] = useState<string[]>([]);
  const asked = rowFilter(filter, q, known);
  const question = { run, path, filter: asked, order: rowOrder(sort) };
  const query = useInfiniteQuery({ ...rowPages(question), placeholderData: keepPreviousData });
  const data = useLast(query.data, path);
  const columns = data?.pages[0]?.columns ?? known;
  useEffect(() => {
    if (columns.join("\n") !== known.join("\n")) setKnown(columns);
  }, [columns, known]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const end = data?.pages.at(-1);
  const total = end?.total ?? 0;
  const hidden = new Set(readList(hide));
  const shown = columns.map((name, at) => ({ name, at })).filter(({ name }) => !hidden.has(name));
  const refused = query.error instanceof ApiError && query.error.status === 400 && asked !== "";
  const open = row === undefined ? undefined : Number(row);
  // A link may name a row that is not among the first.
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (open !== undefined && open >= rows.length && hasNextPage && !isFetching) void fetchNextPage();
  }, [open, rows.length, hasNextPage, isFetching, fetchNextPage]);
  const go = (to: number | undefined) => set({ row: to === undefined ? undefined : String(to) });

  return (
    <>
      <div className="tools">
        {children}
        <input
          ref={box}
          type="search"
          placeholder="Search the rows"
          aria-label="Search the rows for a text"
          value={text}
          onChange={(event) => typeText(event.target.value)}
        />
        <input
          className="filter row-filter"
          placeholder="Filter: score < 0.5 and answer LIKE '%not%'"
          aria-label="Filter the rows"
          aria-invalid={refused}
          value={where}
          spellCheck={false}
          onChange={(event) => typeWhere(event.target.value)}
        />
        <span aria-live="polite">{data && (refused ? "Not filtered" : `${rowCount(total, end?.counted)}${asked ? " found" : ""}`)}</span>
        {end?.progress !== undefined && <Preparing run={run} path={path} told={end.progress} />}
        <span style={{ marginLeft: "auto" }} />
        <RowHeight lines={lines} set={setLines} />
        <HideColumns columns={columns} hidden={hidden} set={(names) => set({ hide: writeList(names) })} />
        <button type="button" disabled={query.isFetching} onClick={() => query.refetch()}>
          Refresh
        </button>
      </div>
      {refused && query.error && (
        <p className="problem" role="alert">
          {query.error.message}
        </p>
      )}
      {query.isError && !refused && <Trouble what="The rows could not be read." error={query.error} again={() => query.refetch()} />}
      {data && total === 0 && !refused ? (
        <div className="state">
          <strong>{asked ? "No row matches." : "The table has no rows."}</strong>
          {asked && (
            <button type="button" onClick={() => set({ q: "", filter: "" })}>
              Show all rows
            </button>
          )}
        </div>
      ) : (
        (data || query.isPending) && (
          <Rows
            run={run}
            question={`${path} ${asked} ${sort}`}
            columns={shown}
            rows={rows}
            lines={lines}
            sort={sort}
            setSort={(next) => set({ sort: next, row: undefined }, false)}
            loading={query.isPending}
            stale={query.isPlaceholderData}
            more={query.hasNextPage && !query.isPlaceholderData}
            fetchMore={query.isFetching ? undefined : () => query.fetchNextPage()}
          />
        )
      )}
      {rows.length >= FURTHEST && total > rows.length && (
        <p className="quiet">These are the first {rows.length} rows. Search, filter or sort to see others.</p>
      )}
      {open !== undefined && rows[open] && (
        <Row
          question={question}
          columns={columns}
          row={rows[open]}
          cut={isCut(data?.pages ?? [], open)}
          number={open}
          total={total}
          last={hasNextPage ? total - 1 : rows.length - 1}
          go={go}
        />
      )}
    </>
  );
}

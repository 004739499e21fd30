// A table of a run: searched, filtered, sorted and paged by the server, row by row in the reading view; all of it in the address.
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError } from "../../../api/client";
import type { Run } from "../../../api/types";
import { rowCount } from "../../../lib/format";
import { readList, writeList } from "../../../lib/list";
import { rowFilter, rowOrder, searchedColumns } from "../../../lib/rowFilter";
import { FURTHEST } from "../../../lib/rowPages";
import { hasEnded } from "../../../lib/status";
import { keep, kept } from "../../../ui/kept";
import { Trouble } from "../../../ui/states";
import { useKeys } from "../../../ui/useKeys";
import { useTyped } from "../../../ui/useTyped";
import { RowHeight, useRowHeight } from "../../../ui/RowHeight";
import { HideColumns } from "./HideColumns";
import { Preparing } from "./Preparing";
import { Row } from "./Row";
import { Rows } from "./Rows";
import { useRowPages } from "./useRowPages";

const route = getRouteApi("/runs/$id");
type Search = ReturnType<typeof route.useSearch>;

interface Props {
  run: Run;
  path: string;
  children: ReactNode;
}

export function TableView({ run: { info }, path, children }: Props) {
  const { run_id: run, experiment_id: experiment } = info;
  const { filter = "", q = "", sort = "", hide, row } = route.useSearch();
  const navigate = route.useNavigate();
  // They are hidden in the same table of the experiment's other runs, too.
  const name = `hidden.${experiment}.${path}`;
  const [usual, setUsual] = useState(() => kept(name));
  const hides = hide ?? usual;
  // So that a link to what was found shows the same table, whatever others the run has by then.
  const here = { table: path, hide: hides };
  const set = (change: Search, replace = true) => navigate({ search: (old: Search) => ({ ...here, ...old, ...change }), replace });
  // What is hidden by habit, too, from the first look on.
  useEffect(() => {
    if (hide === undefined && usual) void set({});
  }, [hide, usual]);
  const [text, typeText] = useTyped(q, (typed) => set({ q: typed, row: undefined }));
  const [where, typeWhere] = useTyped(filter, (typed) => set({ filter: typed, row: undefined }), 500);
  const [lines, setLines] = useRowHeight();
  const box = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => box.current?.focus() });

  // The columns that are searched are known from the first answer on.
  const [known, setKnown] = useState<string[]>([]);
  const hidden = new Set(readList(hides));
  const searched = searchedColumns(known, hidden);
  const many = new Set(known).size;
  const asked = rowFilter(filter, q, searched);
  const question = { run, path, filter: asked, order: rowOrder(sort), ended: hasEnded(info.status) };
  const open = row === undefined ? undefined : Number(row);
  const { data, error, again, ...pages } = useRowPages(question, open);
  const columns = data?.columns ?? known;
  useEffect(() => {
    if (columns.join("\n") !== known.join("\n")) setKnown(columns);
  }, [columns, known]);
  const total = data?.total ?? 0;
  const shown = columns.map((name, at) => ({ name, at })).filter(({ name }) => !hidden.has(name));
  const refused = error instanceof ApiError && error.status === 400 && asked !== "";
  const setHidden = (names: string[]) => {
    const list = writeList(names);
    keep(name, list);
    setUsual(list);
    void set({ hide: list });
  };
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
        <span aria-live="polite">{data && (refused ? "Not filtered" : `${rowCount(total, data.counted)}${asked ? " found" : ""}`)}</span>
        {q.trim() !== "" && searched.length < many && (
          <span className="quiet" title="Those that are shown come first: hide columns to search others.">
            in {searched.length} of {many} columns
          </span>
        )}
        {data?.progress !== undefined && <Preparing run={run} path={path} told={data.progress} />}
        <span style={{ marginLeft: "auto" }} />
        <RowHeight lines={lines} set={setLines} />
        <HideColumns columns={columns} hidden={hidden} set={setHidden} />
        <button type="button" disabled={pages.fetching} onClick={again}>
          Refresh
        </button>
      </div>
      {refused && (
        <p className="problem" role="alert">
          {error.message}
        </p>
      )}
      {error && !refused && <Trouble what="The rows could not be read." error={error} again={again} />}
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
        (data || pages.pending) && (
          <Rows
            run={run}
            here={here}
            question={`${path} ${asked} ${sort}`}
            columns={shown}
            data={data}
            lines={lines}
            sort={sort}
            setSort={(next) => set({ sort: next, row: undefined }, false)}
            stale={pages.stale}
            reading={open}
            look={pages.look}
          />
        )
      )}
      {total > FURTHEST && <p className="quiet">These are the first {FURTHEST.toLocaleString("en")} rows. Search, filter or sort to see others.</p>}
      {data && open !== undefined && open >= 0 && open < total && (
        <Row question={data.of} columns={columns} row={data.row(open)} number={open} total={total} last={Math.min(total, FURTHEST) - 1} go={go} />
      )}
    </>
  );
}

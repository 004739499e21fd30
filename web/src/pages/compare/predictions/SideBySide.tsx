// The comparison: what it is joined on and judged by, how many answers got better or worse, and the answers. All in the address.
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { count } from "../../../lib/format";
import { type Show, byChange, nameOf, sift } from "../../../lib/join";
import { union } from "../../../lib/roles";
import { RowHeight, useRowHeight } from "../../../ui/RowHeight";
import { useKeys } from "../../../ui/useKeys";
import { useTyped } from "../../../ui/useTyped";
import { Answers } from "./Answers";
import { Choice } from "./Choice";
import { Entry } from "./Entry";
import { Summary } from "./Summary";
import type { Compared } from "./types";
import { useComparison } from "./useComparison";

const route = getRouteApi("/compare");
type Search = ReturnType<typeof route.useSearch>;

const SHOWS: [Show, string, string][] = [
  ["all", "All rows", "a"],
  ["worse", "Worse", "w"],
  ["better", "Better", "b"],
  ["equal", "Same score", "s"],
  ["disagree", "Answers differ", "g"],
  ["alone", "In some runs only", "o"],
];

export function SideBySide({ runs, paths, loading }: { runs: Compared[]; paths: string[]; loading: boolean }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: Search, replace = true) => navigate({ search: (old: Search) => ({ ...old, ...change }), replace });
  const [text, typeText] = useTyped(search.q ?? "", (typed) => set({ q: typed, row: undefined }));
  const [lines, setLines] = useRowHeight();
  const box = useRef<HTMLInputElement>(null);
  const joined = useComparison(runs, search);
  const show = SHOWS.find(([each]) => each === search.rows)?.[0] ?? "all";
  const at = runs.findIndex(({ id }, index) => index > 0 && id === search.against);
  const against = at < 0 ? undefined : at;
  const diff = search.diff !== "off";
  const worst = search.order === "change";

  const found = useMemo(() => {
    if (!joined) return [];
    const { columns, entries, meaning } = joined;
    const { output, score, less } = meaning;
    const left = sift(columns, entries, { show, run: against, output, score, less, text: search.q ?? "" });
    return worst && score !== undefined ? byChange(columns, left, against, score, less) : left;
  }, [joined, show, against, search.q, worst]);

  const open = useMemo(() => (search.row ? found.findIndex((entry) => nameOf(entry) === search.row) : -1), [found, search.row]);

  // Another table has other columns.
  const chooseTable = (table: string) => set({ table, on: "", answer: "", score: "", less: "", row: undefined });
  const shows = (next: Show) => set({ rows: next === "all" ? undefined : next, row: undefined });
  useKeys({
    "/": () => box.current?.focus(),
    d: () => set({ diff: diff ? "off" : undefined }),
    ...Object.fromEntries(SHOWS.map(([each, , key]) => [key, () => shows(each)])),
  });

  if (!joined) {
    if (loading) return <Answers loading />;
    return (
      <div className="state">
        <strong>The tables of these runs have no column in common.</strong>
        <p className="quiet">Rows are joined on a column that both have, such as the question. Choose another table, or log the question in each.</p>
        <Choice name="Table" value={search.table ?? ""} options={paths} choose={chooseTable} />
      </div>
    );
  }
  const comparison = { ...joined, runs };
  const { meaning, entries } = joined;
  const tables = runs.filter(({ path, failed }) => path !== undefined && !failed).map(({ table }) => table);
  const columns = union(tables);
  const shared = columns.filter((column) => tables.every((table) => table.columns.includes(column)));
  const alone = tables.length > 1 && entries.length > 0 && entries.every(({ rows }) => rows.filter(Boolean).length < 2);
  const complete = entries.filter((entry) => entry.rows.every((row, index) => row || !joined.columns.has(index))).length;
  const go = (to: number | undefined) => {
    const entry = to === undefined ? undefined : found[to];
    return set({ row: entry && nameOf(entry) });
  };
  return (
    <>
      <div className="tools">
        {paths.length > 1 && (
          <Choice name="Table" value={search.table ?? runs[0]?.path ?? ""} options={paths} choose={chooseTable} />
        )}
        <Choice name="Joined on" value={meaning.input} options={shared} choose={(on) => set({ on, row: undefined })} />
        <Choice name="Answers" value={meaning.output ?? ""} options={columns} choose={(answer) => set({ answer })} />
        {meaning.scores.length > 0 && (
          <>
            <Choice name="By" value={meaning.score ?? ""} options={meaning.scores} choose={(score) => set({ score, less: "" })} />
            <button type="button" onClick={() => set({ less: meaning.less ? "0" : "1" })} title="Turn round which way is better">
              {meaning.less ? "Less is better" : "More is better"}
            </button>
          </>
        )}
        <span className="quiet" aria-live="polite">
          {!loading && `${count(entries.length, "row")}, ${complete} joined`}
        </span>
        <span style={{ marginLeft: "auto" }} />
        <RowHeight lines={lines} set={setLines} />
      </div>
      {!loading && alone && (
        <p className="quiet" role="note">
          No two runs have the same value in {meaning.input}, so no answer stands beside another. Choose another column in “Joined on”.
        </p>
      )}
      <Summary comparison={comparison} choose={(score) => set({ score, less: "" })} />
      <div className="tools">
        <fieldset className="segments">
          <legend className="unseen">Rows that are shown</legend>
          {SHOWS.filter(([each]) => meaning.score !== undefined || !["worse", "better", "equal"].includes(each)).map(([each, words, key]) => (
            <button key={each} type="button" aria-pressed={show === each} title={`Key: ${key}`} onClick={() => shows(each)}>
              {words}
            </button>
          ))}
        </fieldset>
        {runs.length > 2 && (
          <Choice
            name="In"
            value={search.against ?? ""}
            options={["", ...runs.slice(1).map(({ id }) => id)]}
            words={(id) => runs.find((run) => run.id === id)?.name ?? "any run"}
            choose={(id) => set({ against: id, row: undefined })}
          />
        )}
        <input
          ref={box}
          type="search"
          placeholder="Search"
          aria-label="Search the rows for a text"
          value={text}
          onChange={(event) => typeText(event.target.value)}
        />
        <span aria-live="polite">{found.length < entries.length && `${found.length} of ${entries.length}`}</span>
        <span style={{ marginLeft: "auto" }} />
        {meaning.score !== undefined && (
          <label>
            <input type="checkbox" checked={worst} onChange={() => set({ order: worst ? undefined : "change", row: undefined })} /> Largest loss first
          </label>
        )}
        <label title="Key: d">
          <input type="checkbox" checked={diff} onChange={() => set({ diff: diff ? "off" : undefined })} /> Word diff
        </label>
      </div>
      {!loading && found.length === 0 ? (
        <div className="state">
          <strong>{entries.length === 0 ? "The tables have no rows." : "No row is left by this choice."}</strong>
          {(show === "worse" || show === "better") && meaning.scores.length > 1 && (
            <p className="quiet">
              Rows are {show} by {meaning.score}. A click on another score in the summary above judges by that.
            </p>
          )}
          {entries.length > 0 && (
            <button type="button" onClick={() => set({ rows: undefined, q: "", against: "" })}>
              Show all rows
            </button>
          )}
        </div>
      ) : (
        <Answers comparison={comparison} found={found} diff={diff} lines={lines} loading={loading} question={`${show} ${against} ${search.q} ${worst}`} />
      )}
      {open >= 0 && found[open] && <Entry comparison={comparison} entry={found[open]} place={open} of={found.length} diff={diff} go={go} />}
    </>
  );
}

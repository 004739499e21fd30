// Which runs logged the same table: two to five of them are chosen here to be read side by side.
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import type { Run } from "../../api/types";
import type { Column } from "../../lib/columns";
import { FIRST_ANSWERS, FIRST_TABLE, inNew } from "../../lib/firstLines";
import { count } from "../../lib/format";
import { LOGGED_TABLES } from "../../lib/loggedTables";
import { type TableRuns, tableRuns } from "../../lib/tableRuns";
import { nameOf } from "../../lib/values";
import { Empty } from "../../ui/Empty";
import { RunDot } from "../../ui/RunDot";
import { Time } from "../../ui/Time";
import { MOST } from "../compare/predictions/useTables";
import "../../styles/compared.css";

interface Props {
  stage: string;
  runs: Run[];
  /** Of these the first are chosen to begin with. */
  selected: string[];
  /** Says which columns the runs have to come with. */
  draw: (columns: Column[]) => void;
  /** Whether they have come with them. */
  ready: boolean;
  /** Absent when all runs are loaded. */
  fetchMore: (() => void) | undefined;
  /** Leaves only runs that have some. */
  onlyWith: (column: Column) => void;
}

const LIST: Column = { kind: "tags", key: LOGGED_TABLES };
const NEEDED = [LIST];
/** Tables that are listed, and runs of each until more are wanted. */
const TABLES = 50;
const STEP = 20;

export function Predictions({ stage, runs, selected, draw, ready, fetchMore, onlyWith }: Props) {
  useEffect(() => draw(NEEDED), [draw]);
  const tables = useMemo(() => tableRuns(runs), [runs]);
  if (tables.length === 0) {
    if (!ready) return <p className="quiet">Loading…</p>;
    return (
      <Empty what={`None of these ${count(runs.length, "run")} has logged a table.`} code={stage === "deleted" ? undefined : inNew(runs[0]?.info.experiment_id, "answer", FIRST_ANSWERS, FIRST_TABLE)}>
        {fetchMore && (
          <div className="tools">
            <button type="button" onClick={() => onlyWith(LIST)}>
              Find runs with tables
            </button>
            <button type="button" onClick={fetchMore}>
              Load more runs
            </button>
          </div>
        )}
        <p className="quiet">
          Questions and answers that runs log as a table are read side by side from here. CSV and Parquet files are on the page of their run.
        </p>
      </Empty>
    );
  }
  return (
    <>
      <div className="tools">
        <span className="quiet" aria-live="polite">
          {count(tables.length, "table")} in {count(runs.length, "run")}
        </span>
        {fetchMore && (
          <button type="button" onClick={fetchMore}>
            Load more runs
          </button>
        )}
      </div>
      <div className="prompts" tabIndex={0} role="group" aria-label="Tables">
        {tables.slice(0, TABLES).map((table) => (
          <Table key={table.path} table={table} selected={selected} />
        ))}
        {tables.length > TABLES && <p className="quiet">These are {TABLES} of them. A filter leaves fewer runs.</p>}
      </div>
    </>
  );
}

function Table({ table: { path, runs }, selected }: { table: TableRuns; selected: string[] }) {
  const [most, setMost] = useState(STEP);
  const [changed, setChanged] = useState(new Map<string, boolean>());
  const before = useMemo(() => usual(runs, selected), [runs, selected]);
  const isChosen = ({ info: { run_id: id } }: Run) => changed.get(id) ?? before.has(id);
  // The earliest is what the others are held against.
  const chosen = runs.filter(isChosen).reverse();
  const ids = chosen.map(({ info }) => info.run_id);
  const [only] = ids;
  return (
    <section aria-label={path}>
      <div className="tools">
        <h2>{path}</h2>
        <span className="quiet">{count(runs.length, "run")}</span>
        {ids.length === 1 && only ? (
          <Link className="end" to="/runs/$id" params={{ id: only }} search={{ view: "tables", table: path }}>
            Read {chosen[0] && nameOf(chosen[0])}
          </Link>
        ) : ids.length > 1 && ids.length <= MOST ? (
          <Link className="button end main-action" to="/compare" search={{ runs: ids.join(","), view: "predictions", table: path }}>
            Read {ids.length} side by side
          </Link>
        ) : (
          <span className="end quiet">Choose up to {MOST} runs</span>
        )}
      </div>
      <ul className="table-runs">
        {runs.slice(0, most).map((run) => (
          <li key={run.info.run_id}>
            <label>
              <input type="checkbox" checked={isChosen(run)} onChange={(event) => setChanged(new Map(changed).set(run.info.run_id, event.target.checked))} />
              <RunDot id={run.info.run_id} />
              {nameOf(run)}
            </label>
            <span className="quiet">
              <Time at={run.info.start_time} />
            </span>
          </li>
        ))}
      </ul>
      {runs.length > most && (
        <button type="button" className="bare" onClick={() => setMost(most + STEP)}>
          Show more, {runs.length - most} left
        </button>
      )}
    </section>
  );
}

/** Those that are selected in the table of runs, else the latest two. */
function usual(runs: Run[], selected: string[]): Set<string> {
  const ids = runs.map(({ info }) => info.run_id);
  const own = ids.filter((id) => selected.includes(id)).slice(0, MOST);
  return new Set(own.length > 0 ? own : ids.slice(0, 2));
}

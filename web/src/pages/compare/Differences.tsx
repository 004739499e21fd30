// Metrics, params and tags of runs side by side; the first run is what the others are held against. Only what is in sight is drawn:
// 200 runs with 500 params are 100,000 cells.
import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { type VirtualItem, useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { comparedRuns } from "../../api/comparedRuns";
import type { Run } from "../../api/types";
import { type Line, type Row, lines, ownTags, systemTags, tableRows } from "../../lib/diff";
import { change, number } from "../../lib/format";
import { nameOf } from "../../lib/values";
import { BoneRows } from "../../ui/Bones";
import { Fold } from "../../ui/Fold";
import { RunDot } from "../../ui/RunDot";
import { Spacer } from "../../ui/Spacer";
import { LostAmong, RunStatus } from "../../ui/lost";
import { Trouble } from "../../ui/states";

const route = getRouteApi("/compare");
const NAME = 220;
const COLUMN = 200;
const ROW = 33;
/** Beside more runs than these, values have one line each, so that rows do not change their heights while one scrolls to the side. */
const ROOMY = 12;
/** What a hint shows of a long value. */
const HINT = 1_000;

export function Differences({ ids }: { ids: string[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: runs, error, isError, refetch } = useQuery(comparedRuns(ids));
  const all = search.show === "all";
  const groups = useMemo(
    () =>
      runs && [
        { name: "Metrics", lines: lines(runs, (run) => run.data.metrics), numbers: true },
        { name: "Params", lines: lines(runs, (run) => run.data.params), numbers: false },
        { name: "Tags", lines: lines(runs, (run) => ownTags(run.data.tags)), numbers: false },
        // Of two runs they differ nearly always, and say little.
        ...(all ? [{ name: "System tags", lines: lines(runs, (run) => systemTags(run.data.tags)), numbers: false }] : []),
      ],
    [runs, all],
  );
  const rows = useMemo(() => groups && tableRows(groups, all), [groups, all]);
  if (isError && !runs) return <Trouble what="One of the runs could not be read." error={error} again={() => void refetch()} />;
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={!all}
          onChange={() => navigate({ search: { ...search, show: all ? "" : "all" }, replace: true })}
        />{" "}
        Only differences
      </label>
      <LostAmong runs={runs ?? []}>
        <Table ids={ids} runs={runs} rows={rows} />
      </LostAmong>
    </>
  );
}

function Table({ ids, runs, rows }: { ids: string[]; runs: Run[] | undefined; rows: Row[] | undefined }) {
  const scroll = useRef<HTMLDivElement>(null);
  const dense = ids.length > ROOMY;
  const vertical = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    // Values may have become longer: what was measured belongs to a key.
    getItemKey: (index) => keyOf(rows?.[index]) ?? index,
    overscan: 10,
  });
  const sideways = useVirtualizer({
    horizontal: true,
    count: ids.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => COLUMN,
    overscan: 2,
  });
  const items = vertical.getVirtualItems();
  const columns = dense ? sideways.getVirtualItems() : ids.map((_, index) => ({ index, start: index * COLUMN, end: (index + 1) * COLUMN }));
  const before = columns[0]?.start ?? 0;
  const after = ids.length * COLUMN - (columns.at(-1)?.end ?? 0);
  // A column without a width would take its part of the room that is left.
  const beside: Sides = [before > 0, after > 0];
  const span = columns.length + 1 + beside.filter(Boolean).length;
  const width = NAME + ids.length * COLUMN;
  return (
    <div ref={scroll} className="scroll" tabIndex={0} role="group" aria-label="What differs">
      <table
        className={dense ? "compare dense" : "compare"}
        style={dense ? { width } : { minWidth: width }}
        aria-busy={!rows}
        aria-rowcount={rows && rows.length + 1}
        aria-colcount={ids.length + 1}
      >
        <thead>
          <tr>
            <th className="pinned" aria-colindex={1}>
              <span className="unseen">Name</span>
            </th>
            {beside[0] && <Beside width={before} />}
            {columns.map(({ index }) => (
              <th key={index} scope="col" aria-colindex={index + 2}>
                <RunHead id={ids[index] ?? ""} run={runs?.[index]} baseline={index === 0} />
              </th>
            ))}
            {beside[1] && <Beside width={after} />}
          </tr>
        </thead>
        <tbody>
          {!rows && <BoneRows rows={10} columns={span} />}
          <Spacer height={items[0]?.start ?? 0} span={span} />
          {rows && items.map((item) => <TableRow key={item.key} item={item} row={rows[item.index]} columns={columns} beside={beside} measure={dense ? undefined : vertical.measureElement} />)}
          <Spacer height={vertical.getTotalSize() - (items.at(-1)?.end ?? 0)} span={span} />
        </tbody>
      </table>
    </div>
  );
}

function keyOf(row: Row | undefined): string | undefined {
  return row && `${row.group}\0${row.line?.key ?? ""}`;
}

/** Stands for the columns that are not drawn. */
function Beside({ width }: { width?: number }) {
  return <td className="beside-column" style={{ width }} aria-hidden="true" />;
}

function RunHead({ id, run, baseline }: { id: string; run: Run | undefined; baseline: boolean }) {
  return (
    <>
      <span className="run-name">
        <RunDot id={id} />
        <Link className="cut" to="/runs/$id" params={{ id }}>
          {run ? nameOf(run) : id.slice(0, 8)}
        </Link>
        {baseline && <span className="quiet">baseline</span>}
      </span>
      {run && <RunStatus run={run} />}
    </>
  );
}

/** Whether columns before and after those in sight are not drawn. */
type Sides = [boolean, boolean];

interface RowProps {
  item: VirtualItem;
  row: Row | undefined;
  columns: { index: number }[];
  beside: Sides;
  /** Where rows have heights of their own. */
  measure: ((element: HTMLElement | null) => void) | undefined;
}

function TableRow({ item, row, columns, beside, measure }: RowProps) {
  if (!row) return null;
  const { line } = row;
  if (!line) {
    return (
      <tr ref={measure} data-index={item.index} className="group" aria-rowindex={item.index + 2}>
        <th className="pinned" scope="rowgroup">
          {row.group} <span className="quiet">{row.shown < row.of ? `${row.shown} of ${row.of} differ` : row.of}</span>
        </th>
        <td colSpan={columns.length + beside.filter(Boolean).length} />
      </tr>
    );
  }
  return (
    <tr ref={measure} data-index={item.index} aria-rowindex={item.index + 2}>
      <th className="pinned" scope="row" aria-colindex={1} title={line.key}>
        {line.key}
      </th>
      {beside[0] && <Beside />}
      {columns.map(({ index }) => (
        <Value key={index} line={line} at={index} numbers={row.numbers} dense={!measure} />
      ))}
      {beside[1] && <Beside />}
    </tr>
  );
}

function Value({ line: { values }, at, numbers, dense }: { line: Line; at: number; numbers: boolean; dense: boolean }) {
  const value = values[at];
  const text = String(value ?? "");
  return (
    <td className={numbers ? "number" : ""} aria-colindex={at + 2} title={numbers || dense ? text.slice(0, HINT) || undefined : undefined}>
      {value === undefined ? <span className="quiet">–</span> : numbers ? number(value) : dense ? text.slice(0, HINT) : <Fold text={text} />}
      {numbers && at > 0 && <span className="change">{change(value, values[0])}</span>}
    </td>
  );
}

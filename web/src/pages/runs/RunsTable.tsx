// The table of runs. Only the rows in sight are drawn, in a real table, so that screen readers get one.
import { useTable } from "@tanstack/react-table";
import { useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Numeric } from "../../api/json";
import type { Run } from "../../api/types";
import { type Column, columnId } from "../../lib/columns";
import { BoneRows } from "../../ui/Bones";
import { Spacer } from "../../ui/Spacer";
import { useVirtualRows } from "../../ui/useVirtualRows";
import { Lost } from "../../ui/lost";
import { openBelow } from "../../ui/openBelow";
import { stretches, widthOf } from "./cells";
import { ColumnMenu } from "./ColumnMenu";
import { Head } from "./Head";
import { type Definition, type RowActs, RunRow, features } from "./RunRow";
import type { Columns } from "./useColumns";
import { useRowSelection } from "./useRowSelection";
import { useVirtualRowKeys } from "./useVirtualRowKeys";

interface Props {
  /** What the rows answer. */
  question: string;
  runs: Run[];
  columns: Columns;
  sort: string;
  setSort: (sort: string) => void;
  selected: string[];
  /** These in or out. */
  select: (ids: string[], on: boolean) => void;
  /** When each lost run was heard of last. */
  lost: ReadonlyMap<string, Numeric>;
  /** The run that is looked at below. */
  peek: string;
  setPeek: (id: string) => void;
  /** The rows answer an earlier question. */
  stale: boolean;
  loading: boolean;
  more: boolean;
  fetchMore: (() => void) | undefined;
  /** These rows are in sight. */
  look: (first: number, last: number) => void;
  /** No rows are any more. */
  lookAway: () => void;
}

const NAME: Column = { kind: "attributes", key: "run_name" };
const CHECK = 36;
/** As `--run-name` has it, but on a phone. */
const NAME_WIDTH = 224;

export function RunsTable({ question, runs, columns: arranged, sort, setSort, selected, select, lost, peek, setPeek, stale, loading, more, fetchMore, look: watch, lookAway }: Props) {
  const columns = arranged.shown;
  const definitions = useMemo(
    () => columns.map((column): Definition => ({ id: columnId(column), accessorFn: (run) => run, meta: { column } })),
    [columns],
  );
  const table = useTable({ features, columns: definitions, data: runs, getRowId: (run) => run.info.run_id });
  const rows = table.getRowModel().rows;
  const ids = useMemo(() => runs.map((run) => run.info.run_id), [runs]);
  const { scroll, virtual, items, first, last, above, below } = useVirtualRows({ question, count: rows.length, ids: stale ? undefined : ids, more, fetchMore });
  useEffect(() => watch(first, last), [watch, first, last, rows.length]);
  useEffect(() => lookAway, [lookAway]);
  const chosen = useMemo(() => new Set(selected), [selected]);
  const { all, some, pick, keys } = useRowSelection(runs, chosen, select);
  const look = (index: number, toggle: boolean) => {
    const id = runs[index]?.info.run_id ?? "";
    setPeek(toggle && id === peek ? "" : id);
  };
  const latest = useRef<RowActs>({ pick, look });
  useEffect(() => {
    latest.current = { pick, look };
  });
  const acts = useMemo((): RowActs => ({ pick: (...how) => latest.current.pick(...how), look: (...how) => latest.current.look(...how) }), []);
  useVirtualRowKeys(scroll, rows.length, virtual, keys.toggle, {
    about: question,
    extend: keys.extend,
    peek: (index) => look(index, true),
    moved: (index) => peek && look(index, false),
  });

  const menu = useRef<HTMLDivElement>(null);
  const [inMenu, setInMenu] = useState<Column>();
  const openMenu = (column: Column, button: HTMLElement) => {
    // What is in it has to be there when it opens: its first button gets the focus.
    flushSync(() => setInMenu(column));
    openBelow(menu.current, button);
  };
  const { lefts, widths, least, exact } = useMemo(() => place(columns, arranged.pinned, arranged.widths), [columns, arranged.pinned, arranged.widths]);
  const span = columns.length + 2;
  return (
    <Lost value={lost}>
      <div ref={scroll} className="scroll steady" tabIndex={-1}>
        <table
          className={stale ? "fixed runs stale" : "fixed runs"}
          style={exact ? { width: least } : { minWidth: least }}
          aria-rowcount={more ? -1 : rows.length + 1}
          aria-busy={loading || stale}
        >
          <colgroup>
            <col style={{ width: CHECK }} />
            <col style={exact || columns.some(stretches) ? { width: "var(--run-name)" } : undefined} />
            {columns.map((column, index) => (
              <col key={columnId(column)} style={{ width: widths[index] }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th className="pinned">
                <input
                  type="checkbox"
                  ref={(box) => {
                    if (box) box.indeterminate = some && !all;
                  }}
                  checked={all}
                  disabled={runs.length === 0}
                  onChange={() => select(ids, !all)}
                  aria-label={`Select all ${runs.length} loaded runs`}
                  title={`Select all ${runs.length} loaded runs`}
                />
              </th>
              <Head column={NAME} sort={sort} setSort={setSort} className="pinned after-check" />
              {columns.map((column, index) => (
                <Head
                  key={columnId(column)}
                  column={column}
                  sort={sort}
                  setSort={setSort}
                  className={lefts[index] === undefined ? "" : "pinned"}
                  style={{ left: lefts[index] }}
                  arranged={{ openMenu, move: arranged.move, resize: arranged.resize }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {loading && <BoneRows rows={16} columns={span} />}
            <Spacer height={above} span={span} />
            {items.map(({ index }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <RunRow
                  key={row.id}
                  row={row}
                  index={index}
                  definitions={definitions}
                  lefts={lefts}
                  selected={chosen.has(row.id)}
                  peeked={row.id === peek}
                  acts={acts}
                />
              );
            })}
            <Spacer height={below} span={span} />
          </tbody>
        </table>
        <ColumnMenu box={menu} column={inMenu} columns={arranged} />
      </div>
    </Lost>
  );
}

/** Where pinned columns stand, and how wide each is; nothing for those that take the room that is left. */
function place(columns: Column[], pinned: Set<string>, chosen: Map<string, number>) {
  let left = CHECK + NAME_WIDTH;
  let least = left;
  const lefts: (number | undefined)[] = [];
  const widths: (number | undefined)[] = [];
  for (const column of columns) {
    const id = columnId(column);
    const width = chosen.get(id) ?? widthOf(column);
    const stays = pinned.has(id);
    lefts.push(stays ? left : undefined);
    if (stays) left += width;
    widths.push(stays || chosen.has(id) || !stretches(column) ? width : undefined);
    least += width;
  }
  // When no column takes the room that is left, all would share it, and what is pinned or was pulled wider would not be where it says.
  const exact = !widths.includes(undefined) && (pinned.size > 0 || chosen.size > 0);
  return { lefts, widths, least, exact };
}

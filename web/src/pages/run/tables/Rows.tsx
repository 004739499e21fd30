// The rows in sight of a table of any length; each is as high as its texts need, up to the chosen number of lines.
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { type Json, numberOf } from "../../../lib/cells";
import { columnField } from "../../../lib/rowFilter";
import { BoneRows } from "../../../ui/Bones";
import { CellView } from "../../../ui/cell/CellView";
import type { Lines } from "../../../ui/RowHeight";
import { Spacer } from "../../../ui/Spacer";
import { useVirtualRows } from "../../../ui/useVirtualRows";
import { useVirtualRowKeys } from "../../runs/useVirtualRowKeys";

interface Props {
  run: string;
  /** What the rows answer. */
  question: string;
  /** The columns that are shown, with their places in a row. */
  columns: { name: string; at: number }[];
  rows: Json[][];
  lines: Lines;
  sort: string;
  setSort: (sort: string) => void;
  loading: boolean;
  stale: boolean;
  more: boolean;
  fetchMore: (() => void) | undefined;
}

const route = getRouteApi("/runs/$id");
const NUMBER = 112;
const TEXT = 280;
const PLACE = 56;
/** So many rows say whether a column holds numbers. */
const LOOKED_AT = 50;

export function Rows({ run, question, columns, rows, lines, sort, setSort, loading, stale, more, fetchMore }: Props) {
  const height = lines === "1" ? 32 : 72;
  const { scroll, virtual, items, above, below } = useVirtualRows({ question, count: rows.length, height, overscan: 8, more, fetchMore });
  useEffect(() => virtual.measure(), [virtual, lines]);
  useVirtualRowKeys(scroll, rows.length, virtual, undefined, { about: question });
  const numbers = useMemo(
    () => new Set(columns.filter(({ at }) => isNumbers(rows.slice(0, LOOKED_AT).map((row) => row[at]))).map(({ name }) => name)),
    [columns.map(({ name }) => name).join("\n"), rows],
  );
  const widthOf = (name: string) => (numbers.has(name) ? NUMBER : TEXT);
  return (
    <div ref={scroll} className="scroll rows-box" tabIndex={-1}>
      <table
        className={stale ? "fixed rows stale" : "fixed rows"}
        data-lines={lines}
        style={{ minWidth: PLACE + columns.reduce((sum, { name }) => sum + widthOf(name), 0) }}
        aria-rowcount={more ? -1 : rows.length + 1}
        aria-busy={loading || stale}
      >
        <colgroup>
          <col style={{ width: PLACE }} />
          {columns.map(({ name }) => (
            <col key={name} style={numbers.has(name) ? { width: NUMBER } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th className="pinned number">
              <span className="unseen">Row</span>
            </th>
            {columns.map(({ name }) => (
              <Head key={name} name={name} sort={sort} setSort={setSort} number={numbers.has(name)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {loading && <BoneRows rows={12} columns={Math.max(4, columns.length + 1)} />}
          <Spacer height={above} span={columns.length + 1} />
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr key={index} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                  <td className="pinned number">
                    <Link
                      data-row
                      from={route.id}
                      to="."
                      search={(old: object) => ({ ...old, row: String(index) })}
                      aria-label={`Read row ${index + 1}`}
                      replace
                      resetScroll={false}
                    >
                      {index + 1}
                    </Link>
                  </td>
                  {columns.map(({ name, at }) => (
                    <td key={name} className={numbers.has(name) ? "number" : ""}>
                      <CellView cell={row[at]} run={run} />
                    </td>
                  ))}
                </tr>
              )
            );
          })}
          <Spacer height={below} span={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

function isNumbers(cells: (Json | undefined)[]): boolean {
  const some = cells.filter((cell) => cell !== null && cell !== undefined && cell !== "");
  return some.length > 0 && some.every((cell) => typeof cell !== "object" && numberOf(cell) !== undefined);
}

interface HeadProps {
  name: string;
  sort: string;
  setSort: (sort: string) => void;
  number: boolean;
}

function Head({ name, sort, setSort, number }: HeadProps) {
  const down = sort === `-${name}`;
  const sorted = down || sort === name;
  const [first, second] = number ? [`-${name}`, name] : [name, `-${name}`];
  const next = sort === first ? second : sort === second ? "" : first;
  return (
    <th scope="col" className={number ? "cut number" : "cut"} title={name} aria-sort={sorted ? (down ? "descending" : "ascending") : undefined}>
      {columnField(name) === undefined ? (
        name
      ) : (
        <button type="button" aria-label={`Sort by ${name}`} onClick={() => setSort(next)}>
          <span className="cut">{`${name}${sorted ? (down ? " ▼" : " ▲") : ""}`}</span>
        </button>
      )}
    </th>
  );
}

// The rows in sight of a table of any length; each is as high as its texts need, up to the chosen number of lines.
import { useEffect, useMemo, useState } from "react";
import { type Json, numberOf } from "../../../lib/cells";
import { columnField } from "../../../lib/rowFilter";
import { FURTHEST } from "../../../lib/rowPages";
import { BoneRows } from "../../../ui/Bones";
import type { Lines } from "../../../ui/RowHeight";
import { Spacer } from "../../../ui/Spacer";
import { useVirtualRows } from "../../../ui/useVirtualRows";
import { useVirtualRowKeys } from "../../runs/useVirtualRowKeys";
import { TableRow } from "./TableRow";
import type { Shown } from "./useRowPages";

interface Props {
  run: string;
  /** What the address of a row has besides. */
  here: object;
  /** What the rows answer. */
  question: string;
  /** The columns that are shown, with their places in a row. */
  columns: { name: string; at: number }[];
  /** Nothing before the first answer. */
  data: Shown | undefined;
  lines: Lines;
  sort: string;
  setSort: (sort: string) => void;
  stale: boolean;
  /** The row that is read by itself: where one is when that ends. */
  reading: number | undefined;
  /** These rows are in sight; until the answer is called. */
  look: (first: number, last: number) => () => void;
}

const NUMBER = 112;
const TEXT = 280;
const PLACE = 76;
/** So many rows say whether a column holds numbers. */
const LOOKED_AT = 50;

export function Rows({ run, here, question, columns, data, lines, sort, setSort, stale, reading, look }: Props) {
  const height = lines === "1" ? 32 : 72;
  const count = Math.min(data?.total ?? 0, FURTHEST);
  const { scroll, virtual, items, first, last, above, below } = useVirtualRows({ question, count, height, overscan: 8 });
  useEffect(() => look(first, last), [look, first, last]);
  useEffect(() => virtual.measure(), [virtual, lines]);
  const reveal = reading !== undefined && reading >= 0 && reading < count ? reading : undefined;
  useEffect(() => {
    if (reveal !== undefined) virtual.scrollToIndex(reveal);
  }, [virtual, reveal]);
  useVirtualRowKeys(scroll, count, virtual, undefined, { about: question });
  const head = data?.head;
  /** By their places: two columns may have one name. */
  const numbers = useMemo(
    () => new Set(columns.map(({ at }) => at).filter((at) => isNumbers(head?.slice(0, LOOKED_AT).map((row) => row[at]) ?? []))),
    [columns.map(({ at }) => at).join(), head],
  );
  const places = columns.map(({ at }) => at);
  const [open, setOpen] = useState({ about: question, rows: [] as number[] });
  const unfolded = open.about === question ? open.rows : [];
  const unfold = (index: number) => setOpen({ about: question, rows: unfolded.includes(index) ? unfolded.filter((other) => other !== index) : [...unfolded, index] });
  const widthOf = (at: number) => (numbers.has(at) ? NUMBER : TEXT);
  return (
    <div ref={scroll} className="scroll rows-box" tabIndex={-1}>
      <table
        className={stale ? "fixed rows stale" : "fixed rows"}
        data-lines={lines}
        style={{ minWidth: PLACE + columns.reduce((sum, { at }) => sum + widthOf(at), 0) }}
        aria-rowcount={data?.counted ? data.total + 1 : -1}
        aria-busy={!data || stale}
      >
        <colgroup>
          <col style={{ width: PLACE }} />
          {columns.map(({ at }) => (
            <col key={at} style={numbers.has(at) ? { width: NUMBER } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th className="pinned number">
              <span className="unseen">Row</span>
            </th>
            {columns.map(({ name, at }) => (
              <Head key={at} name={name} sort={sort} setSort={setSort} number={numbers.has(at)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {!data && <BoneRows rows={12} columns={Math.max(4, columns.length + 1)} />}
          <Spacer height={above} span={columns.length + 1} />
          {items.map(({ index }) => (
            <TableRow
              key={index}
              ref={virtual.measureElement}
              question={data?.of}
              row={data?.row(index)}
              unfolded={unfolded.includes(index)}
              {...{ run, index, places, numbers, here, unfold }}
            />
          ))}
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

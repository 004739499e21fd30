// A run as a row of the table. Scrolling draws the table with each frame: rows that stay in sight are not drawn again for it.
import { type ColumnDef, type Row, tableFeatures } from "@tanstack/react-table";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { Run } from "../../api/types";
import type { Column } from "../../lib/columns";
import { nameOf } from "../../lib/values";
import { Cell } from "./cells";
import { RunDot } from "../../ui/RunDot";

export const features = tableFeatures({});
export type Definition = ColumnDef<typeof features, Run, unknown> & { meta: { column: Column } };

export interface RowActs {
  pick: (index: number, range: boolean) => void;
  look: (index: number, toggle: boolean) => void;
}

interface Props {
  row: Row<typeof features, Run>;
  index: number;
  /** The same row has other cells when these change. */
  definitions: Definition[];
  /** Where pinned cells stand. */
  lefts: (number | undefined)[];
  selected: boolean;
  /** The run is looked at below the table. */
  peeked: boolean;
  /** Always the same object. */
  acts: RowActs;
}

export const RunRow = memo(function RunRow({ row, index, lefts, selected, peeked, acts }: Props) {
  const run = row.original;
  const name = nameOf(run);
  return (
    <tr data-index={index} aria-rowindex={index + 2} aria-selected={selected}>
      <td className="pinned">
        <input
          type="checkbox"
          checked={selected}
          onChange={(event) => acts.pick(index, (event.nativeEvent as MouseEvent).shiftKey)}
          aria-label={`Select ${name}`}
        />
      </td>
      <td className="pinned after-check">
        <span className="run-name">
          <RunDot id={row.id} />
          <Link data-row className="cut" title={name} to="/runs/$id" params={{ id: row.id }}>
            {name}
          </Link>
          <button type="button" className="bare peek-button" tabIndex={-1} aria-label={`Peek at ${name}`} aria-expanded={peeked} onClick={() => acts.look(index, true)}>
            Peek
          </button>
        </span>
      </td>
      {row.getAllCells().map((cell, at) => {
        const { column } = (cell.column.columnDef as Definition).meta;
        const left = lefts[at];
        return (
          <td key={cell.id} className={`${column.kind === "metrics" ? "number" : ""} cut ${left === undefined ? "" : "pinned"}`} style={{ left }}>
            <Cell run={run} column={column} />
          </td>
        );
      })}
    </tr>
  );
});

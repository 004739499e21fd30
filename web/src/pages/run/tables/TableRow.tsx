// A row of a table, cut to the chosen height until it is unfolded. What the page has only the beginning of is read then.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Ref } from "react";
import { type RowQuestion, readRow } from "../../../api/tables";
import { CellView } from "../../../ui/cell/CellView";
import type { ReadRow } from "./useRowPages";

interface Props {
  ref: Ref<HTMLTableRowElement>;
  /** Which rows it is one of; nothing before the first answer. */
  question: RowQuestion | undefined;
  run: string;
  index: number;
  row: ReadRow | undefined;
  /** Places of the cells that are shown. */
  places: number[];
  /** Those of numbers. */
  numbers: ReadonlySet<number>;
  /** What the address of a row has besides. */
  here: object;
  unfolded: boolean;
  unfold: (index: number) => void;
}

const route = getRouteApi("/runs/$id");

export function TableRow({ ref, question, run, index, row, places, numbers, here, unfolded, unfold }: Props) {
  const wanted = unfolded && question !== undefined && row?.cut === true;
  // Rows that ask for nothing share one entry of the cache.
  const more = useQuery({ ...readRow(question ?? { run, path: "", filter: "", order: "", ended: true }, wanted ? index : -1), enabled: wanted });
  const cells = (wanted && more.data) || row?.cells;
  const name = `row ${index + 1}`;
  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2} className={unfolded ? "unfolded" : undefined}>
      <td className="pinned number">
        <button type="button" className="bare unfold-row" aria-expanded={unfolded} aria-label={`Unfold ${name}`} title={unfolded ? "Fold" : "Unfold"} onClick={() => unfold(index)}>
          {unfolded ? "▾" : "▸"}
        </button>
        <Link
          data-row
          from={route.id}
          to="."
          search={(old: object) => ({ ...here, ...old, row: String(index) })}
          aria-label={`Read ${name}`}
          replace
          resetScroll={false}
        >
          {index + 1}
        </Link>
        {wanted && more.isFetching && <span className="unseen" role="status">Reading more of the long cells</span>}
        {wanted && more.isError && <span className="problem" role="alert">{more.error.message}</span>}
      </td>
      {places.map((at) => (
        <td key={at} className={numbers.has(at) ? "number" : ""}>
          {cells ? <CellView cell={cells[at]} run={run} whole={unfolded} /> : <span className="bone" style={{ width: "60%" }} />}
        </td>
      ))}
    </tr>
  );
}

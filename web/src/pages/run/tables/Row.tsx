// One row with every cell in full, or as much of it as can be read.
import { useQuery } from "@tanstack/react-query";
import { type RowQuestion, readRow } from "../../../api/tables";
import { CellView } from "../../../ui/cell/CellView";
import { ReadingView } from "../../../ui/ReadingView";
import { Trouble } from "../../../ui/states";
import type { ReadRow } from "./useRowPages";

interface Props {
  /** Which rows it is one of. */
  question: RowQuestion;
  columns: string[];
  /** As it is on the page; nothing while that is read. */
  row: ReadRow | undefined;
  /** Its place, from 0. */
  number: number;
  total: number;
  /** The last row that can be gone to. */
  last: number;
  go: (to: number | undefined) => void;
}

export function Row({ question, columns, row, number, total, last, go }: Props) {
  const cut = row?.cut ?? false;
  const query = useQuery({ ...readRow(question, number), enabled: cut });
  const shown = (cut && query.data) || row?.cells;
  return (
    <ReadingView
      name={`Row ${number + 1} of ${total}`}
      previous={number > 0 ? () => go(number - 1) : undefined}
      next={number < last ? () => go(number + 1) : undefined}
      close={() => go(undefined)}
    >
      {!row && <p className="quiet">Reading the row…</p>}
      {cut && query.isPending && <p className="quiet">Reading more of the long cells…</p>}
      {cut && query.isError && <Trouble what="The long cells could not be read." error={query.error} again={() => query.refetch()} />}
      {shown && (
        <dl className="reading">
          {columns.map((column, at) => (
            <div key={at}>
              <dt>{column}</dt>
              <dd>
                <CellView cell={shown[at]} run={question.run} whole />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </ReadingView>
  );
}

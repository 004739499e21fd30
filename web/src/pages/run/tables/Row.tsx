// One row with every cell in full.
import type { Json } from "../../../lib/cells";
import { CellView } from "../../../ui/cell/CellView";
import { ReadingView } from "../../../ui/ReadingView";

interface Props {
  run: string;
  columns: string[];
  row: Json[];
  /** Its place, from 0. */
  number: number;
  total: number;
  /** The last row that can be gone to. */
  last: number;
  go: (to: number | undefined) => void;
}

export function Row({ run, columns, row, number, total, last, go }: Props) {
  return (
    <ReadingView
      name={`Row ${number + 1} of ${total}`}
      previous={number > 0 ? () => go(number - 1) : undefined}
      next={number < last ? () => go(number + 1) : undefined}
      close={() => go(undefined)}
    >
      <dl className="reading">
        {columns.map((column, at) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>
              <CellView cell={row[at]} run={run} whole />
            </dd>
          </div>
        ))}
      </dl>
    </ReadingView>
  );
}

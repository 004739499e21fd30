// What is equal in all rows, said once above them.
import { columnId, title } from "../../lib/columns";
import { count, number } from "../../lib/format";
import type { Columns } from "./useColumns";

const MOST = 12;

export function EqualLine({ columns: { equal, folded, fold }, runs, more }: { columns: Columns; runs: number; more: boolean }) {
  if (equal.length === 0) return null;
  const which = more ? `all ${runs} runs so far` : `all ${runs} runs`;
  return (
    <div className="equal">
      {folded ? (
        <>
          <span className="quiet">Equal in {which}:</span>
          {equal.slice(0, MOST).map(({ column, value }) => (
            <span key={columnId(column)} className="tag cut" title={`${columnId(column)}: ${value === undefined ? "in none" : String(value)}`}>
              <span className="quiet">{title(column)}</span>{" "}
              {value === undefined ? "–" : column.kind === "metrics" ? number(value) : String(value).slice(0, 200)}
            </span>
          ))}
          {equal.length > MOST && <span className="quiet">and {equal.length - MOST} more</span>}
          <button className="bare" onClick={() => fold(false)}>
            Show as columns
          </button>
        </>
      ) : (
        <button className="bare" onClick={() => fold(true)}>
          Fold away {count(equal.length, "column")} that {equal.length === 1 ? "is" : "are"} equal in {which}
        </button>
      )}
    </div>
  );
}

// The head of a column: its name, and a button where the server can sort by it.
import { type Column, columnId, fieldOf, nextSort, title } from "../../lib/columns";

interface Props {
  column: Column;
  sort: string;
  setSort: (sort: string) => void;
  className?: string;
}

export function Head({ column, sort, setSort, className = "" }: Props) {
  const id = columnId(column);
  const down = sort === `-${id}`;
  const sorted = down || sort === id;
  const words = title(column);
  const name = `${words}${sorted ? (down ? " ▼" : " ▲") : ""}`;
  const number = column.kind === "metrics" ? "number" : "";
  return (
    <th
      scope="col"
      className={`cut ${number} ${className}`}
      aria-sort={sorted ? (down ? "descending" : "ascending") : undefined}
      title={column.kind === "attributes" ? words : id}
    >
      {fieldOf(column) === undefined ? (
        words
      ) : (
        <button type="button" aria-label={`Sort by ${words}`} onClick={() => setSort(nextSort(sort, column))}>
          <span className="cut">{name}</span>
        </button>
      )}
    </th>
  );
}

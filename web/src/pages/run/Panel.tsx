// A named list of a run that can be searched once it is long, and is drawn in pieces so that 12,000 lines stay quick.
import { type ReactNode, useId, useState } from "react";
import { BoneRows } from "../../ui/Bones";

interface Props<T> {
  name: string;
  /** What one line is: "param". */
  what: string;
  items: T[];
  keyOf: (item: T) => string;
  heads: ReactNode;
  columns: number;
  loading: boolean;
  children: (item: T) => ReactNode;
}

const SEARCHABLE = 12;
const STEP = 200;

export function Panel<T>({ name, what, items, keyOf, heads, columns, loading, children }: Props<T>) {
  const id = useId();
  const [text, setText] = useState("");
  const [most, setMost] = useState(STEP);
  const sought = text.trim().toLowerCase();
  const found = sought ? items.filter((item) => keyOf(item).toLowerCase().includes(sought)) : items;
  return (
    <section className="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{name}</h2>
        {!loading && <span className="quiet">{items.length.toLocaleString("en")}</span>}
        {items.length > SEARCHABLE && (
          <input
            type="search"
            placeholder="Search"
            aria-label={`Search ${name.toLowerCase()} by name`}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </header>
      {!loading && found.length === 0 ? (
        <p className="quiet">{sought ? `No ${what} has “${text.trim()}” in its name.` : `No ${what} was logged.`}</p>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-label={`${name}: list`}>
          <table className="pairs">
            <thead>{heads}</thead>
            <tbody>{loading ? <BoneRows rows={4} columns={columns} /> : found.slice(0, most).map(children)}</tbody>
          </table>
          {found.length > most && (
            <button className="bare" onClick={() => setMost(most + STEP)}>
              Show more, {(found.length - most).toLocaleString("en")} left
            </button>
          )}
        </div>
      )}
    </section>
  );
}

// The filter, in the server's search language, with what the server says against it shown at its place.
import { useEffect, useRef, useState } from "react";
import { asCounted, place, suggestion } from "../../lib/filterError";
import { useKeys } from "../../ui/useKeys";
import { FilterBuilder } from "./FilterBuilder";
import { FilterInput } from "./FilterInput";
import type { Filtered } from "./useFilterSource";

interface Props {
  filter: string;
  apply: (filter: string) => void;
  /** The server's refusal of `filter`. */
  problem: Error | undefined;
  /** Of which runs. */
  of: Filtered;
  /** Characters that were put before the filter when it was sent. */
  skip: number;
}

export function FilterBox({ filter, apply, problem, of, skip }: Props) {
  const [text, setText] = useState(filter);
  const [building, setBuilding] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => setText(filter), [filter]);
  // What was refused is to be corrected, unless one has gone elsewhere meanwhile.
  const refused = problem !== undefined;
  useEffect(() => {
    if (refused && document.activeElement === document.body) box.current?.focus();
  }, [refused, filter]);
  useKeys({ "/": () => box.current?.focus() });
  const clear = () => {
    setText("");
    apply("");
  };
  const form = (
    <form
      role="search"
      className="tools"
      onSubmit={(event) => {
        event.preventDefault();
        // As from a search box: the keys of the page lead on, into what was found.
        box.current?.blur();
        if (text.trim() !== filter) apply(text.trim());
      }}
    >
      <FilterInput
        box={box}
        text={text}
        change={setText}
        of={of}
        invalid={problem !== undefined}
        described={problem && "filter-problem"}
      />
      {/* Also where nothing changed: a form with a disabled button knows no Enter. */}
      <button>Filter</button>
      <button type="button" disabled={!text && !filter} onClick={clear}>
        Clear
      </button>
      <button type="button" onClick={() => setBuilding(true)}>
        Build
      </button>
      {problem && <Problem filter={filter} message={problem.message} skip={skip} apply={apply} />}
    </form>
  );
  return (
    <>
      {form}
      {building && <FilterBuilder filter={text.trim()} of={of} apply={apply} closed={() => setBuilding(false)} />}
    </>
  );
}

function Problem({ filter, message, skip, apply }: { filter: string; message: string; skip: number; apply: (filter: string) => void }) {
  const spot = place(filter, message, skip);
  const meant = suggestion(filter);
  return (
    <div id="filter-problem" className="problem" role="alert">
      {spot && (
        <pre>
          {spot.before}
          <mark>{spot.at || "\u00a0\u00a0"}</mark>
          {spot.after}
        </pre>
      )}
      {asCounted(message, skip)}
      {meant && (
        <div>
          Did you mean{" "}
          <button type="button" className="unfold" onClick={() => apply(meant)}>
            <code>{meant}</code>
          </button>
          ?
        </div>
      )}
    </div>
  );
}

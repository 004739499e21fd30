// The filter, in the server's search language, with what the server says against it shown at its place.
import { useEffect, useRef, useState } from "react";
import { asCounted, place } from "../../lib/filterError";
import { useKeys } from "../../ui/useKeys";

interface Props {
  filter: string;
  apply: (filter: string) => void;
  /** The server's refusal of `filter`. */
  problem: Error | undefined;
  /** Characters that were put before the filter when it was sent. */
  skip: number;
}

export function FilterBox({ filter, apply, problem, skip }: Props) {
  const [text, setText] = useState(filter);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => setText(filter), [filter]);
  useKeys({ "/": () => box.current?.focus() });
  const clear = () => {
    setText("");
    apply("");
  };
  return (
    <form
      role="search"
      className="tools"
      onSubmit={(event) => {
        event.preventDefault();
        apply(text.trim());
      }}
    >
      <span className="wide">
        <input
          ref={box}
          className="filter"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label="Filter runs"
          aria-invalid={problem !== undefined}
          aria-describedby={problem && "filter-problem"}
          placeholder={`metrics.score > 0.8 and params.model = "small"`}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
        />
      </span>
      <button disabled={text.trim() === filter}>Filter</button>
      <button type="button" disabled={!text && !filter} onClick={clear}>
        Clear
      </button>
      {problem && <Problem filter={filter} message={problem.message} skip={skip} />}
    </form>
  );
}

function Problem({ filter, message, skip }: { filter: string; message: string; skip: number }) {
  const spot = place(filter, message, skip);
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
    </div>
  );
}

// How many runs are selected, and what can be done with them.
import { CLOSE, DELETE, RESTORE } from "./acts";
import type { Doing } from "./useRunActions";
import { LINKED } from "./useSelection";

interface Props {
  selected: string[];
  /** Those of them that have not ended: a program may be gone without a sign. */
  running: string[];
  stage: string;
  compare: (view?: string) => void;
  begin: (what: Doing, ids?: string[]) => void;
  clear: () => void;
}

export function SelectionBar({ selected, running, stage, compare, begin, clear }: Props) {
  if (selected.length === 0) return null;
  const many = selected.length > LINKED;
  const comparable = selected.length > 1 && !many;
  const why = many ? `At most ${LINKED} runs can be compared` : undefined;
  return (
    <span className="selection">
      <span className="quiet" title={many ? "More than a link can carry: the address does not keep them" : undefined}>
        {selected.length} selected
      </span>
      <button className="main-action" disabled={!comparable} title={why} onClick={() => compare()}>
        Compare
      </button>
      <button disabled={!comparable} title={why} onClick={() => compare("predictions")}>
        Predictions side by side
      </button>
      <button onClick={() => begin("tag")}>Tag</button>
      {running.length > 0 && <button onClick={() => begin(CLOSE, running)}>Close as failed</button>}
      {stage !== "" && <button onClick={() => begin(RESTORE)}>Restore</button>}
      {stage !== "deleted" && <button onClick={() => begin(DELETE)}>Delete</button>}
      <button onClick={clear}>Clear</button>
    </span>
  );
}

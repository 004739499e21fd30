// Which runs a dialog is about: the first by name, the rest by number.
import type { Run } from "../../api/types";
import { runColour } from "../../lib/colour";
import { nameOf } from "../../lib/values";

const MOST = 8;

export function Names({ runs }: { runs: Run[] }) {
  return (
    <ul className="names">
      {runs.slice(0, MOST).map((run) => (
        <li key={run.info.run_id} className="run-name">
          <span className="dot" style={{ background: runColour(run.info.run_id) }} />
          <span className="cut" title={nameOf(run)}>
            {nameOf(run)}
          </span>
        </li>
      ))}
      {runs.length > MOST && <li className="quiet">and {runs.length - MOST} more</li>}
    </ul>
  );
}

// Which runs a dialog is about, each by its name: they may be others than those in sight.
import type { Run } from "../../api/types";
import { nameOf } from "../../lib/values";
import { RunDot } from "../../ui/RunDot";

const MOST = 200;

export function Names({ runs }: { runs: Run[] }) {
  return (
    <ul className="names" tabIndex={0} aria-label="Runs">
      {runs.slice(0, MOST).map((run) => (
        <li key={run.info.run_id} className="run-name">
          <RunDot id={run.info.run_id} />
          <span className="cut" title={nameOf(run)}>
            {nameOf(run)}
          </span>
        </li>
      ))}
      {runs.length > MOST && <li className="quiet">and {runs.length - MOST} more</li>}
    </ul>
  );
}

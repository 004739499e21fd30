// Predictions and tables of a run.
import type { Run } from "../../api/types";

export function Tables({ run }: { run: Run }) {
  return <p className="quiet">{run.info.run_id}</p>;
}

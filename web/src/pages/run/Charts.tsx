// Metrics of a run over its steps.
import type { Run } from "../../api/types";

export function Charts({ run }: { run: Run }) {
  return <p className="quiet">{run.info.run_id}</p>;
}

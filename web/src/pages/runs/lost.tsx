// Which of the runs at hand are lost, for every place that shows how a run stands.
import { createContext, useContext } from "react";
import type { Numeric } from "../../api/json";
import type { Run } from "../../api/types";
import { exact } from "../../lib/format";
import { Status } from "../../ui/Status";

export const Lost = createContext<ReadonlyMap<string, Numeric>>(new Map());

/** What being lost means, for a run that is; nothing for others. */
export function useLost({ info }: Run): string | undefined {
  const seen = useContext(Lost).get(info.run_id);
  if (seen === undefined || info.status !== "RUNNING") return undefined;
  return `Its program gave no sign of life since ${exact(seen)}. It may have been killed, or can not reach the server. A late sign takes this back.`;
}

export function RunStatus({ run }: { run: Run }) {
  const lost = useLost(run);
  return (
    <span title={lost}>
      <Status of={lost ? "LOST" : run.info.status} />
    </span>
  );
}

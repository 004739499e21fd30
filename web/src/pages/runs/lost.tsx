// Which of the runs at hand are lost, for every place that shows how a run stands.
import { createContext, useContext } from "react";
import type { Numeric } from "../../api/json";
import type { Run } from "../../api/types";
import { exact } from "../../lib/format";
import { Status } from "../../ui/Status";

export const Lost = createContext<ReadonlyMap<string, Numeric>>(new Map());

/** When a run was heard of last, if it is lost. */
export function useLost({ info }: Run): Numeric | undefined {
  const seen = useContext(Lost).get(info.run_id);
  return info.status === "RUNNING" ? seen : undefined;
}

/** What being lost means. */
export const MEANING = "Its program may have been killed, or can not reach the server. A late sign takes this back.";

export function RunStatus({ run }: { run: Run }) {
  const seen = useLost(run);
  return (
    <span title={seen === undefined ? undefined : `No sign of life since ${exact(seen)}. ${MEANING}`}>
      <Status of={seen === undefined ? run.info.status : "LOST"} />
    </span>
  );
}

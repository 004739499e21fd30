// Which of the runs at hand are lost, for every place that shows how a run stands.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, createContext, useContext } from "react";
import type { Numeric } from "../api/json";
import { lostAmong } from "../api/lost";
import type { Run } from "../api/types";
import { exact } from "../lib/format";
import { Status } from "./Status";

const NONE: ReadonlyMap<string, Numeric> = new Map();
export const Lost = createContext(NONE);

/** Asks which of these runs are lost, for what is in it. */
export function LostAmong({ runs, children }: { runs: Run[]; children: ReactNode }) {
  const { data } = useQuery(lostAmong(runs));
  return <Lost value={data ?? NONE}>{children}</Lost>;
}

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

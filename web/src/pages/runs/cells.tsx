// How each kind of column looks in a row, and how wide it is.
import { useQuery } from "@tanstack/react-query";
import { experimentName } from "../../api/queries";
import type { Run } from "../../api/types";
import type { Column } from "../../lib/columns";
import { duration, exact, number } from "../../lib/format";
import { valueOf } from "../../lib/values";
import { Time } from "../../ui/Time";
import { RunStatus } from "../../ui/lost";

const WIDTHS: Record<string, number> = { start_time: 112, end_time: 112, duration: 108, status: 92, experiment_id: 144, run_id: 270 };
const BY_KIND = { attributes: 104, params: 144, metrics: 108, tags: 136 };

/** Of metrics at least the name is read whole, if it is not a very long one. */
export function widthOf({ kind, key }: Column): number {
  if (kind === "metrics") return Math.max(BY_KIND.metrics, Math.min(200, key.length * 7 + 32));
  return (kind === "attributes" && WIDTHS[key]) || BY_KIND[kind];
}

/** Texts take the room that is left; numbers and times have no use for it. */
export function stretches({ kind }: Column): boolean {
  return kind === "params" || kind === "tags";
}

export function Cell({ run, column }: { run: Run; column: Column }) {
  if (column.kind === "attributes") return <Attribute run={run} name={column.key} />;
  const value = valueOf(run, column);
  if (value === undefined) return null;
  return <span title={String(value)}>{column.kind === "metrics" ? number(value) : String(value).slice(0, 300)}</span>;
}

function Attribute({ run, name }: { run: Run; name: string }) {
  const { info } = run;
  switch (name) {
    case "start_time":
      return <Time at={info.start_time} />;
    case "end_time":
      return <Time at={info.end_time} />;
    case "duration": {
      const ended = info.end_time === undefined ? undefined : `until ${exact(info.end_time)}`;
      return <span title={ended}>{duration(info.start_time, info.end_time)}</span>;
    }
    case "status":
      return <RunStatus run={run} />;
    case "user_id":
      return <span title={info.user_id}>{info.user_id}</span>;
    case "experiment_id":
      return <ExperimentName id={info.experiment_id} />;
    default:
      return <code>{info.run_id}</code>;
  }
}

function ExperimentName({ id }: { id: string }) {
  const { data } = useQuery(experimentName(id));
  return <span title={`Experiment ${id}`}>{data ?? id}</span>;
}

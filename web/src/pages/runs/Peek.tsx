// A look at one run below the table, which stays as it is: what went in, what came out, what is worth opening.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { run as runQuery } from "../../api/queries";
import type { Run } from "../../api/types";
import { ownTags } from "../../lib/diff";
import { noteOf } from "../../lib/experimentEdit";
import { duration } from "../../lib/format";
import { nameOf } from "../../lib/values";
import { RunDot } from "../../ui/RunDot";
import { Time } from "../../ui/Time";
import { Trouble } from "../../ui/states";
import { useKeys } from "../../ui/useKeys";
import { Metrics } from "../run/Metrics";
import { Pairs } from "../run/Pairs";
import { MEANING, RunStatus, useLost } from "../../ui/lost";
import { Answers, Prompts } from "./Glimpse";

interface Props {
  id: string;
  /** What is loaded of a run tells which it is until all of it has come. */
  runs: Run[];
  close: () => void;
  /** To end it as failed, when it is lost. */
  closeAsFailed: () => void;
}

export function Peek({ id, runs, close, closeAsFailed }: Props) {
  const loaded = runs.find((run) => run.info.run_id === id);
  const query = useQuery(runQuery(id));
  const run = query.data;
  const top = loaded ?? run;
  useKeys({ Escape: close });
  return (
    <section className="peek" aria-label="A look at the run">
      <header>
        {top ? <Top run={top} closeAsFailed={closeAsFailed} /> : <span className="bone" style={{ width: 180 }} />}
        <button className="end" onClick={close}>
          Close
        </button>
      </header>
      {!run && query.isError ? (
        <Trouble what="The run could not be read." error={query.error} again={() => query.refetch()} />
      ) : (
        <div className="peek-panels" key={id}>
          <Pairs name="Params" what="param" pairs={run?.data.params ?? []} loading={!run} />
          <Metrics run={id} metrics={run?.data.metrics ?? []} loading={!run} />
          <div className="panel">
            {run && <Prompts run={run} />}
            {run && <Answers run={run} />}
            {run && noteOf(run.data.tags) && (
              <>
                <h2>Note</h2>
                <p className="note">{noteOf(run.data.tags)}</p>
              </>
            )}
            <Pairs name="Tags" what="tag" pairs={ownTags(run?.data.tags)} loading={!run} />
          </div>
        </div>
      )}
    </section>
  );
}

function Top({ run, closeAsFailed }: { run: Run; closeAsFailed: () => void }) {
  const { run_id, start_time, end_time } = run.info;
  const seen = useLost(run);
  return (
    <>
      <span className="run-name">
        <RunDot id={run_id} />
        <Link className="cut" to="/runs/$id" params={{ id: run_id }}>
          {nameOf(run)}
        </Link>
      </span>
      <RunStatus run={run} />
      <span className="quiet">
        <Time at={start_time} /> {duration(start_time, end_time)}
      </span>
      {seen !== undefined && (
        <p className="lost">
          The last sign of life was <Time at={seen} />. {MEANING} <button onClick={closeAsFailed}>Close as failed</button>
        </p>
      )}
    </>
  );
}

// One run: what went in, what came out, what was kept.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, getRouteApi, lazyRouteComponent } from "@tanstack/react-router";
import { Suspense } from "react";
import { experiment, run as runQuery } from "../api/queries";
import type { Run } from "../api/types";
import { runColour } from "../lib/colour";
import { ownTags } from "../lib/diff";
import { duration } from "../lib/format";
import { nameOf } from "../lib/values";
import { Copy } from "../ui/Copy";
import { Page } from "../ui/Page";
import { Status } from "../ui/Status";
import { Tabs } from "../ui/Tabs";
import { Time } from "../ui/Time";
import { Trouble } from "../ui/states";
import { Metrics } from "./run/Metrics";
import { Pairs } from "./run/Pairs";

const route = getRouteApi("/runs/$id");
const NOTE = "mlflow.note.content";
const VIEWS = [
  ["overview", "Overview"],
  ["charts", "Charts"],
  ["tables", "Predictions and tables"],
  ["artifacts", "Artifacts"],
] as const;

const Charts = lazyRouteComponent(() => import("./run/Charts"), "Charts");
const Tables = lazyRouteComponent(() => import("./run/Tables"), "Tables");
const Artifacts = lazyRouteComponent(() => import("./run/Artifacts"), "Artifacts");

export function RunPage() {
  const { id } = route.useParams();
  const { view = "overview", path = "" } = route.useSearch();
  const query = useQuery(runQuery(id));
  const client = useQueryClient();
  const refresh = () => {
    void query.refetch();
    void client.invalidateQueries({ queryKey: ["histories"] });
  };
  if (query.isError) {
    return (
      <Page name="Run">
        <Trouble whole what="The run could not be read." error={query.error} again={() => query.refetch()} />
      </Page>
    );
  }
  const run = query.data;
  return (
    <Page name={run ? nameOf(run) : "Run"}>
      <Top id={id} run={run} refresh={refresh} />
      <Tabs of="Run" views={VIEWS} shown={view} />
      <Suspense>
        {view === "charts" ? (
          run && <Charts run={run} />
        ) : view === "tables" ? (
          run && <Tables run={run} />
        ) : view === "artifacts" ? (
          <Artifacts id={id} path={path} />
        ) : (
          <Overview id={id} run={run} />
        )}
      </Suspense>
    </Page>
  );
}

function Overview({ id, run }: { id: string; run: Run | undefined }) {
  return (
    <>
      <div className="panels">
        <Pairs name="Params" what="param" pairs={run?.data.params ?? []} loading={!run} />
        <Metrics run={id} metrics={run?.data.metrics ?? []} loading={!run} />
        <Pairs name="Tags" what="tag" pairs={ownTags(run?.data.tags)} loading={!run} />
      </div>
      {run && <SystemTags run={run} />}
    </>
  );
}

function Top({ id, run, refresh }: { id: string; run: Run | undefined; refresh: () => void }) {
  const of = useQuery({ ...experiment(run?.info.experiment_id ?? ""), enabled: run !== undefined });
  const where = run?.info.experiment_id ?? "";
  const note = run?.data.tags?.find((tag) => tag.key === NOTE)?.value;
  return (
    <>
      <div className="head">
        <span className="dot" style={{ background: runColour(id) }} />
        <h1>{run ? nameOf(run) : <span className="bone" style={{ width: 180 }} />}</h1>
        {run && <Status of={run.info.status} />}
        {run?.info.lifecycle_stage === "deleted" && <span className="status warn">Deleted</span>}
        <button className="end" onClick={refresh}>
          Refresh
        </button>
      </div>
      <dl className="facts">
        <Fact name="Experiment">
          {run && (
            <Link to="/experiments/$ids" params={{ ids: where }}>
              {of.data?.name ?? where}
            </Link>
          )}
        </Fact>
        <Fact name="Started">{run && <Time at={run.info.start_time} />}</Fact>
        <Fact name="Duration">{run && (duration(run.info.start_time, run.info.end_time) || "–")}</Fact>
        <Fact name="User">{run && (run.info.user_id || "–")}</Fact>
        <Fact name="Run ID">
          <code>{id}</code>
          <Copy text={id} what="the run ID" />
        </Fact>
      </dl>
      {note && <p className="note">{note}</p>}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span className="bone" style={{ width: 80 }} />}</dd>
    </div>
  );
}

/** What MLflow's clients write about where a run came from. */
function SystemTags({ run }: { run: Run }) {
  const tags = (run.data.tags ?? []).filter((tag) => tag.key.startsWith("mlflow.") && tag.key !== NOTE);
  if (tags.length === 0) return null;
  return (
    <details>
      <summary className="quiet">System tags ({tags.length})</summary>
      <Pairs name="System tags" what="tag" pairs={tags} loading={false} />
    </details>
  );
}

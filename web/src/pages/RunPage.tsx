// One run: what went in, what came out, what was kept.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, getRouteApi, lazyRouteComponent } from "@tanstack/react-router";
import { Suspense } from "react";
import { experiment, run as runQuery } from "../api/queries";
import type { Run } from "../api/types";
import { duration } from "../lib/format";
import { nameOf } from "../lib/values";
import { Loading } from "../ui/Bones";
import { Copy } from "../ui/Copy";
import { Page } from "../ui/Page";
import { RunDot } from "../ui/RunDot";
import { Tabs } from "../ui/Tabs";
import { Time } from "../ui/Time";
import { LostAmong, RunStatus } from "../ui/lost";
import { Trouble } from "../ui/states";
import { Bin } from "./run/Bin";
import { Parent, parentOf } from "./run/Family";
import { Name } from "./run/Name";
import { Overview } from "./run/Overview";
import "../styles/overview.css";

const route = getRouteApi("/runs/$id");
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
  if (query.isError && !query.data) {
    return (
      <Page name="Run">
        <Trouble whole what="The run could not be read." error={query.error} again={() => query.refetch()} />
      </Page>
    );
  }
  const run = query.data;
  const shown =
    view === "charts" ? (
      run && <Charts run={run} />
    ) : view === "tables" ? (
      run && <Tables run={run} />
    ) : view === "artifacts" ? (
      <Artifacts id={id} path={path} />
    ) : (
      <Overview id={id} run={run} />
    );
  return (
    <Page name={run ? nameOf(run) : "Run"} kind={view === "tables" ? "full" : "reading"}>
      <Top id={id} run={run} refresh={refresh} />
      <Tabs of="Run" views={VIEWS} />
      <Suspense fallback={<Loading />}>{shown ?? <Loading />}</Suspense>
    </Page>
  );
}

function Top({ id, run, refresh }: { id: string; run: Run | undefined; refresh: () => void }) {
  const of = useQuery({ ...experiment(run?.info.experiment_id ?? ""), enabled: run !== undefined });
  const where = run?.info.experiment_id ?? "";
  const deleted = run?.info.lifecycle_stage === "deleted";
  const parent = run && parentOf(run);
  return (
    <>
      <div className="head">
        <RunDot id={id} />
        {run ? <Name key={id} run={run} fixed={deleted} /> : <h1><span className="bone" style={{ width: 180 }} /></h1>}
        {run && (
          <LostAmong runs={[run]}>
            <RunStatus run={run} />
          </LostAmong>
        )}
        {deleted && <span className="status warn">Deleted</span>}
        <div className="tools end">
          {run && <Bin key={id} run={run} />}
          <button onClick={refresh}>Refresh</button>
        </div>
      </div>
      <dl className="facts">
        <Fact name="Experiment">
          {run && (
            <>
              <Link to="/experiments/$ids" params={{ ids: where }}>
                {of.data?.name ?? where}
              </Link>
              <Copy text={where} what="the experiment ID" />
            </>
          )}
        </Fact>
        {parent && (
          <Fact name="Parent run">
            <Parent id={parent} />
          </Fact>
        )}
        <Fact name="Started">{run && <Time at={run.info.start_time} />}</Fact>
        <Fact name="Duration">{run && (duration(run.info.start_time, run.info.end_time) || "–")}</Fact>
        <Fact name="User">{run && (run.info.user_id || "–")}</Fact>
        <Fact name="Run ID">
          <code>{id}</code>
          <Copy text={id} what="the run ID" />
        </Fact>
        {run?.info.artifact_uri && (
          <Fact name="Artifacts">
            <code className="cut" title={run.info.artifact_uri}>
              {run.info.artifact_uri}
            </code>
            <Copy text={run.info.artifact_uri} what="the URI of the artifacts" />
          </Fact>
        )}
      </dl>
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

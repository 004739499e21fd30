// Metrics of runs in the same charts, each run in its colour, the baseline first.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { comparedRuns } from "../../api/comparedRuns";
import { dashed } from "../../lib/charts/dash";
import { runColour } from "../../lib/colour";
import { inEach } from "../../lib/firstLines";
import { byName } from "../../lib/naming";
import { nameOf } from "../../lib/values";
import { Empty } from "../../ui/Empty";
import { Legend } from "../../ui/charts/Legend";
import { type CardsSearch, MetricCards } from "../../ui/charts/MetricCards";
import { Trouble } from "../../ui/states";

const route = getRouteApi("/compare");
/** More lines than these nobody tells apart. */
const MOST = 100;

export function Charts({ ids }: { ids: string[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: CardsSearch) => navigate({ search: (old: object) => ({ ...old, ...change }), replace: true });
  const { data, error, isError, refetch } = useQuery(comparedRuns(ids));
  const runs = useMemo(() => (data ?? []).slice(0, MOST), [data]);
  const keys = useMemo(() => [...new Set(runs.flatMap((run) => (run.data.metrics ?? []).map((metric) => metric.key)))].sort(byName), [runs]);
  const lines = useMemo(
    () =>
      dashed(
        runs.map((run, index) => {
          const { run_id: id, start_time: start } = run.info;
          return { id, name: nameOf(run), colour: runColour(id), start, baseline: index === 0 };
        }),
      ),
    [runs],
  );
  if (isError && !data) return <Trouble what="One of the runs could not be read." error={error} again={() => void refetch()} />;
  if (!data) return <span className="bone" style={{ width: 240 }} aria-busy="true" />;
  return (
    <div className="cards-scroll">
      {data.length > MOST && <p className="quiet">Lines are of the first {MOST} runs.</p>}
      <Legend entries={lines} />
      <MetricCards keys={keys} runs={lines} search={search} set={set} none={<NoMetric ids={ids} />} />
    </div>
  );
}

function NoMetric({ ids }: { ids: string[] }) {
  const code = inEach(ids, "rate", [0.9, 0.8], ["for step in range(20):", '    mlflow.log_metric("loss", rate**step, step=step)']);
  return (
    <Empty what="No metric was logged." code={code}>
      <p className="quiet">Each metric of these runs has a chart here, with a line for each run.</p>
    </Empty>
  );
}

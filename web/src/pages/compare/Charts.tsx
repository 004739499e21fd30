// Metrics of runs in the same charts, each run in its colour, the baseline first.
import { useQueries } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { run as runQuery } from "../../api/queries";
import { dashed } from "../../lib/charts/dash";
import { runColour } from "../../lib/colour";
import { nameOf } from "../../lib/values";
import { Legend } from "../../ui/charts/Legend";
import { type CardsSearch, MetricCards } from "../../ui/charts/MetricCards";
import { Trouble } from "../../ui/states";

const route = getRouteApi("/compare");

export function Charts({ ids }: { ids: string[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: CardsSearch) => navigate({ search: (old: object) => ({ ...old, ...change }), replace: true });
  // One answer for all of them stays the same until one of the runs changes.
  const { runs, failed, loading } = useQueries({
    queries: ids.map((id) => runQuery(id)),
    combine: (queries) => ({
      runs: queries.map((query) => query.data).filter((run) => run !== undefined),
      failed: queries.find((query) => query.isError && !query.data),
      loading: queries.some((query) => query.isPending),
    }),
  });
  const keys = useMemo(() => [...new Set(runs.flatMap((run) => (run.data.metrics ?? []).map((metric) => metric.key)))].sort(), [runs]);
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
  if (failed?.error) return <Trouble what="One of the runs could not be read." error={failed.error} again={() => failed.refetch()} />;
  if (loading) return <span className="bone" style={{ width: 240 }} aria-busy="true" />;
  return (
    <div className="cards-scroll">
      <Legend entries={lines} />
      <MetricCards keys={keys} runs={lines} search={search} set={set} />
    </div>
  );
}

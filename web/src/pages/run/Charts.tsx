// Metrics of a run over its steps.
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Run } from "../../api/types";
import { runColour } from "../../lib/colour";
import { inRun } from "../../lib/firstLines";
import { nameOf } from "../../lib/values";
import { Empty } from "../../ui/Empty";
import { type CardsSearch, MetricCards } from "../../ui/charts/MetricCards";

const route = getRouteApi("/runs/$id");

export function Charts({ run }: { run: Run }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: CardsSearch) => navigate({ search: (old: object) => ({ ...old, ...change }), replace: true });
  const keys = useMemo(() => (run.data.metrics ?? []).map((metric) => metric.key).sort(), [run]);
  const { run_id: id, start_time: start } = run.info;
  const runs = useMemo(() => [{ id, name: nameOf(run), colour: runColour(id), start }], [run]);
  return <MetricCards keys={keys} runs={runs} search={search} set={set} none={<NoMetric run={id} />} />;
}

function NoMetric({ run }: { run: string }) {
  const code = inRun(run, ["for step in range(20):", '    mlflow.log_metric("loss", 0.8**step, step=step)']);
  return (
    <Empty what="No metric was logged." code={code}>
      <p className="quiet">A metric that a run logs at several steps is drawn here as a line, also while it runs.</p>
    </Empty>
  );
}

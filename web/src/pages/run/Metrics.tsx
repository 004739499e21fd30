// The latest value of each metric, with its step and time, and how it came to be.
import type { Metric } from "../../api/types";
import { number } from "../../lib/format";
import { Time } from "../../ui/Time";
import { Panel } from "./Panel";
import { Spark } from "./Spark";

export function Metrics({ run, metrics, loading }: { run: string; metrics: Metric[]; loading: boolean }) {
  const heads = (
    <tr>
      <th>Name</th>
      <th>History</th>
      <th className="number">Latest</th>
      <th className="number">Step</th>
      <th>Logged</th>
    </tr>
  );
  return (
    <Panel name="Metrics" what="metric" items={metrics} keyOf={(metric) => metric.key} heads={heads} columns={5} loading={loading}>
      {({ key, value, step, timestamp }) => (
        <tr key={key}>
          <th scope="row">{key}</th>
          <td>
            <Spark run={run} metric={key} />
          </td>
          <td className="number" title={String(value)}>
            {number(value)}
          </td>
          <td className="number">{String(step ?? 0)}</td>
          <td>
            <Time at={timestamp} />
          </td>
        </tr>
      )}
    </Panel>
  );
}

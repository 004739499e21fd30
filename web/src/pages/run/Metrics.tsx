// The latest value of each metric, with its step and time.
import type { Metric } from "../../api/types";
import { number } from "../../lib/format";
import { Time } from "../../ui/Time";
import { Panel } from "./Panel";

export function Metrics({ metrics, loading }: { metrics: Metric[]; loading: boolean }) {
  const heads = (
    <tr>
      <th>Name</th>
      <th className="number">Latest</th>
      <th className="number">Step</th>
      <th>Logged</th>
    </tr>
  );
  return (
    <Panel name="Metrics" what="metric" items={metrics} keyOf={(metric) => metric.key} heads={heads} columns={4} loading={loading}>
      {({ key, value, step, timestamp }) => (
        <tr key={key}>
          <th scope="row">{key}</th>
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

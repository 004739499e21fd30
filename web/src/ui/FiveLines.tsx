// The five lines of Python that fill an empty page.
import { trackingUri } from "../api/base";
import { Copy } from "./Copy";

export function FiveLines({ experiment }: { experiment?: string }) {
  const uri = JSON.stringify(trackingUri());
  const where = experiment === undefined ? "" : `experiment_id=${JSON.stringify(experiment)}`;
  const code = `import mlflow
mlflow.set_tracking_uri(${uri})
with mlflow.start_run(${where}):
    mlflow.log_param("model", "small")
    mlflow.log_metric("score", 0.9)`;
  return (
    <div className="code">
      <pre>{code}</pre>
      <Copy text={code} what="the Python lines" />
    </div>
  );
}

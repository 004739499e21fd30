// What a run without a table shows: the lines that log one.
import { trackingUri } from "../../../api/base";
import { Copy } from "../../../ui/Copy";

export function FirstTable({ run }: { run: string }) {
  const code = `import mlflow
mlflow.set_tracking_uri(${JSON.stringify(trackingUri())})
with mlflow.start_run(run_id=${JSON.stringify(run)}):
    rows = {"question": ["Why?"], "answer": ["So."], "score": [0.9]}
    mlflow.log_table(rows, "predictions.json")`;
  return (
    <div className="state">
      <strong>This run has no table yet.</strong>
      <p className="quiet">Questions and answers that a run logs as a table are read, filtered and compared here. These lines add one:</p>
      <div className="code">
        <pre>{code}</pre>
        <Copy text={code} what="the Python lines" />
      </div>
    </div>
  );
}

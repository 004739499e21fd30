// Lines of Python that can be copied: they run as they stand, with any MLflow client, and log to this server.
import { trackingUri } from "../api/base";
import { Copy } from "./Copy";

export function PythonLines({ code }: { code: string }) {
  const whole = `import mlflow\nmlflow.set_tracking_uri(${JSON.stringify(trackingUri())})\n${code}`;
  return (
    <div className="code">
      <pre tabIndex={0} aria-label="Python lines">
        {whole}
      </pre>
      <Copy text={whole} what="the Python lines" />
    </div>
  );
}

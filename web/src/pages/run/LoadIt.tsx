// The lines that read this run in a program.
import { trackingUri } from "../../api/base";
import { pythonLines, rustLines } from "../../lib/code";
import { Copy } from "../../ui/Copy";

export function LoadIt({ id }: { id: string }) {
  return (
    <details>
      <summary className="quiet">Load it in Python or Rust</summary>
      <div className="panels">
        <Lines of="Python" code={pythonLines(trackingUri(), id)} />
        <Lines of="Rust" code={rustLines(trackingUri(), id)} />
      </div>
    </details>
  );
}

function Lines({ of, code }: { of: string; code: string }) {
  return (
    <div className="panel">
      <h2>{of}</h2>
      <div className="code">
        <pre tabIndex={0} aria-label={`${of} lines`}>
          {code}
        </pre>
        <Copy text={code} what={`the ${of} lines`} />
      </div>
    </div>
  );
}

// The datasets that a run used.
import type { DatasetInput } from "../../api/types";
import { Copy } from "../../ui/Copy";
import { Fold } from "../../ui/Fold";
import { Panel } from "./Panel";

const CONTEXT = "mlflow.data.context";

export function Datasets({ inputs }: { inputs: DatasetInput[] }) {
  const heads = (
    <tr>
      <th>Name</th>
      <th>Used for</th>
      <th>Source</th>
      <th>Digest</th>
    </tr>
  );
  return (
    <Panel
      name="Datasets"
      what="dataset"
      items={inputs}
      keyOf={({ dataset }) => dataset.name}
      heads={heads}
      columns={4}
      loading={false}
    >
      {({ dataset, tags }) => (
        <tr key={`${dataset.name} ${dataset.digest}`}>
          <th scope="row">
            {dataset.name}
            <Described name="Schema" text={dataset.schema} />
            <Described name="Profile" text={dataset.profile} />
          </th>
          <td className="short">{tags?.find((tag) => tag.key === CONTEXT)?.value ?? "–"}</td>
          <td>
            {dataset.source_type && <span className="quiet">{dataset.source_type} </span>}
            <Fold text={dataset.source ?? ""} />
          </td>
          <td className="id">
            <code>{dataset.digest}</code>
            <Copy text={dataset.digest} what={`the digest of ${dataset.name}`} />
          </td>
        </tr>
      )}
    </Panel>
  );
}

function Described({ name, text }: { name: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <details>
      <summary>{name}</summary>
      <pre>{indented(text)}</pre>
    </details>
  );
}

/** JSON in lines; what is none stays as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

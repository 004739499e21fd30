// The logged models that a run made or asked.
import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../../api/client";
import { loggedModel } from "../../api/run";
import type { WholeRun } from "../../api/types";
import { Copy } from "../../ui/Copy";
import { Trouble } from "../../ui/states";
import { Panel } from "./Panel";

interface Used {
  id: string;
  made: boolean;
  step: string;
}

export function modelsOf({ inputs, outputs }: WholeRun): Used[] {
  const made = (outputs?.model_outputs ?? []).map(({ model_id, step }) => ({ id: model_id, made: true, step: String(step ?? 0) }));
  const asked = (inputs?.model_inputs ?? []).map(({ model_id }) => ({ id: model_id, made: false, step: "" }));
  return [...made, ...asked];
}

export function Models({ models }: { models: Used[] }) {
  const heads = (
    <tr>
      <th>Name</th>
      <th>Here</th>
      <th>Status</th>
      <th>Model ID</th>
    </tr>
  );
  return (
    <Panel name="Models" what="model" items={models} keyOf={(model) => model.id} heads={heads} columns={4} loading={false}>
      {(model) => <Model key={`${model.id} ${model.made} ${model.step}`} model={model} />}
    </Panel>
  );
}

function Model({ model: { id, made, step } }: { model: Used }) {
  const { data, error, refetch } = useQuery(loggedModel(id));
  return (
    <tr>
      <th scope="row">
        {data?.info.name ?? (error && <NotRead error={error} again={() => void refetch()} />)}
        {data?.info.model_type && <span className="quiet"> {data.info.model_type}</span>}
      </th>
      <td className="short">{made ? `made${step === "0" ? "" : ` at step ${step}`}` : "used"}</td>
      <td className="short">{data?.info.status.replace("LOGGED_MODEL_", "").toLowerCase() ?? "–"}</td>
      <td className="id">
        <code>{id}</code>
        <Copy text={`models:/${id}`} what={`the URI of the model ${id}`} />
      </td>
    </tr>
  );
}

function NotRead({ error, again }: { error: Error; again: () => void }) {
  if (error instanceof ApiError && error.status === 404) return "It is not there any more.";
  return <Trouble what="The model could not be read." error={error} again={again} />;
}

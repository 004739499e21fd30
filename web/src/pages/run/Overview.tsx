// What there is to know of a run at one look.
import { NOTE } from "../../api/run";
import type { WholeRun } from "../../api/types";
import { Children } from "./Family";
import { Datasets } from "./Datasets";
import { LoadIt } from "./LoadIt";
import { Metrics } from "./Metrics";
import { Models, modelsOf } from "./Models";
import { Note } from "./Note";
import { Pairs } from "./Pairs";
import { Tags } from "./Tags";

export function Overview({ id, run }: { id: string; run: WholeRun | undefined }) {
  // The server refuses changes of what is in the bin.
  const fixed = run?.info.lifecycle_stage === "deleted";
  const datasets = run?.inputs?.dataset_inputs ?? [];
  const models = run ? modelsOf(run) : [];
  return (
    <>
      {run && <Note key={run.info.run_id} run={run} fixed={fixed} />}
      <div className="panels">
        <Pairs name="Params" what="param" pairs={run?.data.params ?? []} loading={!run} />
        <Metrics run={id} metrics={run?.data.metrics ?? []} loading={!run} />
        <Tags key={id} run={run} fixed={fixed} />
        {run && <Children run={run} />}
        {datasets.length > 0 && <Datasets inputs={datasets} />}
        {models.length > 0 && <Models models={models} />}
      </div>
      {run && <LoadIt id={run.info.run_id} />}
      {run && <SystemTags run={run} />}
    </>
  );
}

/** What MLflow's clients write about where a run came from. */
function SystemTags({ run }: { run: WholeRun }) {
  const tags = (run.data.tags ?? []).filter((tag) => tag.key.startsWith("mlflow.") && tag.key !== NOTE);
  if (tags.length === 0) return null;
  return (
    <details>
      <summary className="quiet">System tags ({tags.length})</summary>
      <Pairs name="System tags" what="tag" pairs={tags} loading={false} />
    </details>
  );
}

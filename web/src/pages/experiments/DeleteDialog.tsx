// Asks before an experiment is deleted, with all of its runs.
import { useMutation } from "@tanstack/react-query";
import { deleteExperiment } from "../../api/manage";
import type { Experiment } from "../../api/types";
import { Dialog } from "../../ui/Dialog";

interface Props {
  experiment: Experiment;
  closed: () => void;
  deleted: () => void;
}

export function DeleteDialog({ experiment, closed, deleted }: Props) {
  const act = useMutation({ mutationFn: () => deleteExperiment(experiment.experiment_id), onSuccess: deleted });
  return (
    <Dialog title={`Delete “${experiment.name}”`} closed={closed}>
      {(close) => (
        <>
          <p>
            The experiment and its runs are no longer found, except under “Deleted experiments”, where it can be restored. Nothing of
            its data is removed, and its name stays taken.
          </p>
          {act.isError && (
            <p className="wrong" role="alert">
              {act.error.message}
            </p>
          )}
          <div className="answers">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button className="grave" disabled={act.isPending} onClick={() => act.mutate(undefined, { onSuccess: close })}>
              Delete the experiment
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

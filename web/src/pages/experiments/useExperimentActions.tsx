// What is being done with experiments: the dialog that asks, and the line that says what was done and takes it back.
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { deleteExperiment, restoreExperiment } from "../../api/manage";
import type { Experiment } from "../../api/types";
import { type Notice, NoticeLine } from "../../ui/Notice";

// The start page is read far more often than it is written to.
const ExperimentDialog = lazy(async () => ({ default: (await import("./ExperimentDialog")).ExperimentDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./DeleteDialog")).DeleteDialog }));

type Doing = { what: "create" } | { what: "edit" | "delete"; experiment: Experiment };

export function useExperimentActions() {
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const [notice, setNotice] = useState<Notice>();
  const again = () => Promise.all([["experiments"], ["experiment"], ["experimentName"], ["runs"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  const attempt = async (act: Promise<object>, said: Notice) => {
    try {
      await act;
      setNotice(said);
    } catch (error) {
      setNotice({ text: "That did not work.", trouble: error instanceof Error ? error.message : String(error) });
    }
    await again();
  };
  const deleted = ({ experiment_id, name }: Experiment) => {
    const undo = () => void attempt(restoreExperiment(experiment_id), { text: `“${name}” is back.` });
    setNotice({ text: `“${name}” was deleted.`, undo });
    void again();
  };
  const restore = ({ experiment_id, name }: Experiment) => {
    const undo = () => void attempt(deleteExperiment(experiment_id), { text: `“${name}” is deleted again.` });
    void attempt(restoreExperiment(experiment_id), { text: `“${name}” was restored.`, undo });
  };
  const closed = () => setDoing(undefined);
  const dialog = doing && (
    <Suspense>
      {doing.what === "delete" ? (
        <DeleteDialog experiment={doing.experiment} closed={closed} deleted={() => deleted(doing.experiment)} />
      ) : (
        <ExperimentDialog experiment={doing.what === "edit" ? doing.experiment : undefined} closed={closed} saved={(text) => setNotice({ text })} />
      )}
    </Suspense>
  );
  return {
    create: () => setDoing({ what: "create" }),
    edit: (experiment: Experiment) => setDoing({ what: "edit", experiment }),
    remove: (experiment: Experiment) => setDoing({ what: "delete", experiment }),
    restore,
    dialog,
    line: <NoticeLine notice={notice} dismiss={() => setNotice(undefined)} />,
  };
}

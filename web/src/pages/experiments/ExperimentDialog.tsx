// A new experiment, or another name, note and tags for one that there is. The server says what it does not take.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeExperiment, createExperiment } from "../../api/manage";
import type { Experiment } from "../../api/types";
import { type Draft, changes, draftOf, tagsOf } from "../../lib/experimentEdit";
import { Dialog } from "../../ui/Dialog";
import { TagRows } from "./TagRows";

interface Props {
  /** Absent for a new one. */
  experiment?: Experiment;
  closed: () => void;
  saved: (said: string) => void;
}

export function ExperimentDialog({ experiment, closed, saved }: Props) {
  const client = useQueryClient();
  const [before] = useState<Draft>(() => (experiment ? draftOf(experiment) : { name: "", note: "", tags: [] }));
  const [draft, setDraft] = useState(before);
  const [place, setPlace] = useState("");
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: async () => {
      if (experiment) await changeExperiment(experiment.experiment_id, changes(before, draft));
      else await createExperiment(draft.name, place.trim() || undefined, tagsOf(draft));
    },
    // Of several changes the first ones may have been taken.
    onSettled: () => Promise.all([["experiments"], ["experiment"], ["experimentName"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const submit = async (close: () => void) => {
    // A refusal is shown below, from the mutation.
    const done = await save.mutateAsync().then(() => true, () => false);
    if (!done) return;
    saved(`“${draft.name}” was ${experiment ? "saved" : "created"}.`);
    close();
  };
  return (
    <Dialog title={experiment ? "Edit the experiment" : "New experiment"} closed={closed}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(close);
          }}
        >
          <label className="field">
            Name
            <input required value={draft.name} onChange={(event) => put({ name: event.target.value })} autoComplete="off" />
          </label>
          {!experiment && (
            <label className="field">
              Artifact location, if not the server’s usual one
              <input value={place} onChange={(event) => setPlace(event.target.value)} placeholder="s3://bucket/folder" autoComplete="off" spellCheck={false} />
            </label>
          )}
          <label className="field">
            Note
            <textarea value={draft.note} onChange={(event) => put({ note: event.target.value })} />
          </label>
          <TagRows tags={draft.tags} change={(tags) => put({ tags })} />
          {save.isError && (
            <p className="wrong" role="alert">
              {save.error.message}
            </p>
          )}
          <div className="answers">
            <button type="button" onClick={close}>
              Cancel
            </button>
            <button className="main-action" disabled={save.isPending}>
              {experiment ? "Save" : "Create"}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

// The experiments that were found, with what can be done with each.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { activity } from "../../api/activity";
import type { Activity } from "../../api/schema";
import type { Experiment } from "../../api/types";
import { ownTags } from "../../lib/diff";
import { noteOf } from "../../lib/experimentEdit";
import { BoneRows } from "../../ui/Bones";
import { Time } from "../../ui/Time";
import { useKeys } from "../../ui/useKeys";
import { useRowFocus } from "../../ui/useRowFocus";

interface Props {
  experiments: Experiment[];
  stale: boolean;
  loading: boolean;
  selected: string[];
  toggle: (id: string) => void;
  edit: (experiment: Experiment) => void;
  remove: (experiment: Experiment) => void;
  restore: (experiment: Experiment) => void;
}

export function ExperimentTable({ experiments, stale, loading, selected, toggle, edit, remove, restore }: Props) {
  const body = useRowFocus();
  const chosen = new Set(selected);
  const ids = experiments.map((experiment) => experiment.experiment_id);
  const query = useQuery({ ...activity(ids), placeholderData: keepPreviousData });
  useKeys({
    x: () => {
      const id = document.activeElement?.closest<HTMLElement>("tr[data-id]")?.dataset.id;
      if (id !== undefined) toggle(id);
    },
  });
  return (
    <div className="scroll">
      <table className={stale ? "fixed stale" : "fixed"} aria-busy={loading}>
        <thead>
          <tr>
            <th style={{ width: 36 }}>
              <span className="unseen">Select</span>
            </th>
            <th>Name</th>
            <th className="wide-only">Tags</th>
            <th className="number" style={{ width: 80 }}>
              Runs
            </th>
            <th style={{ width: 112 }}>Last run</th>
            <th className="wide-only" style={{ width: 112 }}>
              Last change
            </th>
            <th className="wide-only" style={{ width: 152 }}>
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {loading && <BoneRows rows={12} columns={7} />}
          {experiments.map((experiment) => (
            <tr key={experiment.experiment_id} data-id={experiment.experiment_id} aria-selected={chosen.has(experiment.experiment_id)}>
              <td>
                <input
                  type="checkbox"
                  checked={chosen.has(experiment.experiment_id)}
                  onChange={() => toggle(experiment.experiment_id)}
                  aria-label={`Select ${experiment.name}`}
                />
              </td>
              <td className="cut" title={noteOf(experiment.tags) || experiment.name}>
                <Link data-row to="/experiments/$ids" params={{ ids: experiment.experiment_id }}>
                  {experiment.name}
                </Link>
              </td>
              <td className="wide-only cut">
                {ownTags(experiment.tags).map((tag) => (
                  <span key={tag.key} className="tag cut" title={`${tag.key}: ${tag.value}`}>
                    {tag.key}: {tag.value}
                  </span>
                ))}
              </td>
              <Runs of={query.data?.get(experiment.experiment_id)} />
              <td className="wide-only">
                <Time at={experiment.last_update_time} />
              </td>
              <td className="wide-only row-acts">
                {experiment.lifecycle_stage === "deleted" ? (
                  <button className="bare" aria-label={`Restore ${experiment.name}`} onClick={() => restore(experiment)}>
                    Restore
                  </button>
                ) : (
                  <>
                    <button className="bare" aria-label={`Edit ${experiment.name}`} onClick={() => edit(experiment)}>
                      Edit
                    </button>
                    <button className="bare" aria-label={`Delete ${experiment.name}`} onClick={() => remove(experiment)}>
                      Delete
                    </button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Runs({ of }: { of: Activity | undefined }) {
  return (
    <>
      <td className="number">{of?.runs}</td>
      <td>{of?.last_start_time ? <Time at={of.last_start_time} /> : ""}</td>
    </>
  );
}

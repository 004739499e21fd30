// The experiments that were found, with what can be done with each. Only the rows in sight are drawn.
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Activity } from "../../api/schema";
import type { Experiment } from "../../api/types";
import { ownTags } from "../../lib/diff";
import { noteOf } from "../../lib/experimentEdit";
import { BoneRows } from "../../ui/Bones";
import { Spacer } from "../../ui/Spacer";
import { Time } from "../../ui/Time";
import { Trouble } from "../../ui/states";
import { useVirtualRows } from "../../ui/useVirtualRows";
import { useVirtualRowKeys } from "../runs/useVirtualRowKeys";
import { useActivity } from "./useActivity";

interface Props {
  /** What the rows answer. */
  question: string;
  experiments: Experiment[];
  stale: boolean;
  loading: boolean;
  selected: string[];
  toggle: (id: string) => void;
  edit: (experiment: Experiment) => void;
  remove: (experiment: Experiment) => void;
  restore: (experiment: Experiment) => void;
  more: boolean;
  fetchMore: (() => void) | undefined;
}

const COLUMNS = 7;

export function ExperimentTable({ question, experiments, stale, loading, selected, toggle, edit, remove, restore, more, fetchMore }: Props) {
  const ids = useMemo(() => experiments.map((each) => each.experiment_id), [experiments]);
  const { scroll, virtual, items, first, last, above, below } = useVirtualRows({ question, count: experiments.length, ids: stale ? undefined : ids, more, fetchMore });
  useVirtualRowKeys(scroll, experiments.length, virtual, (index) => {
    const id = experiments[index]?.experiment_id;
    if (id !== undefined) toggle(id);
  }, { about: question });
  const chosen = new Set(selected);
  const activity = useActivity(experiments, first, last);
  return (
    <>
      {activity.error && <Trouble what="How many runs the experiments have could not be read." error={activity.error} again={activity.again} />}
      <div ref={scroll} className="scroll steady" tabIndex={-1}>
        <table className={stale ? "fixed stale" : "fixed"} aria-rowcount={more ? -1 : experiments.length + 1} aria-busy={loading || stale}>
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
          <tbody>
            {loading && <BoneRows rows={12} columns={COLUMNS} />}
            <Spacer height={above} span={COLUMNS} />
            {items.map(({ index }) => {
              const experiment = experiments[index];
              if (!experiment) return null;
              return (
                <tr key={experiment.experiment_id} data-index={index} aria-rowindex={index + 2} aria-selected={chosen.has(experiment.experiment_id)}>
                  <td>
                    <input
                      type="checkbox"
                      checked={chosen.has(experiment.experiment_id)}
                      onChange={() => toggle(experiment.experiment_id)}
                      aria-label={`Select ${experiment.name}`}
                    />
                  </td>
                  <td className="cut" title={noteOf(experiment.tags) || experiment.name}>
                    {/* Its runs went into the bin with it. */}
                    <Link data-row to="/experiments/$ids" params={{ ids: experiment.experiment_id }} search={{ stage: experiment.lifecycle_stage === "deleted" ? "deleted" : undefined }}>
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
                  <Runs of={activity.known.get(experiment.experiment_id)} />
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
              );
            })}
            <Spacer height={below} span={COLUMNS} />
          </tbody>
        </table>
      </div>
    </>
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

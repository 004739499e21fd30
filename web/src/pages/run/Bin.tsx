// Into the bin and out of it. Nothing is asked before, because it is undone where it was done.
import { deleteRun, restoreRun, useRunChange } from "../../api/run";
import type { Run } from "../../api/types";

export function Bin({ run }: { run: Run }) {
  const { run_id, lifecycle_stage } = run.info;
  const change = useRunChange(run_id);
  const gone = lifecycle_stage === "deleted";
  return (
    <>
      <button disabled={change.isPending} onClick={() => change.mutate(() => (gone ? restoreRun : deleteRun)(run_id))}>
        {gone ? "Restore" : "Delete"}
      </button>
      {change.isError && (
        <span className="problem" role="alert">
          {gone ? "The run was not restored: " : "The run was not deleted: "}
          {change.error.message}
        </span>
      )}
    </>
  );
}

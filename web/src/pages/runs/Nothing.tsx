// Why no run is shown, and what to do about it.
import { Link } from "@tanstack/react-router";
import { FirstProgram } from "../../ui/FirstProgram";

interface Props {
  filter: string;
  stage: string;
  /** The experiment, if it is one. */
  experiment: string | undefined;
  /** Whether that one is deleted. */
  deleted: boolean;
  showAll: () => void;
  showDeleted: () => void;
}

export function Nothing({ filter, stage, experiment, deleted, showAll, showDeleted }: Props) {
  if (filter) {
    return (
      <div className="state">
        <strong>No run matches the filter.</strong>
        <button onClick={showAll}>Show all runs</button>
      </div>
    );
  }
  if (deleted) {
    return (
      <div className="state">
        <strong>This experiment is deleted.</strong>
        <p className="quiet">
          {stage === "" ? "Its runs were deleted with it." : "There are no runs to show."} It can be restored among the{" "}
          <Link to="/" search={{ stage: "deleted" }}>
            deleted experiments
          </Link>
          .
        </p>
        {stage === "" && <button onClick={showDeleted}>Show its deleted runs</button>}
      </div>
    );
  }
  if (stage === "deleted") return <p className="state quiet">No run is deleted here.</p>;
  return (
    <div className="state">
      <strong>There are no runs here yet.</strong>
      <p className="quiet">Any MLflow client can log one. This program tries two prompts, and runs as it stands:</p>
      <FirstProgram experiment={experiment} />
    </div>
  );
}

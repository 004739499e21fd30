// Why no run is shown, and what to do about it.
import { FiveLines } from "../../ui/FiveLines";

interface Props {
  filter: string;
  stage: string;
  /** The experiment, if it is one. */
  experiment: string | undefined;
  showAll: () => void;
}

export function Nothing({ filter, stage, experiment, showAll }: Props) {
  if (filter) {
    return (
      <div className="state">
        <strong>No run matches the filter.</strong>
        <button onClick={showAll}>Show all runs</button>
      </div>
    );
  }
  if (stage === "deleted") return <p className="state quiet">No run is deleted here.</p>;
  return (
    <div className="state">
      <strong>There are no runs here yet.</strong>
      <p className="quiet">Any MLflow client can log one. These five lines are a whole program:</p>
      <FiveLines experiment={experiment} />
    </div>
  );
}

// What can be done to runs by the lot, in words that say what will happen.
import { deleteRuns, failRuns, restoreRuns } from "../../api/manage";
import type { Run } from "../../api/types";
import { count } from "../../lib/format";
import type { Refused } from "../../lib/many";

export interface Act {
  /** What will happen to so many, as on the button. */
  title: (many: number) => string;
  /** What they are then. */
  past: string;
  /** What it means, before it is done. */
  means: string;
  /** Whom it can be done to; the others stay as they are. */
  fits: (run: Run) => boolean;
  /** Why it can not be done to the others. */
  others: string;
  act: (ids: string[]) => Promise<Refused>;
  /** To so many in one step; as many as the server takes unless it says so. */
  atOnce?: number;
  undo?: (ids: string[]) => Promise<Refused>;
  grave?: boolean;
}

const deleted = (run: Run) => run.info.lifecycle_stage === "deleted";

export const DELETE: Act = {
  title: (many) => `Delete ${count(many, "run")}`,
  past: "deleted",
  means: "They are no longer found, except under “Deleted runs”, where they can be restored. Nothing of their data is removed.",
  fits: (run) => !deleted(run),
  others: "deleted already",
  act: deleteRuns,
  undo: restoreRuns,
  grave: true,
};

export const RESTORE: Act = {
  title: (many) => `Restore ${count(many, "run")}`,
  past: "restored",
  means: "They are found again as before.",
  fits: deleted,
  others: "not deleted",
  act: restoreRuns,
  undo: deleteRuns,
};

export const CLOSE: Act = {
  title: (many) => `Close ${count(many, "run")} as failed`,
  past: "closed as failed",
  means: "They get the status Failed, ended now. A program that comes back to life can still take its run up again.",
  fits: (run) => run.info.status === "RUNNING" && !deleted(run),
  others: "not running",
  act: failRuns,
  // Each is a request of its own, after which it can be stopped.
  atOnce: 1,
};

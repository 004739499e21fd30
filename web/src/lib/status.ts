// The words, colour and sign of each status. The sign and the word say it without the colour.

export interface Look {
  word: string;
  tone: "good" | "bad" | "warn" | "busy";
  /** A path in a box of 10 by 10. */
  sign: string;
}

const LOOKS: Record<string, Look> = {
  FINISHED: { word: "Finished", tone: "good", sign: "M1.5 5.5 4 8 8.5 2" },
  FAILED: { word: "Failed", tone: "bad", sign: "M2 2 8 8M8 2 2 8" },
  KILLED: { word: "Killed", tone: "warn", sign: "M2 2H8V8H2Z" },
  RUNNING: { word: "Running", tone: "busy", sign: "M3 1.5 8 5 3 8.5Z" },
  LOST: { word: "Lost", tone: "bad", sign: "M3 3.4A2 2 0 1 1 5 5.6V6.6M5 8V9" },
  SCHEDULED: { word: "Scheduled", tone: "busy", sign: "M5 1.5V5L7.5 6.5" },
};

export function look(status = ""): Look {
  return LOOKS[status] ?? { word: status || "No status", tone: "warn", sign: "M2 5H8" };
}

const ENDED: readonly string[] = ["FINISHED", "FAILED", "KILLED"];

/** A run with such a status logs nothing more. */
export function hasEnded(status = ""): boolean {
  return ENDED.includes(status);
}

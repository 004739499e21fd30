// What the parts of the comparison hand to each other.
import type { Run } from "../../../api/types";
import type { Columns, Joined } from "../../../lib/join";
import type { TableRows } from "../../../lib/roles";

/** One run of the comparison with its table. */
export interface Compared {
  id: string;
  run: Run | undefined;
  name: string;
  /** Absent when it has no such table. */
  path: string | undefined;
  table: TableRows;
  /** Its table, or which it has, could not be read. */
  failed: boolean;
}

/** What the columns mean. */
export interface Meaning {
  input: string;
  output: string | undefined;
  truth: string | undefined;
  prompt: string | undefined;
  scores: string[];
  /** The score that says what is better. */
  score: string | undefined;
  less: boolean;
}

export interface Comparison extends Tables {
  runs: Compared[];
}

/** The tables joined. */
export interface Tables {
  meaning: Meaning;
  columns: Columns;
  entries: Joined[];
}

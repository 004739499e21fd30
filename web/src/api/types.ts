// The shapes of the server's answers, by the names that the interface has for them, and as far as it reads them: absent and
// empty are the same in them.
import type * as schema from "./schema";

/** Without counting on some fields: the interface does not, so neither do its tests have to make them up. */
type Loose<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export type { ArtifactFile, DatasetInput } from "./schema";
export type Pair = schema.KeyValue;
export type Metric = Loose<schema.Metric, "step">;
export type Experiment = schema.Experiment;
export type RunInfo = Loose<schema.RunInfo, "run_uuid" | "user_id" | "start_time">;

/** A run as lists need it. */
export interface Run {
  info: RunInfo;
  data: Pick<schema.RunData, "params" | "tags"> & { metrics?: Metric[] };
}

/** A run with what it read and made; the lists of runs do not need these. */
export type WholeRun = Run & Partial<Pick<schema.Run, "inputs" | "outputs">>;

export interface RunPage {
  runs?: Run[];
  next_page_token?: string;
  /** How many runs there are on all pages, where that was asked. */
  total?: number;
}

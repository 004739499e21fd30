// The shapes of MLflow's answers, as far as the interface reads them. Absent and empty are the same in them.
import type { Numeric } from "./json";

export interface Pair {
  key: string;
  value: string;
}

export interface Metric {
  key: string;
  value: Numeric;
  timestamp: Numeric;
  step?: Numeric;
}

export interface Experiment {
  experiment_id: string;
  name: string;
  artifact_location?: string;
  lifecycle_stage: string;
  creation_time?: Numeric;
  last_update_time?: Numeric;
  tags?: Pair[];
}

export interface RunInfo {
  run_id: string;
  experiment_id: string;
  run_name?: string;
  user_id?: string;
  status: string;
  start_time?: Numeric;
  end_time?: Numeric;
  artifact_uri?: string;
  lifecycle_stage: string;
}

export interface Run {
  info: RunInfo;
  data: { metrics?: Metric[]; params?: Pair[]; tags?: Pair[] };
}

export interface RunPage {
  runs?: Run[];
  next_page_token?: string;
  /** How many runs there are on all pages, where that was asked. */
  total?: number;
}

export interface ExperimentPage {
  experiments?: Experiment[];
  next_page_token?: string;
}

export interface ArtifactFile {
  path: string;
  is_dir: boolean;
  file_size?: Numeric;
}

export interface ArtifactPage {
  root_uri?: string;
  files?: ArtifactFile[];
  next_page_token?: string;
}

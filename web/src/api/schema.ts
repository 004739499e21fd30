// What the server takes and answers. Written by `npm run types` of crates/server/openapi.json (crc32 018670cd); not for editing.
import type { Numeric } from "./json";

/** Nothing to tell. */
export type Done = object;

/** What is wrong. */
export interface ErrorBody {
  error_code: ErrorCode;
  /** For a person; it says what is wrong and where. */
  message: string;
  /** MLflow's number for the class of error. */
  sqlstate?: string;
  /** MLflow's name for the class of error. */
  error_class?: string;
}

/** MLflow's name for a kind of error. */
export type ErrorCode = "INVALID_PARAMETER_VALUE" | "BAD_REQUEST" | "RESOURCE_DOES_NOT_EXIST" | "ENDPOINT_NOT_FOUND" | "RESOURCE_ALREADY_EXISTS" | "INVALID_STATE" | "PERMISSION_DENIED" | "NOT_IMPLEMENTED" | "REQUEST_LIMIT_EXCEEDED" | "TEMPORARILY_UNAVAILABLE" | "RESOURCE_EXHAUSTED" | "FEATURE_DISABLED" | "INTERNAL_ERROR";

/** Who answers. */
export interface ServerIdentity {
  server: "runlore";
  /** The server's release. */
  version: string;
}

/** What the server can do. */
export interface ServerInfo {
  /** `SqlStore`; null with `--artifacts-only`. */
  store_type: string | null;
  workspaces_enabled: boolean;
  trace_archival_enabled: boolean;
  /** Whether served files can be uploaded past the server. */
  multipart_uploads_enabled: boolean;
  /** Whether served files can be downloaded past the server. */
  multipart_downloads_enabled: boolean;
  presigned_upload_run_id_supported: boolean;
  presigned_upload_model_id_supported: boolean;
  features_enabled: {
    gateway: boolean;
  };
}

/** A number, or the text of one that JSON does not have. Metrics that were logged as infinite are the largest doubles. */
export type Double = number | "NaN" | "Infinity" | "-Infinity";

/** In use or in the bin. */
export type LifecycleStage = "active" | "deleted";

/** Where a run is. */
export type RunStatus = "RUNNING" | "SCHEDULED" | "FINISHED" | "FAILED" | "KILLED";

/** Whether a model's files are complete. */
export type LoggedModelStatus = "LOGGED_MODEL_PENDING" | "LOGGED_MODEL_READY" | "LOGGED_MODEL_UPLOAD_FAILED";

/** Which stages a search looks at. */
export type ViewType = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

/** The name of a client's spool: 32 hexadecimal digits that it drew. */
export type Spool = string;

/** A tag or a param. */
export interface KeyValue {
  key: string;
  value: string;
}

/** A tag to be set. */
export interface NewTag {
  key: string;
  /** Empty without it. 1 MiB at most, unless the operator sets another limit (`--max-value-bytes`). */
  value?: string;
}

/** A param to be logged. */
export interface NewParam {
  key: string;
  /** Empty without it. 1 MiB at most, unless the operator sets another limit (`--max-value-bytes`). */
  value?: string;
}

/** A point of a metric to be logged. */
export interface NewMetric {
  key: string;
  value: Double;
  /** Milliseconds since 1970. */
  timestamp: Numeric;
  step?: Numeric;
  /** The logged model that it is about. */
  model_id?: string;
  /** The dataset that it was computed on. */
  dataset_name?: string;
  dataset_digest?: string;
}

/** A point of a metric. */
export interface Metric {
  key: string;
  value: Double;
  /** Milliseconds since 1970. */
  timestamp: Numeric;
  step: Numeric;
  /** The dataset that it was computed on. */
  dataset_name?: string;
  dataset_digest?: string;
  /** The logged model that it is about. */
  model_id?: string;
  /** The run that logged it, where a logged model is answered. */
  run_id?: string;
}

/** A point of a metric of one of many runs. */
export interface RunMetric {
  key: string;
  value: Double;
  /** Milliseconds since 1970. */
  timestamp: Numeric;
  step: Numeric;
  run_id: string;
}

/** Points of a metric. */
export interface HistoryBody {
  metrics?: Metric[];
  /** There are more; send it as `page_token`. */
  next_page_token?: string;
}

/** Points of a metric in many runs. */
export interface BulkBody {
  metrics?: RunMetric[];
}

/** An experiment. */
export interface Experiment {
  /** Its number, as a text. */
  experiment_id: string;
  /** Unique, also among those in the bin. */
  name: string;
  /** The URI below which its runs keep their artifacts. */
  artifact_location?: string;
  lifecycle_stage: LifecycleStage;
  /** When the experiment itself was changed, not its runs. Milliseconds since 1970. */
  last_update_time?: Numeric;
  /** Milliseconds since 1970. */
  creation_time?: Numeric;
  tags?: KeyValue[];
  /** Always `default`. */
  workspace?: string;
}

export interface CreateExperiment {
  /** Must be free, also among those in the bin. */
  name: string;
  /** A folder or URI; without it one below the server's artifact root. */
  artifact_location?: string;
  tags?: NewExperimentTag[];
}

/** A tag of an experiment to be set. */
export interface NewExperimentTag {
  key: string;
  /** Empty without it. */
  value?: string;
}

export interface CreatedExperiment {
  /** The new experiment's number. */
  experiment_id: string;
}

export interface ExperimentRef {
  experiment_id: string;
}

export interface ExperimentBody {
  experiment: Experiment;
}

export interface UpdateExperiment {
  experiment_id: string;
  new_name: string;
}

export interface SetExperimentTag {
  experiment_id: string;
  key: string;
  /** Empty without it. */
  value?: string;
}

export interface DeleteExperimentTag {
  experiment_id: string;
  key: string;
}

export interface SearchExperiments {
  /** The size of a page. */
  max_results: number;
  /** Goes on where a page ended; belongs to the same filter and order. */
  page_token?: string;
  /** The search language of docs/search.md. */
  filter?: string;
  /** Fields, each with `ASC` or `DESC` or neither. */
  order_by?: string[];
  view_type?: ViewType;
}

/** A page of experiments. */
export interface FoundExperiments {
  experiments?: Experiment[];
  /** There are more; send it as `page_token`. */
  next_page_token?: string;
}

export interface SearchDatasets {
  experiment_ids: string[];
}

/** A dataset that was read in an experiment. */
export interface DatasetSummary {
  experiment_id: string;
  name: string;
  digest: string;
  /** What it was read for: the tag `mlflow.data.context`. */
  context?: string;
}

export interface FoundDatasets {
  dataset_summaries?: DatasetSummary[];
}

export interface GetActivity {
  /** The experiments that are asked about. */
  experiment_ids: string[];
}

/** What happens in an experiment. */
export interface Activity {
  experiment_id: string;
  /** Its active runs; of a deleted experiment its deleted ones. */
  runs: number;
  /** When the last of them began; absent when none says it. Milliseconds since 1970. */
  last_start_time?: Numeric;
}

export interface ActivityBody {
  experiments: Activity[];
}

export interface SearchRunsFor {
  /** None finds nothing, unless the filter names the attribute `experiment_id`: then all experiments are searched. */
  experiment_ids?: string[];
  /** The search language of docs/search.md. */
  filter?: string;
  run_view_type?: ViewType;
  /** The size of a page. */
  max_results?: number;
  /** Fields, each with `ASC` or `DESC` or neither. */
  order_by?: string[];
  /** Goes on where a page ended; belongs to the same experiments, filter and order. */
  page_token?: string;
  keys?: RunKeys;
  /** Whether to say how many runs there are on all pages. */
  count?: boolean;
}

/** What of runs is wanted; a kind that is left out brings nothing. */
export interface RunKeys {
  params?: string[];
  metrics?: string[];
  tags?: string[];
  frequent?: FrequentKeys;
}

/** How many keys more of each kind: those that most runs of the page have, without MLflow's own tags. */
export interface FrequentKeys {
  params?: number;
  metrics?: number;
  tags?: number;
}

export interface SearchKeys {
  /** The experiments of the runs; all without it. */
  experiment_ids?: string[];
  run_view_type?: ViewType;
  /** Keys of what. */
  kind: "params" | "metrics" | "tags";
  /** Without MLflow's own tags. */
  own_only?: boolean;
  /** A part of the keys that are sought. */
  contains?: string;
  /** Whether to say how many runs have each. */
  count?: boolean;
  /** The size of a page. */
  max_results?: number;
  /** Goes on where a page ended. */
  page_token?: string;
}

export interface FoundKey {
  key: string;
  /** How many runs have it, where that was asked. */
  runs?: number;
}

export interface KeysBody {
  keys: FoundKey[];
  /** The keys on all pages. */
  total: number;
  /** There are more; send it as `page_token`. */
  next_page_token?: string;
}

export interface ChangeRuns {
  /** The runs. */
  run_ids: string[];
}

export interface TagRuns {
  /** The runs. */
  run_ids: string[];
  /** The tag's key. */
  key: string;
  /** The tag's value. */
  value?: string;
}

export interface UntagRuns {
  /** The runs. */
  run_ids: string[];
  /** The tag's key. */
  key: string;
}

/** A run to which it was not done. */
export interface RefusedRun {
  run_id: string;
  error_code: ErrorCode;
  /** Why not, for a person. */
  message: string;
}

export interface ChangedRuns {
  refused: RefusedRun[];
}

export interface SampleMetrics {
  /** The runs. */
  run_ids: string[];
  /** The metrics of each. */
  metric_keys: string[];
  /** What is divided into stretches. */
  axis?: "step" | "time";
  /** The most points of a history. */
  max_points?: number;
  /** The first step to look at. */
  start_step?: Numeric;
  /** The last step to look at. */
  end_step?: Numeric;
  /** The first time to look at. Milliseconds since 1970. */
  start_time?: Numeric;
  /** The last time to look at. Milliseconds since 1970. */
  end_time?: Numeric;
}

/** Points of a metric of a run, in the order of the axis: a column for each of their numbers. */
export interface SampledHistory {
  run_id: string;
  key: string;
  /** How many points there are in the part that was asked for. */
  total: number;
  steps: Numeric[];
  /** Milliseconds since 1970. */
  timestamps: Numeric[];
  values: Double[];
}

export interface SampledBody {
  histories: SampledHistory[];
}

/** A run's own fields. */
export interface RunInfo {
  /** The same as `run_id`. @deprecated */
  run_uuid: string;
  experiment_id: string;
  run_name?: string;
  /** Who ran it, as the client said; may be empty. */
  user_id: string;
  /** A RunStatus, or what another server wrote. */
  status?: string;
  /** Milliseconds since 1970; 0 when nobody said it. */
  start_time: Numeric;
  /** Milliseconds since 1970. */
  end_time?: Numeric;
  /** The folder of its artifacts. */
  artifact_uri?: string;
  lifecycle_stage: LifecycleStage;
  run_id: string;
}

/** What was logged to a run. */
export interface RunData {
  /** The latest point of each. */
  metrics?: Metric[];
  params?: KeyValue[];
  tags?: KeyValue[];
}

/** A dataset. */
export interface Dataset {
  name: string;
  /** A fingerprint of its content. */
  digest: string;
  /** What kind of source it is: `code`, `local`, `http`, … */
  source_type: string;
  /** JSON by convention. */
  source: string;
  /** Columns and types, JSON by convention. */
  schema?: string;
  /** Statistics, JSON by convention. */
  profile?: string;
}

/** A dataset that a run read. */
export interface DatasetInput {
  /** Tags of this use; `mlflow.data.context` says what for. */
  tags?: KeyValue[];
  dataset: Dataset;
}

/** A logged model that a run read. */
export interface ModelInput {
  model_id: string;
}

/** A logged model that a run made. */
export interface ModelOutput {
  model_id: string;
  step: Numeric;
}

/** What a run read. */
export interface RunInputs {
  dataset_inputs?: DatasetInput[];
  model_inputs?: ModelInput[];
}

/** What a run made. */
export interface RunOutputs {
  model_outputs?: ModelOutput[];
}

/** A run with everything that is not its history. */
export interface Run {
  info: RunInfo;
  data: RunData;
  inputs: RunInputs;
  outputs?: RunOutputs;
}

export interface RunBody {
  run: Run;
}

export interface RunInfoBody {
  run_info: RunInfo;
}

export interface RunRef {
  run_id: string;
}

export interface CreateRun {
  experiment_id: string;
  user_id?: string;
  /** Without it the server makes one up. */
  run_name?: string;
  /** Milliseconds since 1970. */
  start_time?: Numeric;
  /** Each key once. */
  tags?: NewTag[];
}

export interface UpdateRun {
  run_id: string;
  /** Older clients' word for `run_id`. @deprecated */
  run_uuid?: string;
  status?: RunStatus;
  /** Milliseconds since 1970. */
  end_time?: Numeric;
  run_name?: string;
}

export interface LogMetric {
  run_id: string;
  /** Older clients' word for `run_id`. @deprecated */
  run_uuid?: string;
  key: string;
  value: Double;
  /** Milliseconds since 1970. */
  timestamp: Numeric;
  step?: Numeric;
  /** The logged model that it is about. */
  model_id?: string;
  /** The dataset that it was computed on. */
  dataset_name?: string;
  dataset_digest?: string;
}

export interface LogParam {
  run_id: string;
  /** Older clients' word for `run_id`. @deprecated */
  run_uuid?: string;
  key: string;
  /** Empty without it. 1 MiB at most, unless the operator sets another limit (`--max-value-bytes`). */
  value?: string;
}

export interface SetTag {
  run_id: string;
  /** Older clients' word for `run_id`. @deprecated */
  run_uuid?: string;
  key: string;
  /** Empty without it. 1 MiB at most, unless the operator sets another limit (`--max-value-bytes`). */
  value?: string;
}

export interface DeleteTag {
  run_id: string;
  key: string;
}

export interface LogBatch {
  run_id: string;
  metrics?: NewMetric[];
  /** Each key once. */
  params?: NewParam[];
  /** Of equal keys the last wins. */
  tags?: NewTag[];
}

export interface LogModel {
  run_id: string;
  /** The model as JSON, with `artifact_path`, `flavors`, `utc_time_created` and `run_id`. */
  model_json: string;
}

export interface SearchRuns {
  /** None finds nothing, unless the filter names the attribute `experiment_id`: then all experiments are searched. */
  experiment_ids?: string[];
  /** The search language of docs/search.md. */
  filter?: string;
  run_view_type?: ViewType;
  /** The size of a page. */
  max_results?: number;
  /** Fields, each with `ASC` or `DESC` or neither. */
  order_by?: string[];
  /** Goes on where a page ended; belongs to the same experiments, filter and order. */
  page_token?: string;
}

/** A page of runs. */
export interface FoundRuns {
  runs?: Run[];
  /** There are more; send it as `page_token`. */
  next_page_token?: string;
  /** The runs on all pages, where that was asked. */
  total?: number;
}

/** A dataset; name and digest make it the same in an experiment. */
export interface NewDataset {
  name?: string;
  /** A fingerprint of its content. */
  digest?: string;
  /** What kind of source it is: `code`, `local`, `http`, … */
  source_type?: string;
  /** JSON by convention. */
  source?: string;
  /** Columns and types, JSON by convention. */
  schema?: string;
  /** Statistics, JSON by convention. */
  profile?: string;
}

/** A tag of the use of a dataset. */
export interface InputTag {
  key?: string;
  value?: string;
}

/** A dataset that a run read. */
export interface NewDatasetInput {
  tags?: InputTag[];
  dataset?: NewDataset;
}

/** A logged model that a run read or made. */
export interface NewModelUse {
  model_id: string;
  /** When it was made. */
  step?: Numeric;
}

export interface LogInputs {
  run_id: string;
  datasets?: NewDatasetInput[];
  models?: NewModelUse[];
}

export interface LogOutputs {
  run_id: string;
  models: NewModelUse[];
}

/** A logged model's own fields. */
export interface LoggedModelInfo {
  model_id: string;
  experiment_id: string;
  /** Not unique. */
  name: string;
  /** Milliseconds since 1970. */
  creation_timestamp_ms: Numeric;
  /** Milliseconds since 1970. */
  last_updated_timestamp_ms: Numeric;
  /** Its folder. */
  artifact_uri: string;
  status: LoggedModelStatus;
  /** A free word: `agent`, `llm`, … */
  model_type?: string;
  /** The run that made it. */
  source_run_id?: string;
  status_message?: string;
  tags?: KeyValue[];
}

/** What was logged to a logged model. */
export interface LoggedModelData {
  params?: KeyValue[];
  /** All points. */
  metrics?: Metric[];
}

/** A logged model. */
export interface LoggedModel {
  info: LoggedModelInfo;
  data: LoggedModelData;
}

export interface LoggedModelBody {
  model: LoggedModel;
}

/** A tag or param of a logged model. */
export interface ModelKeyValue {
  key?: string;
  value?: string;
}

export interface CreateLoggedModel {
  experiment_id: string;
  /** Without it the server makes one up. */
  name?: string;
  model_type?: string;
  source_run_id?: string;
  params?: ModelKeyValue[];
  tags?: ModelKeyValue[];
}

export interface FinalizeLoggedModel {
  /** The model, once more. */
  model_id: string;
  status: LoggedModelStatus;
}

export interface LogModelParams {
  /** The model, once more. */
  model_id: string;
  params?: ModelKeyValue[];
}

export interface SetModelTags {
  tags?: ModelKeyValue[];
}

/** A dataset that metrics of a model must have been computed on. */
export interface DatasetFilter {
  dataset_name?: string;
  dataset_digest?: string;
}

/** What to sort logged models by. */
export interface LoggedModelOrder {
  /** A field, or a metric as `metrics.KEY`. */
  field_name?: string;
  ascending?: boolean;
  /** Of a metric: only points computed on this dataset. */
  dataset_name?: string;
  dataset_digest?: string;
}

export interface SearchLoggedModels {
  experiment_ids: string[];
  /** The search language of docs/search.md. */
  filter?: string;
  datasets?: DatasetFilter[];
  /** The size of a page; 0 is the default. */
  max_results?: number;
  order_by?: LoggedModelOrder[];
  /** Goes on where a page ended; belongs to the same experiments, filter and order. */
  page_token?: string;
}

/** A page of logged models. */
export interface FoundLoggedModels {
  models?: LoggedModel[];
  /** There are more; send it as `page_token`. */
  next_page_token?: string;
}

/** A file or a folder. */
export interface ArtifactFile {
  path: string;
  is_dir: boolean;
  /** Bytes; absent for folders and empty files. */
  file_size?: Numeric;
}

/** What is in a folder, all of it. */
export interface FilesBody {
  /** What the paths count from, where the client does not know it. */
  root_uri?: string;
  files?: ArtifactFile[];
}

/** A file that counts in a spool. */
export interface PutAnswer {
  /** The highest number of the spool that is done with. */
  applied?: Numeric;
  /** The file had been stored before, so this time it was not. */
  skipped?: boolean;
}

/** Exactly one of `run_id` and `model_id` says whose file it is to be. */
export interface PresignUpload {
  run_id?: string;
  model_id?: string;
  /** The file's path in the run's or model's artifacts. */
  path: string;
  /** Seconds for which the URL is good. */
  expiration?: number;
}

export interface PresignedUploadBody {
  /** For a `PUT`. */
  presigned_url: string;
  /** To be sent with it. */
  headers: Record<string, string>;
}

export interface PresignDownload {
  run_id: string;
  /** The file's path in the run's artifacts. */
  path: string;
  /** Seconds for which the URL is good. */
  expiration?: number;
}

export interface PresignedUrlBody {
  /** For a `GET`. */
  presigned_url: string;
  /** Bytes. */
  file_size: Numeric;
}

export interface PresignedBody {
  /** For a `GET`. */
  url: string;
  /** To be sent with it. */
  headers: Record<string, string>;
  /** Bytes. */
  file_size: Numeric;
}

export interface CreateMultipart {
  /** The last part of it is the file's name. */
  path: string;
  /** In how many parts it comes. */
  num_parts?: number;
}

export interface CreatedMultipart {
  upload_id: string;
  /** One for each part. */
  credentials?: UploadPart[];
}

/** Where a part goes. */
export interface UploadPart {
  /** For a `PUT`. */
  url: string;
  part_number: number;
}

/** A part that was uploaded. */
export interface UploadedPart {
  part_number?: number;
  /** As the store answered it. */
  etag?: string;
}

export interface CompleteMultipart {
  /** The last part of it is the file's name. */
  path: string;
  upload_id?: string;
  parts: UploadedPart[];
}

export interface AbortMultipart {
  /** The last part of it is the file's name. */
  path: string;
  upload_id?: string;
}

/** Records of one spool, in its order. */
export interface IngestRequest {
  spool: Spool;
  /** With growing numbers; gaps are allowed. */
  records?: IngestRecord[];
}

/** A number and exactly one change. */
export interface IngestRecord {
  /** Its number in the spool. */
  number: Numeric;
  create_run?: IngestNewRun;
  update_run?: UpdateRun;
  log?: LogBatch;
  delete_tag?: DeleteTag;
  inputs?: LogInputs;
  outputs?: LogOutputs;
}

/** As in `runs/create`, under the client's own id; the experiment by its name, which makes it if it is missing, or by its number. */
export interface IngestNewRun {
  run_id: string;
  experiment_name?: string;
  experiment_id?: string;
  user_id?: string;
  run_name?: string;
  /** Milliseconds since 1970. */
  start_time?: Numeric;
  /** Each key once. */
  tags?: NewTag[];
}

/** What became of the records. */
export interface IngestBody {
  /** The highest number of this spool that is done with, applied or refused. Records up to it are skipped when they come again. */
  applied: Numeric;
  /** Records that can never be applied; told until a request begins with a higher number. */
  refused?: RefusedRecord[];
  /** Runs that records of this request create or created. */
  runs?: IngestedRun[];
}

/** A record that can never be applied. */
export interface RefusedRecord {
  number: Numeric;
  error_code: ErrorCode;
  message: string;
}

/** What only the server knows of a run that a record created. */
export interface IngestedRun {
  run_id: string;
  experiment_id: string;
  artifact_uri?: string;
}

/** Rows for a table, each with as many cells as there are columns. */
export interface AppendRows {
  run_id: string;
  /** The table's path in the run's artifacts, with the ending `.json` or `.parquet`. */
  path: string;
  columns: string[];
  /** Rows of JSON values. */
  data: unknown[][];
  spool?: Spool;
  /** The append's number in the spool, with which it is applied once; goes together with `spool`. */
  number?: Numeric;
}

export interface AppendedBody {
  /** All rows of the table. */
  rows: number;
}

export interface FlushTables {
  run_id: string;
  /** One table; without it all tables of the run. */
  path?: string;
}

export interface FlushedBody {
  tables: FlushedTable[];
}

/** A table whose file is up to date. */
export interface FlushedTable {
  path: string;
  /** All its rows. */
  rows: number;
}

export interface ReadRows {
  run_id: string;
  /** The file's path in the run's artifacts, with the ending `.json`, `.parquet` or `.csv`. */
  path: string;
  /** The columns to answer; all without it. */
  columns?: string[];
  /** Which rows; all without it. */
  filter?: string;
  /** Columns, each with `ASC` or `DESC` or neither. */
  order_by?: string[];
  /** Rows to leave out first. */
  offset?: number;
  /** The most rows to answer. */
  max_rows?: number;
  /** The most bytes of a cell's JSON to answer. A longer cell is answered as a string with its beginning, of the text or else of its JSON, and listed in `cut`. All of each cell without it; a page has at most 48 MiB. */
  max_cell?: number;
  /** Whether all rows that are found must be counted; `false` answers large tables quickly where there is no copy. */
  count?: boolean;
}

/** A page of rows. */
export interface RowsBody {
  columns: string[];
  /** Each with a cell for each column, as it stands in the file. */
  rows: unknown[][];
  /** Cells that are longer in the file; absent when there are none. */
  cut?: CutCell[];
  /** How many rows the filter finds. */
  total: number;
  /** Whether `total` is all of them; otherwise there are more, which were not counted. */
  counted?: boolean;
  /** The share of the table that is in the copy which will answer soon; absent when none is being made. */
  progress?: number;
  /** Whether the copy answered. */
  prepared?: boolean;
}

/** A cell of which only the beginning is answered, as a string. */
export interface CutCell {
  /** The row on the page, from 0. */
  row: number;
  /** The column of those answered, from 0. */
  column: number;
  /** Bytes of the whole cell's JSON. */
  bytes: number;
}

export interface HeartbeatRequest {
  /** The program's runs. */
  run_ids: string[];
}

export interface HeartbeatAnswer {
  /** Seconds until the next sign is wanted. */
  interval_seconds: number;
  /** Runs that do not exist. */
  unknown: string[];
}

/** Which runs are asked about; with both lists a run must be in both. An empty list asks for no run. */
export interface LostRuns {
  run_ids?: string[];
  experiment_ids?: string[];
}

/** A run whose program seems to be gone. */
export interface LostRun {
  run_id: string;
  experiment_id: string;
  /** Its last sign of life. Milliseconds since 1970. */
  last_seen: Numeric;
}

export interface LostRunsAnswer {
  /** Those that were heard of last come first. */
  runs: LostRun[];
}

/** By method and path: what an endpoint takes in its path, query and JSON body, and what it answers. */
export interface Endpoints {
  /** Whether the server is up. */
  "GET /health": {
    takes: object;
    answers: unknown;
  };
  /** The MLflow release whose contract is kept. */
  "GET /version": {
    takes: object;
    answers: unknown;
  };
  /** Counters and times, in Prometheus' text format. */
  "GET /metrics": {
    takes: object;
    answers: unknown;
  };
  /** What clients ask before they choose how to talk to a server. */
  "GET /api/3.0/mlflow/server-info": {
    takes: object;
    answers: ServerInfo;
  };
  /** Tells a Runlore server from an MLflow one, which answers 404. */
  "GET /api/runlore/v1/server": {
    takes: object;
    answers: ServerIdentity;
  };
  /** This document. */
  "GET /api/runlore/v1/openapi.json": {
    takes: object;
    answers: object;
  };
  /** Applies what a client recorded on its own disk, each record once. */
  "POST /api/runlore/v1/ingest": {
    takes: IngestRequest;
    answers: IngestBody;
  };
  /** Appends rows to a table, at a cost that does not depend on its size. */
  "POST /api/runlore/v1/tables/append": {
    takes: AppendRows;
    answers: AppendedBody;
  };
  /** Writes the files of a run's tables now. */
  "POST /api/runlore/v1/tables/flush": {
    takes: FlushTables;
    answers: FlushedBody;
  };
  /** Reads some rows of a `.json`, `.parquet` or `.csv` file of a run, of any size. */
  "POST /api/runlore/v1/tables/rows": {
    takes: ReadRows;
    answers: RowsBody;
  };
  /** Tells that something was committed, as server-sent events. */
  "GET /api/runlore/v1/events": {
    takes: object;
    answers: unknown;
  };
  /** How many runs experiments have, and when the last one began. */
  "POST /api/runlore/v1/experiments/activity": {
    takes: GetActivity;
    answers: ActivityBody;
  };
  /** A sign of life of the program behind some runs. */
  "POST /api/runlore/v1/heartbeat": {
    takes: HeartbeatRequest;
    answers: HeartbeatAnswer;
  };
  /** Runs whose program seems to be gone. */
  "POST /api/runlore/v1/runs/lost": {
    takes: LostRuns;
    answers: LostRunsAnswer;
  };
  /** Searches runs, and brings only what is wanted of them. */
  "POST /api/runlore/v1/runs/search": {
    takes: SearchRunsFor;
    answers: FoundRuns;
  };
  /** The params, metrics or tags that runs have. */
  "POST /api/runlore/v1/runs/keys": {
    takes: SearchKeys;
    answers: KeysBody;
  };
  /** Puts many runs into the bin. */
  "POST /api/runlore/v1/runs/delete": {
    takes: ChangeRuns;
    answers: ChangedRuns;
  };
  /** Takes many runs out of the bin. */
  "POST /api/runlore/v1/runs/restore": {
    takes: ChangeRuns;
    answers: ChangedRuns;
  };
  /** Sets a tag on many runs. */
  "POST /api/runlore/v1/runs/set-tag": {
    takes: TagRuns;
    answers: ChangedRuns;
  };
  /** Deletes a tag of many runs. */
  "POST /api/runlore/v1/runs/delete-tag": {
    takes: UntagRuns;
    answers: ChangedRuns;
  };
  /** Histories of metrics with few points, of which none that stands out is missing. */
  "POST /api/runlore/v1/metrics/sampled": {
    takes: SampleMetrics;
    answers: SampledBody;
  };
  /** A folder of a run as a zip file, made while it is read. */
  "GET /api/runlore/v1/artifacts/zip": {
    takes: {
      run_id: string;
      /** Older clients' word for `run_id`. @deprecated */
      run_uuid?: string;
      /** The folder; without it all that the run has. */
      path?: string;
    };
    answers: unknown;
  };
  /** An HTML file of a run, to be looked at. */
  "GET /api/runlore/v1/artifacts/page": {
    takes: {
      run_id: string;
      /** Older clients' word for `run_id`. @deprecated */
      run_uuid?: string;
      /** The file's path in the run's artifacts, with the ending `.html`, `.htm` or `.xhtml`. */
      path: string;
    };
    answers: unknown;
  };
  /** Stores a file of a run, wherever the run's artifacts lie. */
  "PUT /api/runlore/v1/runs/{run_id}/artifacts/{path}": {
    takes: {
      /** The run. */
      run_id: string;
      /** The file's path in the run's artifacts; its slashes stay slashes. */
      path: string;
      spool?: Spool;
      /** The file's number in the spool; goes together with `spool`. */
      number?: Numeric;
    };
    answers: PutAnswer;
  };
  /** Creates an experiment. */
  "POST /api/2.0/mlflow/experiments/create": {
    takes: CreateExperiment;
    answers: CreatedExperiment;
  };
  /** The same as `POST`, with the request in the query string. */
  "GET /api/2.0/mlflow/experiments/search": {
    takes: {
      max_results: number;
      page_token?: string;
      filter?: string;
      order_by?: string[];
      view_type?: ViewType;
    };
    answers: FoundExperiments;
  };
  /** Finds experiments. */
  "POST /api/2.0/mlflow/experiments/search": {
    takes: SearchExperiments;
    answers: FoundExperiments;
  };
  /** An experiment by its number, also a deleted one. */
  "GET /api/2.0/mlflow/experiments/get": {
    takes: {
      experiment_id: string;
    };
    answers: ExperimentBody;
  };
  /** An experiment by its name, also a deleted one. */
  "GET /api/2.0/mlflow/experiments/get-by-name": {
    takes: {
      experiment_name: string;
    };
    answers: ExperimentBody;
  };
  /** Renames an experiment. */
  "POST /api/2.0/mlflow/experiments/update": {
    takes: UpdateExperiment;
    answers: Done;
  };
  /** Puts an experiment with its runs into the bin. */
  "POST /api/2.0/mlflow/experiments/delete": {
    takes: ExperimentRef;
    answers: Done;
  };
  /** Takes an experiment with its runs out of the bin. */
  "POST /api/2.0/mlflow/experiments/restore": {
    takes: ExperimentRef;
    answers: Done;
  };
  /** Sets a tag of an experiment. */
  "POST /api/2.0/mlflow/experiments/set-experiment-tag": {
    takes: SetExperimentTag;
    answers: Done;
  };
  /** Removes a tag of an experiment. */
  "POST /api/2.0/mlflow/experiments/delete-experiment-tag": {
    takes: DeleteExperimentTag;
    answers: Done;
  };
  /** The datasets that the runs of some experiments read, 1,000 rows at most. */
  "POST /ajax-api/2.0/mlflow/experiments/search-datasets": {
    takes: SearchDatasets;
    answers: FoundDatasets;
  };
  /** Begins a run. */
  "POST /api/2.0/mlflow/runs/create": {
    takes: CreateRun;
    answers: RunBody;
  };
  /** A run with the latest point of each metric. */
  "GET /api/2.0/mlflow/runs/get": {
    takes: {
      run_id: string;
      /** Older clients' word for `run_id`. @deprecated */
      run_uuid?: string;
    };
    answers: RunBody;
  };
  /** Changes a run's status, end or name. */
  "POST /api/2.0/mlflow/runs/update": {
    takes: UpdateRun;
    answers: RunInfoBody;
  };
  /** Puts a run into the bin. */
  "POST /api/2.0/mlflow/runs/delete": {
    takes: RunRef;
    answers: Done;
  };
  /** Takes a run out of the bin. */
  "POST /api/2.0/mlflow/runs/restore": {
    takes: RunRef;
    answers: Done;
  };
  /** Logs a point of a metric. */
  "POST /api/2.0/mlflow/runs/log-metric": {
    takes: LogMetric;
    answers: Done;
  };
  /** Logs a param, whose value can not change any more. */
  "POST /api/2.0/mlflow/runs/log-parameter": {
    takes: LogParam;
    answers: Done;
  };
  /** Sets a tag of a run. */
  "POST /api/2.0/mlflow/runs/set-tag": {
    takes: SetTag;
    answers: Done;
  };
  /** Removes a tag of a run. */
  "POST /api/2.0/mlflow/runs/delete-tag": {
    takes: DeleteTag;
    answers: Done;
  };
  /** Logs many metrics, params and tags in one transaction: all or nothing. */
  "POST /api/2.0/mlflow/runs/log-batch": {
    takes: LogBatch;
    answers: Done;
  };
  /** How clients before 3.0 say that a run made a model. */
  "POST /api/2.0/mlflow/runs/log-model": {
    takes: LogModel;
    answers: Done;
  };
  /** Finds runs. */
  "POST /api/2.0/mlflow/runs/search": {
    takes: SearchRuns;
    answers: FoundRuns;
  };
  /** Records datasets and models that a run read. */
  "POST /api/2.0/mlflow/runs/log-inputs": {
    takes: LogInputs;
    answers: Done;
  };
  /** Records logged models that a run made. */
  "POST /api/2.0/mlflow/runs/outputs": {
    takes: LogOutputs;
    answers: Done;
  };
  /** The points of a metric in a run. */
  "GET /api/2.0/mlflow/metrics/get-history": {
    takes: {
      run_id: string;
      /** Older clients' word for `run_id`. @deprecated */
      run_uuid?: string;
      metric_key: string;
      /** Goes on where a page ended. */
      page_token?: string;
      /** Points in a page, of which there are 100,000 at most. Without it, and without a token, the whole history streams. */
      max_results?: number;
    };
    answers: HistoryBody;
  };
  /** Points of a metric in many runs, picked evenly by step. */
  "GET /api/2.0/mlflow/metrics/get-history-bulk-interval": {
    takes: {
      run_ids: string[];
      metric_key: string;
      /** The first step to look at; goes together with `end_step`. */
      start_step?: Numeric;
      /** The last step to look at; goes together with `start_step`. */
      end_step?: Numeric;
      /** Points a run. */
      max_results?: number;
    };
    answers: BulkBody;
  };
  /** The points of a metric in many runs, run after run. */
  "GET /ajax-api/2.0/mlflow/metrics/get-history-bulk": {
    takes: {
      run_id: string[];
      metric_key: string;
      /** Points of all runs together; more than 25,000 count as 25,000. */
      max_results?: number;
    };
    answers: BulkBody;
  };
  /** The files and folders in a folder of a run. */
  "GET /api/2.0/mlflow/artifacts/list": {
    takes: {
      run_id: string;
      /** Older clients' word for `run_id`. @deprecated */
      run_uuid?: string;
      /** The folder; without it the root of the run's artifacts. */
      path?: string;
    };
    answers: FilesBody;
  };
  /** A file of a run, or a part of it. */
  "GET /get-artifact": {
    takes: {
      run_id: string;
      /** Older clients' word for `run_id`. @deprecated */
      run_uuid?: string;
      /** The file's path in the run's artifacts. */
      path: string;
    };
    answers: unknown;
  };
  /** Stores a file of a run, of 10 MiB at most. */
  "POST /ajax-api/2.0/mlflow/upload-artifact": {
    takes: {
      /** The run. */
      run_uuid: string;
      /** The file's path in the run's artifacts. */
      path: string;
    };
    answers: unknown;
  };
  /** A URL by which a file is put past the server, where its store can sign one. */
  "POST /api/2.0/mlflow/artifacts/presigned-upload-url": {
    takes: PresignUpload;
    answers: PresignedUploadBody;
  };
  /** A URL by which a file is read past the server, where its store can sign one. */
  "POST /api/2.0/mlflow/artifacts/presigned-download-url": {
    takes: PresignDownload;
    answers: PresignedUrlBody;
  };
  /** Creates a logged model. */
  "POST /api/2.0/mlflow/logged-models": {
    takes: CreateLoggedModel;
    answers: LoggedModelBody;
  };
  /** Finds logged models. */
  "POST /api/2.0/mlflow/logged-models/search": {
    takes: SearchLoggedModels;
    answers: FoundLoggedModels;
  };
  /** A logged model. */
  "GET /api/2.0/mlflow/logged-models/{id}": {
    takes: {
      /** The model. */
      id: string;
      /** Whether one in the bin is to be found, too. */
      allow_deleted?: "true" | "false";
    };
    answers: LoggedModelBody;
  };
  /** Says that a model's files are complete, or will never be. */
  "PATCH /api/2.0/mlflow/logged-models/{id}": {
    takes: {
      /** The model. */
      id: string;
    } & FinalizeLoggedModel;
    answers: LoggedModelBody;
  };
  /** Puts a logged model into the bin. */
  "DELETE /api/2.0/mlflow/logged-models/{id}": {
    takes: {
      /** The model. */
      id: string;
    };
    answers: Done;
  };
  /** Logs params of a model. */
  "POST /api/2.0/mlflow/logged-models/{id}/params": {
    takes: {
      /** The model. */
      id: string;
    } & LogModelParams;
    answers: Done;
  };
  /** Sets tags of a model. */
  "PATCH /api/2.0/mlflow/logged-models/{id}/tags": {
    takes: {
      /** The model. */
      id: string;
    } & SetModelTags;
    answers: Done;
  };
  /** Removes a tag of a model. */
  "DELETE /api/2.0/mlflow/logged-models/{id}/tags/{key}": {
    takes: {
      /** The model. */
      id: string;
      /** The tag. */
      key: string;
    };
    answers: Done;
  };
  /** The files and folders in a folder of a logged model. */
  "GET /api/2.0/mlflow/logged-models/{id}/artifacts/directories": {
    takes: {
      /** The model. */
      id: string;
      /** The folder; without it the model's root. */
      artifact_directory_path?: string;
    };
    answers: FilesBody;
  };
  /** A file of a logged model, or a part of it. */
  "GET /ajax-api/2.0/mlflow/logged-models/{id}/artifacts/files": {
    takes: {
      /** The model. */
      id: string;
      /** The file's path in the model. */
      artifact_file_path: string;
    };
    answers: unknown;
  };
  /** The files and folders in a folder. */
  "GET /api/2.0/mlflow-artifacts/artifacts": {
    takes: {
      /** The folder; without it the root of what is served. */
      path?: string;
    };
    answers: FilesBody;
  };
  /** A file, or a part of it. */
  "GET /api/2.0/mlflow-artifacts/artifacts/{path}": {
    takes: {
      /** The path below what is served; its slashes stay slashes. */
      path: string;
    };
    answers: unknown;
  };
  /** Stores a file of any size. */
  "PUT /api/2.0/mlflow-artifacts/artifacts/{path}": {
    takes: {
      /** The path below what is served; its slashes stay slashes. */
      path: string;
    };
    answers: unknown;
  };
  /** Deletes a file, or a folder with all that is in it. */
  "DELETE /api/2.0/mlflow-artifacts/artifacts/{path}": {
    takes: {
      /** The path below what is served; its slashes stay slashes. */
      path: string;
    };
    answers: Done;
  };
  /** Begins an upload in parts that go past the server, where its store can sign URLs. */
  "POST /api/2.0/mlflow-artifacts/mpu/create/{folder}": {
    takes: {
      /** The file's folder; its slashes stay slashes. */
      folder: string;
    } & CreateMultipart;
    answers: CreatedMultipart;
  };
  /** Makes a file of the parts that were uploaded. */
  "POST /api/2.0/mlflow-artifacts/mpu/complete/{folder}": {
    takes: {
      /** The file's folder; its slashes stay slashes. */
      folder: string;
    } & CompleteMultipart;
    answers: Done;
  };
  /** Gives an upload in parts up. */
  "POST /api/2.0/mlflow-artifacts/mpu/abort/{folder}": {
    takes: {
      /** The file's folder; its slashes stay slashes. */
      folder: string;
    } & AbortMultipart;
    answers: Done;
  };
  /** A URL, good for five minutes, by which a file is read past the server, where its store can sign one. */
  "GET /api/2.0/mlflow-artifacts/presigned/{path}": {
    takes: {
      /** The path below what is served; its slashes stay slashes. */
      path: string;
    };
    answers: PresignedBody;
  };
}

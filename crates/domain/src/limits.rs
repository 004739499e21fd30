//! Every limit that a request must keep, in one place.
//!
//! The numbers are MLflow 3.17.2's (`mlflow/utils/validation.py`), except where a line says so.
//! Lengths count Unicode code points.

/// Metrics in one log-batch.
pub const METRICS_PER_BATCH: usize = 1000;
/// Params in one log-batch.
pub const PARAMS_PER_BATCH: usize = 100;
/// Tags in one log-batch.
pub const TAGS_PER_BATCH: usize = 100;
/// Metrics, params and tags together in one log-batch.
pub const ENTITIES_PER_BATCH: usize = 1000;

/// Experiments in one question about their runs. Runlore's own limit.
pub const EXPERIMENTS_PER_ACTIVITY: usize = 1000;

/// Runs that one request deletes, restores or tags. Runlore's own limit.
pub const RUNS_PER_CHANGE: usize = 1000;
/// Bytes of a tag in all the runs that one request sets it on. Runlore's own limit.
pub const CHANGE_BYTES: usize = 32 * 1024 * 1024;
/// Keys of a kind that a search of runs is asked for. Runlore's own limit.
pub const KEYS_PER_SEARCH: usize = 1000;
/// Keys in one page of their list. Runlore's own limit.
pub const KEYS_PER_PAGE: i64 = 10_000;
/// Keys in one page of their list when the request does not say. Runlore's own limit.
pub const KEYS_DEFAULT: i64 = 200;

/// Runs in one heartbeat. Runlore's own limit.
pub const RUNS_PER_HEARTBEAT: usize = 1000;
/// Lost runs in one answer. Runlore's own limit.
pub const LOST_RUNS: usize = 10_000;

/// Metric, param and tag keys.
pub const KEY_LENGTH: usize = 250;
/// What the column `params.value` holds of a value; the rest lies in Runlore's own table.
pub const PARAM_VALUE_COLUMN: usize = 6000;
/// What the column `tags.value` holds of a value; the rest lies in Runlore's own table.
pub const TAG_VALUE_COLUMN: usize = 8000;
/// Runlore's own limit for a param or tag value, in bytes, unless the operator sets another.
pub const LONG_VALUE_BYTES: usize = 1024 * 1024;
/// Experiment tag values.
pub const EXPERIMENT_TAG_VALUE_LENGTH: usize = 20_000;
/// Experiment names.
pub const EXPERIMENT_NAME_LENGTH: usize = 500;
/// Artifact locations.
pub const ARTIFACT_LOCATION_LENGTH: usize = 2048;

/// Dataset names.
pub const DATASET_NAME_LENGTH: usize = 500;
/// Dataset digests.
pub const DATASET_DIGEST_LENGTH: usize = 36;
/// Dataset sources.
pub const DATASET_SOURCE_LENGTH: usize = 65_535;
/// Dataset schemas.
pub const DATASET_SCHEMA_LENGTH: usize = 1_048_575;
/// Dataset profiles.
pub const DATASET_PROFILE_LENGTH: usize = 16_777_215;
/// Keys of the tags on a dataset input.
pub const INPUT_TAG_KEY_LENGTH: usize = 255;
/// Values of the tags on a dataset input.
pub const INPUT_TAG_VALUE_LENGTH: usize = 500;

/// `max_results` of experiments/search and runs/search.
pub const SEARCH_MAX_RESULTS: i64 = 50_000;
/// `max_results` of runs/search when the request has none.
pub const SEARCH_RUNS_DEFAULT: i64 = 1000;
/// `max_results` of logged-models/search when the request has none.
pub const SEARCH_LOGGED_MODELS_DEFAULT: i64 = 50;
/// Rows that get-history-bulk answers with, over all runs.
pub const HISTORY_BULK_ROWS: i64 = 25_000;
/// Runs in one get-history-bulk or get-history-bulk-interval.
pub const HISTORY_BULK_RUNS: usize = 100;
/// Sampled points a run in get-history-bulk-interval.
pub const HISTORY_INTERVAL_POINTS: i64 = 2500;
/// Runs, and metrics of each, in one metrics/sampled.
pub const SAMPLED_NAMES: usize = 100;
/// The fewest points of a series that metrics/sampled can be asked for: two stretches with all that is kept of one.
pub const SAMPLED_POINTS_LEAST: usize = 16;
/// The most points of a series in metrics/sampled.
pub const SAMPLED_POINTS: usize = 5000;
/// Points of a series in metrics/sampled when the request does not say.
pub const SAMPLED_POINTS_DEFAULT: usize = 1000;
/// Points of all series of one metrics/sampled together.
pub const SAMPLED_TOGETHER: usize = 250_000;
/// Experiments in one search-datasets.
pub const SEARCH_DATASETS_EXPERIMENTS: usize = 20;
/// Rows that search-datasets answers with.
pub const SEARCH_DATASETS_ROWS: i64 = 1000;

/// The first `chars` code points of `value`, or all of it when it is shorter.
pub fn prefix(value: &str, chars: usize) -> &str {
    if value.len() <= chars {
        return value;
    }
    match value.char_indices().nth(chars) {
        Some((at, _)) => &value[..at],
        None => value,
    }
}

/// Whether `value` has more than `chars` code points.
pub fn longer_than(value: &str, chars: usize) -> bool {
    prefix(value, chars).len() < value.len()
}

//! The numbers and names in the document are those of the code, and what is generated of it is of it as it is now.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use runlore_domain::ErrorKind;
use runlore_domain::limits::{
    ARTIFACT_LOCATION_LENGTH, DATASET_DIGEST_LENGTH, DATASET_NAME_LENGTH, DATASET_PROFILE_LENGTH,
    DATASET_SCHEMA_LENGTH, DATASET_SOURCE_LENGTH, EXPERIMENT_NAME_LENGTH, EXPERIMENT_TAG_VALUE_LENGTH,
    EXPERIMENTS_PER_ACTIVITY, HISTORY_BULK_ROWS, HISTORY_BULK_RUNS, HISTORY_INTERVAL_POINTS, INPUT_TAG_KEY_LENGTH,
    INPUT_TAG_VALUE_LENGTH, KEY_LENGTH, KEYS_DEFAULT, KEYS_PER_PAGE, KEYS_PER_SEARCH, LOST_RUNS, METRICS_PER_BATCH,
    PARAMS_PER_BATCH, RUNS_PER_CHANGE, RUNS_PER_HEARTBEAT, SAMPLED_NAMES, SAMPLED_POINTS, SAMPLED_POINTS_DEFAULT,
    SAMPLED_POINTS_LEAST, SEARCH_DATASETS_EXPERIMENTS, SEARCH_LOGGED_MODELS_DEFAULT, SEARCH_MAX_RESULTS,
    SEARCH_RUNS_DEFAULT, TAGS_PER_BATCH,
};
use runlore_domain::logged_model::LoggedModelStatus;
use runlore_domain::run::RunStatus;
use runlore_protocol::error_body::code;
use runlore_protocol::tables::{MAX_CELL, MAX_OFFSET, MAX_ROWS};
use serde_json::{Value, json};

use super::{DOCUMENT, OPERATIONS, TEXT};

fn property(schema: &str, property: &str, word: &str) -> Value {
    DOCUMENT["components"]["schemas"][schema]["properties"][property][word].clone()
}

fn parameter(operation: &str, parameter: &str, word: &str) -> Value {
    let operation = OPERATIONS.iter().find(|each| each.id() == operation).unwrap();
    operation.query().find(|each| each["name"] == parameter).unwrap()["schema"][word].clone()
}

#[test]
fn limits_are_those_of_the_code() {
    for (schema, field, word, limit) in [
        ("GetActivity", "experiment_ids", "maxItems", EXPERIMENTS_PER_ACTIVITY),
        ("RunKeys", "params", "maxItems", KEYS_PER_SEARCH),
        ("RunKeys", "metrics", "maxItems", KEYS_PER_SEARCH),
        ("RunKeys", "tags", "maxItems", KEYS_PER_SEARCH),
        ("ChangeRuns", "run_ids", "maxItems", RUNS_PER_CHANGE),
        ("TagRuns", "run_ids", "maxItems", RUNS_PER_CHANGE),
        ("UntagRuns", "run_ids", "maxItems", RUNS_PER_CHANGE),
        ("TagRuns", "key", "maxLength", KEY_LENGTH),
        ("SampleMetrics", "max_points", "minimum", SAMPLED_POINTS_LEAST),
        ("SampleMetrics", "max_points", "maximum", SAMPLED_POINTS),
        ("SampleMetrics", "max_points", "default", SAMPLED_POINTS_DEFAULT),
        ("SampleMetrics", "run_ids", "maxItems", SAMPLED_NAMES),
        ("SampleMetrics", "metric_keys", "maxItems", SAMPLED_NAMES),
        ("HeartbeatRequest", "run_ids", "maxItems", RUNS_PER_HEARTBEAT),
        ("LostRunsAnswer", "runs", "maxItems", LOST_RUNS),
        ("LogBatch", "metrics", "maxItems", METRICS_PER_BATCH),
        ("LogBatch", "params", "maxItems", PARAMS_PER_BATCH),
        ("LogBatch", "tags", "maxItems", TAGS_PER_BATCH),
        ("SearchDatasets", "experiment_ids", "maxItems", SEARCH_DATASETS_EXPERIMENTS),
        ("CreateExperiment", "name", "maxLength", EXPERIMENT_NAME_LENGTH),
        ("CreateExperiment", "artifact_location", "maxLength", ARTIFACT_LOCATION_LENGTH),
        ("UpdateExperiment", "new_name", "maxLength", EXPERIMENT_NAME_LENGTH),
        ("IngestNewRun", "experiment_name", "maxLength", EXPERIMENT_NAME_LENGTH),
        ("NewExperimentTag", "key", "maxLength", KEY_LENGTH),
        ("NewExperimentTag", "value", "maxLength", EXPERIMENT_TAG_VALUE_LENGTH),
        ("SetExperimentTag", "key", "maxLength", KEY_LENGTH),
        ("SetExperimentTag", "value", "maxLength", EXPERIMENT_TAG_VALUE_LENGTH),
        ("NewTag", "key", "maxLength", KEY_LENGTH),
        ("NewParam", "key", "maxLength", KEY_LENGTH),
        ("NewMetric", "key", "maxLength", KEY_LENGTH),
        ("LogMetric", "key", "maxLength", KEY_LENGTH),
        ("LogParam", "key", "maxLength", KEY_LENGTH),
        ("SetTag", "key", "maxLength", KEY_LENGTH),
        ("NewDataset", "name", "maxLength", DATASET_NAME_LENGTH),
        ("NewDataset", "digest", "maxLength", DATASET_DIGEST_LENGTH),
        ("NewDataset", "source", "maxLength", DATASET_SOURCE_LENGTH),
        ("NewDataset", "schema", "maxLength", DATASET_SCHEMA_LENGTH),
        ("NewDataset", "profile", "maxLength", DATASET_PROFILE_LENGTH),
        ("InputTag", "key", "maxLength", INPUT_TAG_KEY_LENGTH),
        ("InputTag", "value", "maxLength", INPUT_TAG_VALUE_LENGTH),
    ] {
        assert_eq!(property(schema, field, word), json!(limit), "{schema}.{field}");
    }
    for (schema, field, word, limit) in [
        ("SearchExperiments", "max_results", "maximum", SEARCH_MAX_RESULTS),
        ("SearchRuns", "max_results", "maximum", SEARCH_MAX_RESULTS),
        ("SearchRuns", "max_results", "default", SEARCH_RUNS_DEFAULT),
        ("SearchRunsFor", "max_results", "maximum", SEARCH_MAX_RESULTS),
        ("SearchRunsFor", "max_results", "default", SEARCH_RUNS_DEFAULT),
        ("SearchKeys", "max_results", "maximum", KEYS_PER_PAGE),
        ("SearchKeys", "max_results", "default", KEYS_DEFAULT),
        ("SearchLoggedModels", "max_results", "default", SEARCH_LOGGED_MODELS_DEFAULT),
        ("ReadRows", "max_rows", "maximum", MAX_ROWS),
        ("ReadRows", "max_cell", "maximum", MAX_CELL),
        ("ReadRows", "offset", "maximum", MAX_OFFSET),
    ] {
        assert_eq!(property(schema, field, word), json!(limit), "{schema}.{field}");
    }
    assert_eq!(parameter("searchExperimentsByQuery", "max_results", "maximum"), json!(SEARCH_MAX_RESULTS));
    assert_eq!(parameter("getHistoryInterval", "max_results", "maximum"), json!(HISTORY_INTERVAL_POINTS));
    assert_eq!(parameter("getHistoryInterval", "run_ids", "maxItems"), json!(HISTORY_BULK_RUNS));
    assert_eq!(parameter("getHistoryBulk", "run_id", "maxItems"), json!(HISTORY_BULK_RUNS));
    assert_eq!(parameter("getHistoryBulk", "max_results", "default"), json!(HISTORY_BULK_ROWS));
}

#[test]
fn names_are_those_of_the_code() {
    let documented = |schema: &str| -> BTreeSet<&str> {
        let names = DOCUMENT["components"]["schemas"][schema]["enum"].as_array().unwrap();
        names.iter().map(|name| name.as_str().unwrap()).collect()
    };
    assert_eq!(documented("ErrorCode"), ErrorKind::ALL.into_iter().map(code).collect());
    assert_eq!(documented("RunStatus"), RunStatus::ALL.iter().map(|(_, name, _)| *name).collect());
    assert_eq!(documented("LoggedModelStatus"), LoggedModelStatus::ALL.iter().map(|(_, name, _)| *name).collect());
}

#[test]
fn the_interface_s_types_are_of_the_document() {
    let types = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/api/schema.ts")).unwrap();
    let mark = format!("(crc32 {:08x})", crc32fast::hash(TEXT.as_bytes()));
    assert!(types.contains(&mark), "the document was changed: run `npm run types` in web, and `make web-build`");
}

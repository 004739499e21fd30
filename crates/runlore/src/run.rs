//! Runs as a program reads them.

use std::collections::BTreeMap;

use runlore_domain::{Error, Result};
use runlore_protocol::scalar::{Double, Int64};
use serde::Deserialize;

/// A run with everything but its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its own columns.
    pub info: RunInfo,
    /// What was logged to it.
    pub data: RunData,
}

/// A run's own columns.
#[derive(Debug, Clone, PartialEq)]
pub struct RunInfo {
    /// 32 hexadecimal digits.
    pub run_id: String,
    /// A decimal number; `None` until the server has told.
    pub experiment_id: Option<String>,
    /// The name.
    pub run_name: String,
    /// `RUNNING`, `SCHEDULED`, `FINISHED`, `FAILED` or `KILLED`.
    pub status: String,
    /// Epoch milliseconds.
    pub start_time: i64,
    /// Epoch milliseconds.
    pub end_time: Option<i64>,
    /// Where its artifacts lie; `None` until the server has told.
    pub artifact_uri: Option<String>,
    /// `active` or `deleted`.
    pub lifecycle_stage: String,
    /// Who ran it.
    pub user_id: String,
}

/// What was logged to a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunData {
    /// The latest value of each metric; may be NaN.
    pub metrics: BTreeMap<String, f64>,
    /// Params.
    pub params: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Answer {
    run: RunJson,
}

#[derive(Debug, Deserialize)]
struct RunJson {
    info: InfoJson,
    #[serde(default)]
    data: DataJson,
}

#[derive(Debug, Deserialize)]
struct InfoJson {
    run_id: String,
    experiment_id: Option<String>,
    #[serde(default)]
    run_name: String,
    #[serde(default)]
    status: String,
    start_time: Option<Int64>,
    end_time: Option<Int64>,
    artifact_uri: Option<String>,
    #[serde(default)]
    lifecycle_stage: String,
    #[serde(default)]
    user_id: String,
}

#[derive(Debug, Default, Deserialize)]
struct DataJson {
    #[serde(default)]
    metrics: Vec<MetricJson>,
    #[serde(default)]
    params: Vec<TextJson>,
    #[serde(default)]
    tags: Vec<TextJson>,
}

#[derive(Debug, Deserialize)]
struct MetricJson {
    key: String,
    value: Double,
}

#[derive(Debug, Deserialize)]
struct TextJson {
    key: String,
    #[serde(default)]
    value: String,
}

impl From<RunJson> for Run {
    fn from(json: RunJson) -> Self {
        let texts = |list: Vec<TextJson>| list.into_iter().map(|item| (item.key, item.value)).collect();
        Self {
            info: RunInfo {
                run_id: json.info.run_id,
                experiment_id: json.info.experiment_id,
                run_name: json.info.run_name,
                status: json.info.status,
                start_time: json.info.start_time.map_or(0, |time| time.0),
                end_time: json.info.end_time.map(|time| time.0),
                artifact_uri: json.info.artifact_uri,
                lifecycle_stage: json.info.lifecycle_stage,
                user_id: json.info.user_id,
            },
            data: RunData {
                metrics: json.data.metrics.into_iter().map(|metric| (metric.key, metric.value.0)).collect(),
                params: texts(json.data.params),
                tags: texts(json.data.tags),
            },
        }
    }
}

impl Run {
    /// Reads the answer of `runs/get`.
    pub(crate) fn from_answer(body: &[u8]) -> Result<Self> {
        serde_json::from_slice::<Answer>(body)
            .map(|answer| answer.run.into())
            .map_err(|cause| Error::internal("The tracking server's answer is not a run").with_source(cause))
    }
}

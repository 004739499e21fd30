//! Runs.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::metric::Metric;
use super::{DatasetInput, shape};

/// A run with everything but its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Its own columns.
    pub info: RunInfo,
    /// What was logged to it.
    #[serde(default)]
    pub data: RunData,
    /// What it read.
    #[serde(default)]
    pub inputs: RunInputs,
    /// What it made.
    #[serde(default)]
    pub outputs: RunOutputs,
}

/// A run's own columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunInfo {
    /// 32 hexadecimal digits.
    pub run_id: String,
    /// A decimal number; `None` until the server has told.
    #[serde(default, deserialize_with = "opt_id")]
    pub experiment_id: Option<String>,
    /// The name.
    #[serde(default)]
    pub run_name: String,
    /// `RUNNING`, `SCHEDULED`, `FINISHED`, `FAILED` or `KILLED`.
    #[serde(default)]
    pub status: String,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::int::deserialize")]
    pub start_time: i64,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::opt_int::deserialize")]
    pub end_time: Option<i64>,
    /// Where its artifacts lie; `None` until the server has told.
    #[serde(default)]
    pub artifact_uri: Option<String>,
    /// `active` or `deleted`.
    #[serde(default)]
    pub lifecycle_stage: String,
    /// Who ran it.
    #[serde(default)]
    pub user_id: String,
}

fn opt_id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    shape::id(from).map(Some)
}

/// What was logged to a run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Wire", into = "Wire")]
pub struct RunData {
    /// The latest value of each metric; may be NaN.
    pub metrics: BTreeMap<String, f64>,
    /// The same with their steps and times.
    pub latest: Vec<Metric>,
    /// Params.
    pub params: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

/// The same as a server says it.
#[derive(Serialize, Deserialize)]
struct Wire {
    #[serde(default)]
    metrics: Vec<Metric>,
    #[serde(default, with = "shape::texts")]
    params: BTreeMap<String, String>,
    #[serde(default, with = "shape::texts")]
    tags: BTreeMap<String, String>,
}

impl From<Wire> for RunData {
    fn from(Wire { metrics: latest, params, tags }: Wire) -> Self {
        let metrics = latest.iter().map(|point| (point.key.clone(), point.value)).collect();
        Self { metrics, latest, params, tags }
    }
}

impl From<RunData> for Wire {
    fn from(RunData { latest: metrics, params, tags, .. }: RunData) -> Self {
        Self { metrics, params, tags }
    }
}

/// What a run read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunInputs {
    /// Datasets.
    #[serde(default)]
    pub dataset_inputs: Vec<DatasetInput>,
    /// Logged models.
    #[serde(default)]
    pub model_inputs: Vec<ModelInput>,
}

/// A logged model that a run read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelInput {
    /// `m-` and 32 hexadecimal digits.
    pub model_id: String,
}

/// What a run made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunOutputs {
    /// Logged models.
    #[serde(default)]
    pub model_outputs: Vec<ModelOutput>,
}

/// A logged model that a run made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelOutput {
    /// `m-` and 32 hexadecimal digits.
    pub model_id: String,
    /// At which step.
    #[serde(default, deserialize_with = "shape::int::deserialize")]
    pub step: i64,
}

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
pub struct RunData {
    /// The latest value of each metric; may be NaN.
    #[serde(default, with = "latest")]
    pub metrics: BTreeMap<String, f64>,
    /// Params.
    #[serde(default, with = "shape::texts")]
    pub params: BTreeMap<String, String>,
    /// Tags.
    #[serde(default, with = "shape::texts")]
    pub tags: BTreeMap<String, String>,
}

mod latest {
    use serde::Serializer;

    use super::*;

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<String, f64>, to: S) -> Result<S::Ok, S::Error> {
        let point = |(key, value): (&String, &f64)| Metric::new(key.clone(), *value, 0, 0);
        to.collect_seq(map.iter().map(point))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, f64>, D::Error> {
        let points = Vec::<Metric>::deserialize(from)?;
        Ok(points.into_iter().map(|point| (point.key, point.value)).collect())
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

//! Logged models.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::metric::Metric;
use super::shape;

/// A model that a program logged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoggedModel {
    /// Its own columns.
    pub info: LoggedModelInfo,
    /// What was logged to it.
    #[serde(default)]
    pub data: LoggedModelData,
}

/// A model's own columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedModelInfo {
    /// `m-` and 32 hexadecimal digits.
    pub model_id: String,
    /// The experiment.
    #[serde(deserialize_with = "shape::id")]
    pub experiment_id: String,
    /// The name.
    #[serde(default)]
    pub name: String,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::int::deserialize")]
    pub creation_timestamp_ms: i64,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::int::deserialize")]
    pub last_updated_timestamp_ms: i64,
    /// The URI of the folder of its files.
    #[serde(default)]
    pub artifact_uri: String,
    /// `LOGGED_MODEL_PENDING`, `…_READY` or `…_UPLOAD_FAILED`.
    #[serde(default)]
    pub status: String,
    /// What kind of model it is, as the program said.
    #[serde(default)]
    pub model_type: Option<String>,
    /// The run that made it.
    #[serde(default)]
    pub source_run_id: Option<String>,
    /// Tags.
    #[serde(default, with = "shape::texts")]
    pub tags: BTreeMap<String, String>,
}

/// What was logged to a model.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LoggedModelData {
    /// Params.
    #[serde(default, with = "shape::texts")]
    pub params: BTreeMap<String, String>,
    /// Points, one for each metric and dataset.
    #[serde(default)]
    pub metrics: Vec<Metric>,
}

/// A model to be logged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewLoggedModel {
    /// The experiment, a decimal number.
    pub experiment_id: String,
    /// The name; the server makes one up when it is `None`.
    pub name: Option<String>,
    /// What kind of model it is.
    pub model_type: Option<String>,
    /// The run that makes it.
    pub source_run_id: Option<String>,
    /// Params.
    pub params: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

//! Points of metrics.

use serde::{Deserialize, Serialize};

use super::shape;

/// A point of a metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// The key.
    pub key: String,
    /// May be NaN; infinities are stored as the largest finite doubles.
    #[serde(with = "shape::double")]
    pub value: f64,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::int::deserialize")]
    pub timestamp: i64,
    /// The step; 0 when none was given.
    #[serde(default, deserialize_with = "shape::int::deserialize")]
    pub step: i64,
    /// The logged model that it is about, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_id: Option<String>,
    /// Name of the dataset that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset_name: Option<String>,
    /// Digest of the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset_digest: Option<String>,
}

impl Metric {
    /// A point that is about its run only.
    pub fn new(key: impl Into<String>, value: f64, timestamp: i64, step: i64) -> Self {
        Self { key: key.into(), value, timestamp, step, model_id: None, dataset_name: None, dataset_digest: None }
    }
}

/// A point of one of several runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricOfRun {
    /// The run.
    pub run_id: String,
    /// The point.
    #[serde(flatten)]
    pub metric: Metric,
}

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

//! Metrics: one point of a series, and how MLflow stores numbers that are not finite.

use crate::{ModelId, RunId};

/// One logged point.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// The series it belongs to.
    pub key: String,
    /// The value; may be NaN, is never infinite (see [`clamp`]).
    pub value: f64,
    /// Epoch milliseconds, not negative.
    pub timestamp: i64,
    /// Any number; series are drawn over it.
    pub step: i64,
    /// The logged model and the dataset that the point is about, if any.
    pub about: Option<Box<MetricSubject>>,
}

/// What a metric was measured on, beside its run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetricSubject {
    /// The logged model.
    pub model_id: Option<ModelId>,
    /// The run; only filled when a logged model's metrics are read.
    pub run_id: Option<RunId>,
    /// Name of the dataset.
    pub dataset_name: Option<String>,
    /// Digest of the dataset.
    pub dataset_digest: Option<String>,
}

/// One point of a bulk read, which spans runs.
#[derive(Debug, Clone, PartialEq)]
pub struct RunMetric {
    /// The run.
    pub run_id: RunId,
    /// The point.
    pub metric: Metric,
}

/// MLflow stores ±∞ as the largest finite numbers, because MySQL has no infinity.
pub fn clamp(value: f64) -> f64 {
    if value == f64::INFINITY {
        f64::MAX
    } else if value == f64::NEG_INFINITY {
        f64::MIN
    } else {
        value
    }
}

/// A value as the columns `value` and `is_nan` hold it: NaN is 0 with the flag.
pub fn to_columns(value: f64) -> (f64, bool) {
    if value.is_nan() { (0.0, true) } else { (clamp(value), false) }
}

/// The inverse of [`to_columns`].
pub fn from_columns(value: f64, is_nan: bool) -> f64 {
    if is_nan { f64::NAN } else { value }
}

/// A request for a page of a series, ordered by timestamp, step and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricHistoryPage {
    /// The run.
    pub run_id: RunId,
    /// The series.
    pub key: String,
    /// Points on the page, at least one.
    pub max_results: i64,
    /// Where the page begins, from the page before.
    pub page_token: Option<String>,
}

/// A request for some points of the series of several runs, spread evenly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricSample {
    /// The runs, answered in this order.
    pub run_ids: Vec<RunId>,
    /// The series.
    pub key: String,
    /// First and last step; `None` for all.
    pub steps: Option<(i64, i64)>,
    /// Points for each run, at least one.
    pub points: i64,
}

/// What a history is drawn over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    /// Steps; the points of one step are in the order of their time.
    #[default]
    Step,
    /// Timestamps.
    Time,
}

/// How much of a series is wanted, and of which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// Along this the points are ordered, and left out where there are too many.
    pub axis: Axis,
    /// First and last step; `None` for all.
    pub steps: Option<(i64, i64)>,
    /// First and last timestamp; `None` for all.
    pub times: Option<(i64, i64)>,
    /// Points of each series, at least [`crate::limits::SAMPLED_POINTS_LEAST`].
    pub points: usize,
}

/// A request for series as a chart shows them: few points, the lowest and the highest among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledSearch {
    /// The runs, answered in this order.
    pub run_ids: Vec<RunId>,
    /// The metrics of each run, in this order.
    pub keys: Vec<String>,
    /// How much of each.
    pub sampling: Sampling,
}

/// A series as a chart shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledSeries {
    /// The run.
    pub run_id: RunId,
    /// The metric.
    pub key: String,
    /// How many points the part has that was asked for.
    pub total: u64,
    /// Those that are shown, in the order of the axis.
    pub points: Vec<SeriesPoint>,
}

/// A point of a series that is known otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeriesPoint {
    /// As it was logged.
    pub step: i64,
    /// Epoch milliseconds.
    pub timestamp: i64,
    /// May be NaN.
    pub value: f64,
}

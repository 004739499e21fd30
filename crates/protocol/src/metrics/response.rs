//! How points are answered.

use runlore_domain::metric::{Metric, RunMetric};
use runlore_domain::page::Page;
use serde::Serialize;

use crate::Listed;
use crate::scalar::Double;

/// A point.
#[derive(Debug, Serialize)]
pub struct MetricJson<'a> {
    key: &'a str,
    value: Double,
    timestamp: i64,
    step: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset_digest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run_id: Option<&'a str>,
}

impl<'a> From<&'a Metric> for MetricJson<'a> {
    fn from(metric: &'a Metric) -> Self {
        let about = metric.about.as_deref();
        Self {
            key: &metric.key,
            value: Double(metric.value),
            timestamp: metric.timestamp,
            step: metric.step,
            dataset_name: about.and_then(|a| a.dataset_name.as_deref()),
            dataset_digest: about.and_then(|a| a.dataset_digest.as_deref()),
            model_id: about.and_then(|a| a.model_id.as_ref()).map(|id| id.as_str()),
            run_id: about.and_then(|a| a.run_id.as_ref()).map(|id| id.as_str()),
        }
    }
}

/// A point of a read that spans runs.
#[derive(Debug, Serialize)]
pub struct RunMetricJson<'a> {
    key: &'a str,
    value: Double,
    timestamp: i64,
    step: i64,
    run_id: &'a str,
}

impl<'a> From<&'a RunMetric> for RunMetricJson<'a> {
    fn from(point: &'a RunMetric) -> Self {
        Self {
            key: &point.metric.key,
            value: Double(point.metric.value),
            timestamp: point.metric.timestamp,
            step: point.metric.step,
            run_id: point.run_id.as_str(),
        }
    }
}

/// Answer of `metrics/get-history`, one page.
#[derive(Debug, Serialize)]
pub struct HistoryBody<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    metrics: Listed<'a, Metric, MetricJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
}

impl<'a> From<&'a Page<Metric>> for HistoryBody<'a> {
    fn from(page: &'a Page<Metric>) -> Self {
        Self { metrics: Listed::new(&page.items), next_page_token: page.next_token.as_deref() }
    }
}

/// Answer of `get-history-bulk` and `get-history-bulk-interval`. The first always has its list, the
/// second leaves an empty one out.
#[derive(Debug, Serialize)]
pub struct BulkBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics: Option<Listed<'a, RunMetric, RunMetricJson<'a>>>,
}

impl<'a> BulkBody<'a> {
    /// With a list, even an empty one.
    pub fn always(points: &'a [RunMetric]) -> Self {
        Self { metrics: Some(Listed::new(points)) }
    }

    /// Without the list when it is empty.
    pub fn unless_empty(points: &'a [RunMetric]) -> Self {
        Self { metrics: (!points.is_empty()).then(|| Listed::new(points)) }
    }
}

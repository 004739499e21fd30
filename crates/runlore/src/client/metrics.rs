//! Histories of metrics.

use runlore_domain::Result;
use serde::Deserialize;

use super::{Client, V2, get};
use crate::entities::{Metric, MetricOfRun, Page};

/// Histories of one metric in several runs, whole.
#[derive(Debug, Clone, Default)]
pub struct HistoryBulk {
    /// 1 to 100 runs.
    pub run_ids: Vec<String>,
    /// The metric.
    pub metric_key: String,
    /// At most so many points in all; 25,000 at most and when `None`.
    pub max_results: Option<i64>,
}

/// Histories of one metric in several runs, thinned out.
#[derive(Debug, Clone, Default)]
pub struct HistoryInterval {
    /// 1 to 100 runs.
    pub run_ids: Vec<String>,
    /// The metric.
    pub metric_key: String,
    /// Steps from and to, both included; all when `None`.
    pub steps: Option<(i64, i64)>,
    /// At most so many points a run, 1 to 2,500; 2,500 when `None`.
    pub max_results: Option<i64>,
}

#[derive(Deserialize)]
struct Points {
    #[serde(default)]
    metrics: Vec<Metric>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct PointsOfRuns {
    #[serde(default)]
    metrics: Vec<MetricOfRun>,
}

impl Client {
    /// All points of a metric in the order of time, step and value; with `max_results` a page of them.
    ///
    /// # Errors
    /// `InvalidParameter` for a token that can not be read.
    pub async fn get_metric_history(
        &self,
        run_id: &str,
        key: &str,
        max_results: Option<i64>,
        page_token: Option<&str>,
    ) -> Result<Page<Metric>> {
        let mut request = get(format!("{V2}/metrics/get-history")).query("run_id", run_id).query("metric_key", key);
        if let Some(count) = max_results {
            request = request.query("max_results", count.to_string());
        }
        if let Some(token) = page_token {
            request = request.query("page_token", token);
        }
        let points: Points = self.ask(request).await?;
        Ok(Page { items: points.metrics, next_page_token: points.next_page_token })
    }

    /// The points of a metric in several runs.
    ///
    /// # Errors
    /// `InvalidParameter` for none or too many runs.
    pub async fn get_metric_history_bulk(&self, bulk: &HistoryBulk) -> Result<Vec<MetricOfRun>> {
        let mut request =
            get("ajax-api/2.0/mlflow/metrics/get-history-bulk").query("metric_key", bulk.metric_key.as_str());
        for run_id in &bulk.run_ids {
            request = request.query("run_id", run_id.as_str());
        }
        if let Some(count) = bulk.max_results {
            request = request.query("max_results", count.to_string());
        }
        Ok(self.ask::<PointsOfRuns>(request).await?.metrics)
    }

    /// The points of a metric in several runs, thinned out evenly over the steps; the last one is kept.
    ///
    /// # Errors
    /// `InvalidParameter` for none or too many runs.
    pub async fn get_metric_history_interval(&self, interval: &HistoryInterval) -> Result<Vec<MetricOfRun>> {
        let mut request =
            get(format!("{V2}/metrics/get-history-bulk-interval")).query("metric_key", interval.metric_key.as_str());
        for run_id in &interval.run_ids {
            request = request.query("run_ids", run_id.as_str());
        }
        if let Some((from, to)) = interval.steps {
            request = request.query("start_step", from.to_string()).query("end_step", to.to_string());
        }
        if let Some(count) = interval.max_results {
            request = request.query("max_results", count.to_string());
        }
        Ok(self.ask::<PointsOfRuns>(request).await?.metrics)
    }
}

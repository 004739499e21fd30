//! What is asked about metric histories.

use runlore_domain::limits::{HISTORY_BULK_ROWS, HISTORY_BULK_RUNS, HISTORY_INTERVAL_POINTS};
use runlore_domain::{Error, Result, RunId};
use serde::Deserialize;

use crate::fields::{invalid_value, items, missing, non_empty, required, run_id};
use crate::scalar::{Int64, Repeated, Text};

/// `metrics/get-history`.
#[derive(Debug, Deserialize)]
pub struct GetHistory {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "runUuid")]
    run_uuid: Option<Text>,
    #[serde(alias = "metricKey")]
    metric_key: Option<Text>,
    #[serde(alias = "pageToken")]
    page_token: Option<Text>,
    #[serde(alias = "maxResults")]
    max_results: Option<Int64>,
}

/// A history to be read: page by page, or all of it.
#[derive(Debug)]
pub struct HistoryRequest {
    /// Whose.
    pub run_id: RunId,
    /// Of which metric.
    pub key: String,
    /// The size of a page; none means all rows.
    pub max_results: Option<i64>,
    /// Where the page begins.
    pub page_token: Option<String>,
}

impl TryFrom<GetHistory> for HistoryRequest {
    type Error = Error;

    fn try_from(request: GetHistory) -> Result<Self> {
        let run_id = run_id(request.run_id, request.run_uuid)?;
        let key = required(request.metric_key, "metric_key")?;
        let max_results = request.max_results.map(|max| max.0);
        if let Some(max) = max_results.filter(|max| *max <= 0) {
            return Err(Error::invalid(format!(
                "Invalid value {max} for parameter 'max_results' supplied. It must be a positive integer."
            )));
        }
        Ok(Self { run_id, key, max_results, page_token: non_empty(request.page_token) })
    }
}

/// `metrics/get-history-bulk`.
#[derive(Debug, Deserialize)]
pub struct GetHistoryBulk {
    run_id: Option<Repeated<Text>>,
    metric_key: Option<Text>,
    max_results: Option<Int64>,
}

impl GetHistoryBulk {
    /// The runs, the metric and how many rows at most.
    pub fn into_domain(self) -> Result<(Vec<RunId>, String, i64)> {
        let runs = run_ids(self.run_id);
        if runs.is_empty() {
            return Err(Error::invalid("GetMetricHistoryBulk request must specify at least one run_id."));
        }
        check_run_count("GetMetricHistoryBulk request cannot specify more than", runs.len())?;
        let Some(key) = self.metric_key else {
            return Err(Error::invalid("GetMetricHistoryBulk request must specify a metric_key."));
        };
        let max = self.max_results.map_or(HISTORY_BULK_ROWS, |max| max.0.min(HISTORY_BULK_ROWS));
        if max < 0 {
            return Err(invalid_value("max_results", &max.into(), Some("It must not be negative.")));
        }
        Ok((runs, key.0, max))
    }
}

/// `metrics/get-history-bulk-interval`.
#[derive(Debug, Deserialize)]
pub struct GetHistoryInterval {
    #[serde(alias = "runIds")]
    run_ids: Option<Repeated<Text>>,
    #[serde(alias = "metricKey")]
    metric_key: Option<Text>,
    #[serde(alias = "startStep")]
    start_step: Option<Int64>,
    #[serde(alias = "endStep")]
    end_step: Option<Int64>,
    #[serde(alias = "maxResults")]
    max_results: Option<Int64>,
}

impl GetHistoryInterval {
    /// The runs, the metric, the steps between which to look, and how many points a run.
    pub fn into_domain(self) -> Result<HistoryInterval> {
        let runs = run_ids(self.run_ids);
        if runs.is_empty() {
            return Err(missing("run_ids"));
        }
        check_run_count("GetMetricHistoryBulkInterval request must specify at most", runs.len())?;
        let key = required(self.metric_key, "metric_key")?;
        let points = self.max_results.map_or(HISTORY_INTERVAL_POINTS, |max| max.0);
        if !(1..=HISTORY_INTERVAL_POINTS).contains(&points) {
            return Err(Error::invalid(format!(
                "max_results must be between 1 and {HISTORY_INTERVAL_POINTS}. See the API docs for more information \
                 about request parameters."
            )));
        }
        let steps = match (self.start_step, self.end_step) {
            (None, None) => None,
            (Some(Int64(start)), Some(Int64(end))) if start <= end => Some((start, end)),
            (Some(Int64(start)), Some(Int64(end))) => {
                return Err(Error::invalid(format!(
                    "end_step must be greater than start_step. Found start_step={start} and end_step={end}."
                )));
            }
            _ => {
                let message = "If either start step or end step are specified, both must be specified.";
                return Err(Error::invalid(message));
            }
        };
        Ok(HistoryInterval { runs, key, steps, points })
    }
}

/// A sample of histories to be read.
#[derive(Debug)]
pub struct HistoryInterval {
    /// Whose.
    pub runs: Vec<RunId>,
    /// Of which metric.
    pub key: String,
    /// The first and the last step to look at.
    pub steps: Option<(i64, i64)>,
    /// How many points a run.
    pub points: i64,
}

fn run_ids(list: Option<Repeated<Text>>) -> Vec<RunId> {
    items(list).into_iter().map(|id| RunId::from(id.0)).collect()
}

fn check_run_count(words: &str, count: usize) -> Result<()> {
    if count <= HISTORY_BULK_RUNS {
        return Ok(());
    }
    let suffix = if words.contains("Interval") {
        " See the API docs for more information about request parameters."
    } else {
        ""
    };
    Err(Error::invalid(format!("{words} {HISTORY_BULK_RUNS} run_ids. Received {count} run_ids.{suffix}")))
}

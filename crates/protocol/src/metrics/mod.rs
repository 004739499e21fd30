//! Metric histories.

mod request;
mod response;

pub use request::{GetHistory, GetHistoryBulk, GetHistoryInterval, HistoryInterval, HistoryRequest};
pub use response::{BulkBody, HistoryBody, MetricJson, RunMetricJson};

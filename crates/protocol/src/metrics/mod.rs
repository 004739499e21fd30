//! Metric histories.

mod request;
mod response;
mod sampled;

pub use request::{GetHistory, GetHistoryBulk, GetHistoryInterval, HistoryInterval, HistoryRequest};
pub use response::{BulkBody, HistoryBody, MetricJson, RunMetricJson};
pub use sampled::{SampleMetrics, SampledBody};

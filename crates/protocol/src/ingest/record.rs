//! Records as a client writes them; [`super::IngestRequest`] reads them.

use runlore_domain::metric::Metric;
use runlore_domain::run::NewRun;
use serde::Serialize;
use serde_json::Value;

use crate::experiments::KeyValueJson;
use crate::metrics::MetricJson;

/// What a client records, without its number.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordBody<'a> {
    /// A run that begins.
    CreateRun(CreateRunBody<'a>),
    /// Status, end time or name.
    UpdateRun(UpdateRunBody<'a>),
    /// Metrics, params and tags.
    Log(LogBody<'a>),
    /// A tag that goes.
    DeleteTag(DeleteTagBody<'a>),
    /// Datasets and models that a run read.
    Inputs(InputsBody<'a>),
    /// Models that a run made.
    Outputs(OutputsBody<'a>),
}

/// A run that begins; the experiment by name, or by id.
#[derive(Debug, Serialize)]
pub struct CreateRunBody<'a> {
    run_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    experiment_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    experiment_id: Option<String>,
    run_name: &'a str,
    user_id: &'a str,
    start_time: i64,
    tags: Vec<KeyValueJson<'a>>,
}

impl<'a> CreateRunBody<'a> {
    /// `experiment` is a name; without one the run's number counts.
    pub fn new(run: &'a NewRun, experiment: Option<&'a str>) -> Self {
        Self {
            run_id: run.id.as_str(),
            experiment_name: experiment,
            experiment_id: experiment.is_none().then(|| run.experiment_id.to_string()),
            run_name: &run.name,
            user_id: &run.user_id,
            start_time: run.start_time,
            tags: run.tags.iter().map(KeyValueJson::from).collect(),
        }
    }
}

/// Changes of a run.
#[derive(Debug, Serialize)]
pub struct UpdateRunBody<'a> {
    /// The run.
    pub run_id: &'a str,
    /// The new status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'a str>,
    /// Epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
}

/// What is logged to a run.
#[derive(Debug, Serialize)]
pub struct LogBody<'a> {
    run_id: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<MetricJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    params: Vec<KeyValueJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<KeyValueJson<'a>>,
}

impl<'a> From<&'a runlore_domain::run_batch::RunBatch> for LogBody<'a> {
    fn from(batch: &'a runlore_domain::run_batch::RunBatch) -> Self {
        Self {
            run_id: batch.run_id.as_str(),
            metrics: batch.metrics.iter().map(|metric: &Metric| metric.into()).collect(),
            params: batch.params.iter().map(KeyValueJson::from).collect(),
            tags: batch.tags.iter().map(KeyValueJson::from).collect(),
        }
    }
}

/// A tag that goes.
#[derive(Debug, Serialize)]
pub struct DeleteTagBody<'a> {
    /// The run.
    pub run_id: &'a str,
    /// The tag's key.
    pub key: &'a str,
}

/// What a run read, shaped as in `runs/log-inputs`.
#[derive(Debug, Serialize)]
pub struct InputsBody<'a> {
    /// The run.
    pub run_id: &'a str,
    /// Datasets with the tags of their use.
    pub datasets: &'a Value,
    /// Logged models.
    pub models: &'a Value,
}

/// What a run made, shaped as in `runs/outputs`.
#[derive(Debug, Serialize)]
pub struct OutputsBody<'a> {
    /// The run.
    pub run_id: &'a str,
    /// Logged models.
    pub models: &'a Value,
}

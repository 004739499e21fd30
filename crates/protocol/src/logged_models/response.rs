//! How logged models are answered.

use runlore_domain::experiment::Tag;
use runlore_domain::logged_model::LoggedModel;
use runlore_domain::metric::Metric;
use runlore_domain::run::Param;
use serde::Serialize;

use crate::Listed;
use crate::experiments::KeyValueJson;
use crate::metrics::MetricJson;

#[derive(Debug, Serialize)]
struct InfoJson<'a> {
    model_id: &'a str,
    experiment_id: String,
    name: &'a str,
    creation_timestamp_ms: i64,
    last_updated_timestamp_ms: i64,
    artifact_uri: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_run_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_message: Option<&'a str>,
    #[serde(skip_serializing_if = "Listed::is_empty")]
    tags: Listed<'a, Tag, KeyValueJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DataJson<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    params: Listed<'a, Param, KeyValueJson<'a>>,
    #[serde(skip_serializing_if = "Listed::is_empty")]
    metrics: Listed<'a, Metric, MetricJson<'a>>,
}

/// A logged model.
#[derive(Debug, Serialize)]
pub struct LoggedModelJson<'a> {
    info: InfoJson<'a>,
    data: DataJson<'a>,
}

impl<'a> From<&'a LoggedModel> for LoggedModelJson<'a> {
    fn from(model: &'a LoggedModel) -> Self {
        Self {
            info: InfoJson {
                model_id: model.id.as_str(),
                experiment_id: model.experiment_id.to_string(),
                name: &model.name,
                creation_timestamp_ms: model.creation_time,
                last_updated_timestamp_ms: model.last_update_time,
                artifact_uri: &model.artifact_location,
                status: model.status.as_str(),
                model_type: model.model_type.as_deref(),
                source_run_id: model.source_run_id.as_ref().map(|id| id.as_str()),
                status_message: model.status_message.as_deref(),
                tags: Listed::new(&model.tags),
            },
            data: DataJson { params: Listed::new(&model.params), metrics: Listed::new(&model.metrics) },
        }
    }
}

/// Answer of everything that returns one model.
#[derive(Debug, Serialize)]
pub struct LoggedModelBody<'a> {
    model: LoggedModelJson<'a>,
}

impl<'a> From<&'a LoggedModel> for LoggedModelBody<'a> {
    fn from(model: &'a LoggedModel) -> Self {
        Self { model: model.into() }
    }
}

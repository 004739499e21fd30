//! How experiments are answered.

use runlore_domain::experiment::{Experiment, Tag};
use runlore_domain::run::Param;
use serde::Serialize;

use crate::Listed;

/// A tag or a param.
#[derive(Debug, Serialize)]
pub struct KeyValueJson<'a> {
    key: &'a str,
    value: &'a str,
}

impl<'a> From<&'a Tag> for KeyValueJson<'a> {
    fn from(tag: &'a Tag) -> Self {
        Self { key: &tag.key, value: &tag.value }
    }
}

impl<'a> From<&'a Param> for KeyValueJson<'a> {
    fn from(param: &'a Param) -> Self {
        Self { key: &param.key, value: &param.value }
    }
}

/// An experiment.
#[derive(Debug, Serialize)]
pub struct ExperimentJson<'a> {
    experiment_id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    artifact_location: Option<&'a str>,
    lifecycle_stage: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_update_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creation_time: Option<i64>,
    #[serde(skip_serializing_if = "Listed::is_empty")]
    tags: Listed<'a, Tag, KeyValueJson<'a>>,
    workspace: &'static str,
}

impl<'a> From<&'a Experiment> for ExperimentJson<'a> {
    fn from(experiment: &'a Experiment) -> Self {
        let set = |time: Option<i64>| time.filter(|ms| *ms != 0);
        Self {
            experiment_id: experiment.id.to_string(),
            name: &experiment.name,
            artifact_location: experiment.artifact_location.as_deref(),
            lifecycle_stage: experiment.lifecycle_stage.as_str(),
            last_update_time: set(experiment.last_update_time),
            creation_time: set(experiment.creation_time),
            tags: Listed::new(&experiment.tags),
            workspace: "default",
        }
    }
}

/// Answer of `experiments/create`.
#[derive(Debug, Serialize)]
pub struct CreatedExperiment {
    /// The new experiment's number.
    pub experiment_id: String,
}

/// Answer of `experiments/get` and `get-by-name`.
#[derive(Debug, Serialize)]
pub struct ExperimentBody<'a> {
    experiment: ExperimentJson<'a>,
}

impl<'a> From<&'a Experiment> for ExperimentBody<'a> {
    fn from(experiment: &'a Experiment) -> Self {
        Self { experiment: experiment.into() }
    }
}

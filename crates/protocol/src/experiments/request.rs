//! What is asked about experiments.

use runlore_domain::experiment::{NewExperiment, Tag, check_custom_views, check_name, check_tag};
use runlore_domain::{Error, ExperimentId, Result};
use serde::Deserialize;

use crate::fields::{self, KeyValues, experiment_id, non_empty, or_empty, required};
use crate::scalar::Text;

/// `experiments/create`.
#[derive(Debug, Deserialize)]
pub struct CreateExperiment {
    name: Option<Text>,
    #[serde(alias = "artifactLocation")]
    artifact_location: Option<Text>,
    tags: KeyValues,
}

impl CreateExperiment {
    /// The experiment as asked for; its location still is what the client wrote.
    pub fn into_domain(self, now: i64) -> Result<NewExperiment> {
        let name = required(self.name, "name")?;
        let tags = fields::tags(self.tags);
        check_name(&name)?;
        let artifact_location = non_empty(self.artifact_location);
        check_custom_views(&tags, None)?;
        tags.iter().try_for_each(check_tag)?;
        Ok(NewExperiment { name, artifact_location, tags, now })
    }
}

/// Requests that name an experiment and nothing else: get, delete, restore.
#[derive(Debug, Deserialize)]
pub struct ExperimentRef {
    #[serde(alias = "experimentId")]
    experiment_id: Option<Text>,
}

impl TryFrom<ExperimentRef> for ExperimentId {
    type Error = Error;

    fn try_from(request: ExperimentRef) -> Result<Self> {
        experiment_id(request.experiment_id)
    }
}

/// `experiments/get-by-name`.
#[derive(Debug, Deserialize)]
pub struct GetExperimentByName {
    #[serde(alias = "experimentName")]
    experiment_name: Option<Text>,
}

impl GetExperimentByName {
    /// The name asked for.
    pub fn name(self) -> Result<String> {
        required(self.experiment_name, "experiment_name")
    }
}

/// `experiments/update`.
#[derive(Debug, Deserialize)]
pub struct UpdateExperiment {
    #[serde(alias = "experimentId")]
    experiment_id: Option<Text>,
    #[serde(alias = "newName")]
    new_name: Option<Text>,
}

impl UpdateExperiment {
    /// Which experiment, and its new name.
    pub fn into_domain(self) -> Result<(ExperimentId, String)> {
        let id = experiment_id(self.experiment_id)?;
        let name = required(self.new_name, "new_name")?;
        check_name(&name)?;
        Ok((id, name))
    }
}

/// `experiments/set-experiment-tag`.
#[derive(Debug, Deserialize)]
pub struct SetExperimentTag {
    #[serde(alias = "experimentId")]
    experiment_id: Option<Text>,
    key: Option<Text>,
    value: Option<Text>,
}

impl SetExperimentTag {
    /// Which experiment, and the tag.
    pub fn into_domain(self) -> Result<(ExperimentId, Tag)> {
        let id = experiment_id(self.experiment_id)?;
        let tag = Tag { key: required(self.key, "key")?, value: or_empty(self.value) };
        check_tag(&tag)?;
        Ok((id, tag))
    }
}

/// `experiments/delete-experiment-tag`.
#[derive(Debug, Deserialize)]
pub struct DeleteExperimentTag {
    #[serde(alias = "experimentId")]
    experiment_id: Option<Text>,
    key: Option<Text>,
}

impl DeleteExperimentTag {
    /// Which experiment, and the tag's key.
    pub fn into_domain(self) -> Result<(ExperimentId, String)> {
        Ok((experiment_id(self.experiment_id)?, required(self.key, "key")?))
    }
}

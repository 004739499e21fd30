//! What is asked about one logged model.

use runlore_domain::experiment::Tag;
use runlore_domain::limits::longer_than;
use runlore_domain::logged_model::{LoggedModelStatus, NewLoggedModel, check_name};
use runlore_domain::run::Param;
use runlore_domain::{Error, ModelId, Result, RunId};
use serde::Deserialize;

use crate::fields::{self, KeyValues, experiment_id, non_empty, or_empty, required};
use crate::scalar::{EnumValue, Text};

/// Keys of a logged model's params and tags, as wide as their columns.
const KEY_LENGTH: usize = 255;

fn check_keys<'a>(keys: impl Iterator<Item = &'a String>) -> Result<()> {
    for key in keys {
        if longer_than(key, KEY_LENGTH) {
            return Err(Error::invalid(format!("'key' exceeds the maximum length of {KEY_LENGTH} characters")));
        }
    }
    Ok(())
}

fn checked_tags(list: KeyValues) -> Result<Vec<Tag>> {
    let tags = fields::tags(list);
    check_keys(tags.iter().map(|tag| &tag.key))?;
    Ok(tags)
}

fn checked_params(list: KeyValues) -> Result<Vec<Param>> {
    let params = fields::params(list);
    check_keys(params.iter().map(|param| &param.key))?;
    Ok(params)
}

/// `POST logged-models`.
#[derive(Debug, Deserialize)]
pub struct CreateLoggedModel {
    #[serde(alias = "experimentId")]
    experiment_id: Option<Text>,
    name: Option<Text>,
    #[serde(alias = "modelType")]
    model_type: Option<Text>,
    #[serde(alias = "sourceRunId")]
    source_run_id: Option<Text>,
    params: KeyValues,
    tags: KeyValues,
}

impl CreateLoggedModel {
    /// The model with a new id.
    pub fn into_domain(self, now: i64) -> Result<NewLoggedModel> {
        let experiment_id = experiment_id(self.experiment_id)?;
        let name = non_empty(self.name);
        if let Some(name) = &name {
            check_name(name)?;
        }
        Ok(NewLoggedModel {
            id: ModelId::random(),
            experiment_id,
            name,
            model_type: Some(or_empty(self.model_type)),
            source_run_id: Some(RunId::from(or_empty(self.source_run_id))),
            params: checked_params(self.params)?,
            tags: checked_tags(self.tags)?,
            now,
        })
    }
}

/// `GET logged-models/{id}`.
#[derive(Debug, Deserialize)]
pub struct GetLoggedModel {
    allow_deleted: Option<Text>,
}

impl GetLoggedModel {
    /// Whether a model in the bin is to be found too.
    pub fn allow_deleted(&self) -> bool {
        self.allow_deleted.as_ref().is_some_and(|text| text.0.eq_ignore_ascii_case("true"))
    }
}

/// `PATCH logged-models/{id}`; the body names the model again.
#[derive(Debug, Deserialize)]
pub struct FinalizeLoggedModel {
    #[serde(alias = "modelId")]
    model_id: Option<Text>,
    status: Option<EnumValue>,
}

impl FinalizeLoggedModel {
    /// Which model, and its new status.
    pub fn into_domain(self) -> Result<(ModelId, LoggedModelStatus)> {
        let id = required(self.model_id, "model_id")?.into();
        let status = self.status.ok_or_else(|| fields::missing("status"))?;
        Ok((id, status.pick("status", &LoggedModelStatus::ALL)?))
    }
}

/// `POST logged-models/{id}/params`; the body must name the model again.
#[derive(Debug, Deserialize)]
pub struct LogModelParams {
    #[serde(alias = "modelId")]
    model_id: Option<Text>,
    params: KeyValues,
}

impl LogModelParams {
    /// The params.
    pub fn into_domain(self) -> Result<Vec<Param>> {
        required(self.model_id, "model_id")?;
        checked_params(self.params)
    }
}

/// `PATCH logged-models/{id}/tags`.
#[derive(Debug, Deserialize)]
pub struct SetModelTags {
    tags: KeyValues,
}

impl SetModelTags {
    /// The tags.
    pub fn into_domain(self) -> Result<Vec<Tag>> {
        checked_tags(self.tags)
    }
}

//! What is asked about experiments.

use runlore_domain::experiment::{
    NewExperiment, Tag, check_artifact_location, check_custom_views, check_name, check_tag,
};
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
        if let Some(location) = &artifact_location {
            check_location_uri(location)?;
            check_artifact_location(location)?;
        }
        check_custom_views(&tags, None)?;
        tags.iter().try_for_each(check_tag)?;
        Ok(NewExperiment { name, artifact_location, tags, now })
    }
}

/// Refuses locations that could not be joined with the paths of runs, or lead outside.
fn check_location_uri(location: &str) -> Result<()> {
    let (before_fragment, fragment) = location.split_once('#').unwrap_or((location, ""));
    let (path, query) = before_fragment.split_once('?').unwrap_or((before_fragment, ""));
    let last = path.rsplit('/').next().unwrap_or_default();
    if !fragment.is_empty() || last.contains(';') {
        return Err(Error::invalid("'artifact_location' URL can't include fragments or params."));
    }
    let decoded = percent_encoding::percent_decode_str(query).decode_utf8_lossy();
    if decoded.contains("..") || decoded.to_ascii_lowercase().contains("%2e") {
        return Err(Error::invalid("Invalid query string"));
    }
    if location.starts_with("runs:") {
        return Err(Error::invalid(format!("Artifact location cannot be a runs:/ URI. Given: '{location}'")));
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::from_json;

    fn location(text: &str) -> String {
        let body = format!(r#"{{"name":"n","artifact_location":"{text}"}}"#);
        from_json::<CreateExperiment>(body.as_bytes())
            .and_then(|request| request.into_domain(1))
            .map_or_else(|e| e.message().to_owned(), |e| e.artifact_location.unwrap_or_default())
    }

    #[test]
    fn locations_that_could_lead_elsewhere_are_refused() {
        assert_eq!(location("s3://bucket/a?region=x"), "s3://bucket/a?region=x");
        assert_eq!(location(""), "");
        for bad in ["s3://b/a#f", "s3://b/a;p", "s3://b/a?x=../y", "s3://b/a?x=%2e%2e", "runs:/x/y"] {
            assert_ne!(location(bad), bad, "{bad}");
        }
    }
}

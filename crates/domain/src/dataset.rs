//! Datasets that runs read, and logged models that runs read or made.

use crate::experiment::Tag;
use crate::limits::{
    DATASET_DIGEST_LENGTH, DATASET_NAME_LENGTH, DATASET_PROFILE_LENGTH, DATASET_SCHEMA_LENGTH, DATASET_SOURCE_LENGTH,
    INPUT_TAG_KEY_LENGTH, INPUT_TAG_VALUE_LENGTH, longer_than,
};
use crate::{Error, ExperimentId, ModelId, Result, RunId};

/// A dataset: unique per experiment by name and digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// The name.
    pub name: String,
    /// A fingerprint of the content.
    pub digest: String,
    /// What kind of source it is: `code`, `local`, `http`, …
    pub source_type: String,
    /// The source, JSON by convention.
    pub source: String,
    /// Columns and types, JSON by convention.
    pub schema: Option<String>,
    /// Statistics, JSON by convention.
    pub profile: Option<String>,
}

/// A dataset as the input of a run; tags say in which context (`mlflow.data.context`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetInput {
    /// The dataset.
    pub dataset: Dataset,
    /// Tags of this use of it.
    pub tags: Vec<Tag>,
}

impl DatasetInput {
    /// Roughly how many bytes it holds in a queue.
    pub(crate) fn weight(&self) -> usize {
        const ROW: usize = 96;
        let d = &self.dataset;
        let optional = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let texts = d.name.len() + d.digest.len() + d.source_type.len() + d.source.len();
        let tags: usize = self.tags.iter().map(|tag| ROW + tag.key.len() + tag.value.len()).sum();
        ROW + texts + optional(&d.schema) + optional(&d.profile) + tags
    }
}

/// A logged model that a run made, at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelOutput {
    /// The model.
    pub model_id: ModelId,
    /// When in the run.
    pub step: i64,
}

/// What a run read: to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunInputs {
    /// The run.
    pub run_id: RunId,
    /// Datasets with their tags.
    pub datasets: Vec<DatasetInput>,
    /// Logged models.
    pub models: Vec<ModelId>,
}

/// What a run made: to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOutputs {
    /// The run.
    pub run_id: RunId,
    /// Logged models.
    pub models: Vec<ModelOutput>,
}

/// One row of search-datasets: a dataset, where and in which context it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetSummary {
    /// The experiment.
    pub experiment_id: ExperimentId,
    /// The dataset's name.
    pub name: String,
    /// The dataset's digest.
    pub digest: String,
    /// Value of the tag `mlflow.data.context`, if there is one.
    pub context: Option<String>,
}

/// Checks lengths of a dataset input; `index` is its place in the request.
pub fn check_input(input: &DatasetInput) -> Result<()> {
    let d = &input.dataset;
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    for (field, text, limit) in [
        ("name", d.name.clone(), DATASET_NAME_LENGTH),
        ("digest", d.digest.clone(), DATASET_DIGEST_LENGTH),
        ("source", d.source.clone(), DATASET_SOURCE_LENGTH),
        ("schema", optional(&d.schema), DATASET_SCHEMA_LENGTH),
        ("profile", optional(&d.profile), DATASET_PROFILE_LENGTH),
    ] {
        check_length(field, &text, limit)?;
    }
    for tag in &input.tags {
        check_length("key", &tag.key, INPUT_TAG_KEY_LENGTH)?;
        check_length("value", &tag.value, INPUT_TAG_VALUE_LENGTH)?;
    }
    Ok(())
}

fn check_length(field: &str, text: &str, limit: usize) -> Result<()> {
    if longer_than(text, limit) {
        return Err(Error::invalid(format!("'{field}' exceeds the maximum length of {limit} characters")));
    }
    Ok(())
}

//! Datasets that runs read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shape;

/// What data it was: not the data itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dataset {
    /// The name, at most 500 characters.
    pub name: String,
    /// Changes with the content, at most 36 characters.
    pub digest: String,
    /// What kind of thing `source` names, such as `code` or `local`.
    #[serde(default)]
    pub source_type: String,
    /// Where it comes from, usually JSON.
    #[serde(default)]
    pub source: String,
    /// Its columns, usually JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Its size and the like, usually JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
}

/// A dataset as an input of a run. The tag `mlflow.data.context` says what for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DatasetInput {
    /// The dataset.
    pub dataset: Dataset,
    /// Tags of this use of it.
    #[serde(default, with = "shape::texts")]
    pub tags: BTreeMap<String, String>,
}

/// A dataset that runs of an experiment read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasetSummary {
    /// The experiment.
    #[serde(deserialize_with = "shape::id")]
    pub experiment_id: String,
    /// The dataset's name.
    pub name: String,
    /// Its digest.
    pub digest: String,
    /// What it was used for, if the program said so.
    #[serde(default)]
    pub context: Option<String>,
}

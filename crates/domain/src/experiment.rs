//! Experiments: named groups of runs with a place for their artifacts.

use crate::limits::{EXPERIMENT_NAME_LENGTH, EXPERIMENT_TAG_VALUE_LENGTH, KEY_LENGTH, longer_than};
use crate::{Error, ExperimentId, Result};

/// Whether an experiment, run or logged model is in use or in the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LifecycleStage {
    /// In use.
    Active,
    /// In the bin: hidden from default searches, can be restored.
    Deleted,
}

impl LifecycleStage {
    /// As stored and as on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Deleted => "deleted",
        }
    }

    /// Reads the stored text; anything but `active` counts as deleted.
    pub fn from_stored(text: &str) -> Self {
        if text == "active" { Self::Active } else { Self::Deleted }
    }
}

/// Which lifecycle stages a search looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ViewType {
    /// Only what is in use.
    #[default]
    ActiveOnly,
    /// Only what is in the bin.
    DeletedOnly,
    /// Both.
    All,
}

/// A key with a text value, on an experiment, run or logged model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The key.
    pub key: String,
    /// The value; may be empty.
    pub value: String,
}

/// An experiment as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// Its number.
    pub id: ExperimentId,
    /// Its name, unique also among deleted ones.
    pub name: String,
    /// The URI below which the artifacts of its runs lie; `None` in very old databases.
    pub artifact_location: Option<String>,
    /// In use or in the bin.
    pub lifecycle_stage: LifecycleStage,
    /// Epoch milliseconds.
    pub creation_time: Option<i64>,
    /// Epoch milliseconds of the last change of the experiment itself (not of its runs).
    pub last_update_time: Option<i64>,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// What happens in an experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    /// Its number.
    pub experiment_id: ExperimentId,
    /// Its active runs.
    pub runs: i64,
    /// When the one that began last did so, in epoch milliseconds; `None` when none says it.
    pub last_start: Option<i64>,
}

/// An experiment to be created.
#[derive(Debug, Clone, PartialEq)]
pub struct NewExperiment {
    /// The name.
    pub name: String,
    /// Where the artifacts of its runs go: absolute, or `None` for `<artifact root>/<id>`.
    pub artifact_location: Option<String>,
    /// Tags to begin with.
    pub tags: Vec<Tag>,
    /// Epoch milliseconds, both creation and last update.
    pub now: i64,
}

/// Checks an experiment's name.
pub fn check_name(name: &str) -> Result<()> {
    if name.is_empty() {
        return Err(Error::invalid("Invalid experiment name: ''"));
    }
    if longer_than(name, EXPERIMENT_NAME_LENGTH) {
        return Err(Error::invalid(format!(
            "'name' exceeds the maximum length of {EXPERIMENT_NAME_LENGTH} characters"
        )));
    }
    Ok(())
}

/// Tags whose keys begin so hold the views that people saved in the interface.
const CUSTOM_VIEW_TAG_PREFIX: &str = "mlflow.customView.view";

/// How many of them an experiment may have.
const CUSTOM_VIEWS_PER_EXPERIMENT: usize = 50;

/// Whether a tag holds a saved view.
pub fn is_custom_view(key: &str) -> bool {
    key.starts_with(CUSTOM_VIEW_TAG_PREFIX)
}

/// Checks that `tags` do not hold more saved views than an experiment may have.
pub fn check_custom_views(tags: &[Tag], of: Option<ExperimentId>) -> Result<()> {
    if tags.iter().filter(|tag| is_custom_view(&tag.key)).count() <= CUSTOM_VIEWS_PER_EXPERIMENT {
        return Ok(());
    }
    let experiment = of.map_or_else(String::new, |id| format!(" for experiment {id}"));
    Err(Error::invalid(format!(
        "Unable to create another custom view{experiment}; the maximum number of custom views per experiment is \
         {CUSTOM_VIEWS_PER_EXPERIMENT}. Delete an existing custom view before creating a new one."
    )))
}

/// Checks an experiment tag.
pub fn check_tag(tag: &Tag) -> Result<()> {
    crate::names::check_key(crate::names::KeyOf::Tag, &tag.key, None)?;
    for (field, text, limit) in [("key", &tag.key, KEY_LENGTH), ("value", &tag.value, EXPERIMENT_TAG_VALUE_LENGTH)] {
        if longer_than(text, limit) {
            return Err(Error::invalid(format!("'{field}' exceeds the maximum length of {limit} characters")));
        }
    }
    Ok(())
}

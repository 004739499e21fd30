//! Logged models: an artifact folder with its own params, tags and metrics.

use crate::experiment::{LifecycleStage, Tag};
use crate::metric::Metric;
use crate::run::Param;
use crate::{Error, ExperimentId, ModelId, Result, RunId, python};

/// Whether a logged model's files are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoggedModelStatus {
    /// Being uploaded.
    Pending,
    /// Complete.
    Ready,
    /// The upload failed.
    UploadFailed,
}

impl LoggedModelStatus {
    /// All of them with the name on the wire and the number in the column.
    pub const ALL: [(Self, &'static str, i64); 3] = [
        (Self::Pending, "LOGGED_MODEL_PENDING", 1),
        (Self::Ready, "LOGGED_MODEL_READY", 2),
        (Self::UploadFailed, "LOGGED_MODEL_UPLOAD_FAILED", 3),
    ];

    /// The number in the column.
    pub fn number(self) -> i64 {
        match self {
            Self::Pending => 1,
            Self::Ready => 2,
            Self::UploadFailed => 3,
        }
    }

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "LOGGED_MODEL_PENDING",
            Self::Ready => "LOGGED_MODEL_READY",
            Self::UploadFailed => "LOGGED_MODEL_UPLOAD_FAILED",
        }
    }

    /// Reads the column.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().find(|(_, _, n)| *n == number).map(|(status, ..)| *status)
    }
}

/// A logged model as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedModel {
    /// Its id.
    pub id: ModelId,
    /// The experiment it belongs to.
    pub experiment_id: ExperimentId,
    /// Its name; not unique.
    pub name: String,
    /// The URI of its folder.
    pub artifact_location: String,
    /// Epoch milliseconds.
    pub creation_time: i64,
    /// Epoch milliseconds.
    pub last_update_time: i64,
    /// Whether its files are complete.
    pub status: LoggedModelStatus,
    /// What the client said about the status.
    pub status_message: Option<String>,
    /// In use or in the bin.
    pub lifecycle_stage: LifecycleStage,
    /// A free word: `agent`, `llm`, …
    pub model_type: Option<String>,
    /// The run that made it.
    pub source_run_id: Option<RunId>,
    /// Params.
    pub params: Vec<Param>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Every point logged about it.
    pub metrics: Vec<Metric>,
}

/// A logged model to be created.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLoggedModel {
    /// The id that it will have.
    pub id: ModelId,
    /// The experiment, which must be active.
    pub experiment_id: ExperimentId,
    /// Its name, or `None` for a random one.
    pub name: Option<String>,
    /// A free word.
    pub model_type: Option<String>,
    /// The run that makes it.
    pub source_run_id: Option<RunId>,
    /// Params.
    pub params: Vec<Param>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Epoch milliseconds.
    pub now: i64,
}

/// Checks a logged model's name: it is part of URIs, so their separators are not allowed.
pub fn check_name(name: &str) -> Result<()> {
    const REFUSED: &[char] = &['/', ':', '.', '%', '"', '\''];
    if name.is_empty() || name.contains(REFUSED) {
        return Err(Error::invalid(format!(
            "Invalid model name ({}) provided. Model name must be a non-empty string and cannot contain the \
             following characters: ('/', ':', '.', '%', '\"', \"'\")",
            python::repr(name)
        )));
    }
    Ok(())
}

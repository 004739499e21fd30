//! Runs: one execution with its params, metrics, tags, inputs and outputs.

use crate::dataset::{DatasetInput, ModelOutput};
use crate::experiment::{LifecycleStage, Tag};
use crate::metric::Metric;
use crate::{ExperimentId, ModelId, RunId};

/// The tag that carries a run's name; always equal to the column `runs.name`.
pub const RUN_NAME_TAG: &str = "mlflow.runName";
/// The tag that a run's user is read from by clients.
pub const USER_TAG: &str = "mlflow.user";
/// The tag that holds the id of the run that a nested run is below.
pub const PARENT_TAG: &str = "mlflow.parentRunId";
/// The tag that older `log_model` calls append their record to.
pub const LOGGED_MODELS_TAG: &str = "mlflow.log-model.history";

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunStatus {
    /// It runs.
    Running,
    /// It will run.
    Scheduled,
    /// It ended well.
    Finished,
    /// It ended with an error.
    Failed,
    /// It was ended from outside.
    Killed,
}

impl RunStatus {
    /// All of them with the name and the number that the wire uses.
    pub const ALL: [(Self, &'static str, i64); 5] = [
        (Self::Running, "RUNNING", 1),
        (Self::Scheduled, "SCHEDULED", 2),
        (Self::Finished, "FINISHED", 3),
        (Self::Failed, "FAILED", 4),
        (Self::Killed, "KILLED", 5),
    ];

    /// As stored and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Scheduled => "SCHEDULED",
            Self::Finished => "FINISHED",
            Self::Failed => "FAILED",
            Self::Killed => "KILLED",
        }
    }

    /// Whether nothing comes after it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Finished | Self::Failed | Self::Killed)
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name, _)| *name == text).map(|(status, ..)| *status)
    }
}

/// A param: set once, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// The key.
    pub key: String,
    /// The value; may be empty.
    pub value: String,
}

/// A run's own columns.
#[derive(Debug, Clone, PartialEq)]
pub struct RunInfo {
    /// Its id.
    pub id: RunId,
    /// The experiment it belongs to.
    pub experiment_id: ExperimentId,
    /// Its name; `None` in very old databases.
    pub name: Option<String>,
    /// Who ran it, as the client said.
    pub user_id: Option<String>,
    /// Where it is; the stored text, so that what another server wrote comes back unchanged.
    pub status: Option<String>,
    /// Epoch milliseconds.
    pub start_time: Option<i64>,
    /// Epoch milliseconds.
    pub end_time: Option<i64>,
    /// In use or in the bin.
    pub lifecycle_stage: LifecycleStage,
    /// The URI of the folder of its artifacts.
    pub artifact_uri: Option<String>,
}

/// A run with everything that is not its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its own columns.
    pub info: RunInfo,
    /// The latest point of each metric.
    pub metrics: Vec<Metric>,
    /// Params.
    pub params: Vec<Param>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Datasets that it read.
    pub datasets: Vec<DatasetInput>,
    /// Logged models that it read.
    pub model_inputs: Vec<ModelId>,
    /// Logged models that it made.
    pub model_outputs: Vec<ModelOutput>,
}

/// A run to be created. Name and tag `mlflow.runName` already agree (see [`NewRun::named`]).
#[derive(Debug, Clone, PartialEq)]
pub struct NewRun {
    /// The id that it will have.
    pub id: RunId,
    /// The experiment, which must be active.
    pub experiment_id: ExperimentId,
    /// The name.
    pub name: String,
    /// Who runs it.
    pub user_id: String,
    /// Epoch milliseconds; 0 when the client sent none.
    pub start_time: i64,
    /// Tags, the run name's included.
    pub tags: Vec<Tag>,
}

/// Changes of a run; `None` leaves as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct RunUpdate {
    /// The run, which must be active.
    pub run_id: RunId,
    /// A new status.
    pub status: Option<RunStatus>,
    /// Epoch milliseconds.
    pub end_time: Option<i64>,
    /// A new name, which also becomes the tag; never empty.
    pub name: Option<String>,
}

impl RunUpdate {
    /// Whether the run ends with it.
    pub fn ends(&self) -> bool {
        self.status.is_some_and(RunStatus::is_final)
    }
}

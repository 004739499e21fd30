//! Every change of the database as a value.
//!
//! A write that is a value can wait in a queue, be merged with others, be repeated after a
//! deadlock and be published as an event after its commit; a closure could do none of that. All
//! that is random or depends on the clock is decided before the value is made, so that applying it
//! twice does the same thing twice.

use crate::dataset::{RunInputs, RunOutputs};
use crate::experiment::{NewExperiment, Tag};
use crate::logged_model::{LoggedModel, LoggedModelStatus, NewLoggedModel};
use crate::run::{NewRun, Param, Run, RunInfo, RunUpdate};
use crate::run_batch::RunBatch;
use crate::{ExperimentId, ModelId, RunId};

/// One change, applied entirely or not at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Answered with [`Written::Experiment`].
    CreateExperiment(NewExperiment),
    /// Renames.
    RenameExperiment {
        /// Which.
        id: ExperimentId,
        /// The new name.
        name: String,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Puts an experiment and all its runs into the bin.
    DeleteExperiment {
        /// Which.
        id: ExperimentId,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Takes an experiment and all its runs out of the bin.
    RestoreExperiment {
        /// Which.
        id: ExperimentId,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Sets a tag of an active experiment.
    SetExperimentTag {
        /// Which.
        id: ExperimentId,
        /// The tag.
        tag: Tag,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Deletes a tag of an active experiment.
    DeleteExperimentTag {
        /// Which.
        id: ExperimentId,
        /// The tag's key.
        key: String,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Answered with [`Written::Run`].
    CreateRun(NewRun),
    /// Answered with [`Written::RunInfo`].
    UpdateRun(RunUpdate),
    /// Puts a run into the bin; again is no error.
    DeleteRun {
        /// Which.
        run_id: RunId,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Takes a run out of the bin; again is no error.
    RestoreRun {
        /// Which.
        run_id: RunId,
    },
    /// Metrics, params and tags of one run.
    LogBatch(RunBatch),
    /// Deletes a tag of an active run.
    DeleteRunTag {
        /// Which.
        run_id: RunId,
        /// The tag's key.
        key: String,
    },
    /// Appends a JSON object to the tag `mlflow.log-model.history`.
    RecordLoggedModel {
        /// Which run.
        run_id: RunId,
        /// The JSON object, as text.
        model_json: String,
    },
    /// Datasets and models that a run read.
    LogInputs(RunInputs),
    /// Models that a run made.
    LogOutputs(RunOutputs),
    /// Answered with [`Written::LoggedModel`].
    CreateLoggedModel(NewLoggedModel),
    /// Sets the status; answered with [`Written::LoggedModel`].
    FinalizeLoggedModel {
        /// Which.
        id: ModelId,
        /// The new status.
        status: LoggedModelStatus,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Puts a logged model into the bin.
    DeleteLoggedModel {
        /// Which.
        id: ModelId,
        /// Epoch milliseconds.
        now: i64,
    },
    /// Adds params to a logged model.
    LogModelParams {
        /// Which.
        id: ModelId,
        /// The params.
        params: Vec<Param>,
    },
    /// Sets tags of a logged model; answered with [`Written::LoggedModel`].
    SetModelTags {
        /// Which.
        id: ModelId,
        /// The tags.
        tags: Vec<Tag>,
    },
    /// Deletes a tag of a logged model.
    DeleteModelTag {
        /// Which.
        id: ModelId,
        /// The tag's key.
        key: String,
    },
}

/// What a write answers with.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Nothing beyond its success.
    Done,
    /// The number of the experiment.
    Experiment(ExperimentId),
    /// The whole run.
    Run(Box<Run>),
    /// A run's own columns.
    RunInfo(Box<RunInfo>),
    /// The whole logged model.
    LoggedModel(Box<LoggedModel>),
}

impl Write {
    /// The run that the write belongs to, which decides the lane it goes to.
    pub fn run_id(&self) -> Option<&RunId> {
        match self {
            Self::CreateRun(run) => Some(&run.id),
            Self::UpdateRun(update) => Some(&update.run_id),
            Self::LogBatch(batch) => Some(&batch.run_id),
            Self::LogInputs(inputs) => Some(&inputs.run_id),
            Self::LogOutputs(outputs) => Some(&outputs.run_id),
            Self::DeleteRun { run_id, .. }
            | Self::RestoreRun { run_id }
            | Self::DeleteRunTag { run_id, .. }
            | Self::RecordLoggedModel { run_id, .. } => Some(run_id),
            _ => None,
        }
    }

    /// Roughly how many bytes the write holds in the queue.
    pub fn weight(&self) -> usize {
        const FLAT: usize = 512;
        match self {
            Self::LogBatch(batch) => batch.weight(),
            Self::LogInputs(inputs) => inputs.datasets.iter().fold(FLAT, |sum, input| {
                let d = &input.dataset;
                let optional = |t: &Option<String>| t.as_ref().map_or(0, String::len);
                sum + d.source.len() + optional(&d.schema) + optional(&d.profile)
            }),
            Self::RecordLoggedModel { model_json, .. } => FLAT + model_json.len(),
            _ => FLAT,
        }
    }
}

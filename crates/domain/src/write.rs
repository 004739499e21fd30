//! Every change of the database as a value.
//!
//! A write that is a value can wait in a queue, be merged with others, be repeated after a
//! deadlock and be published as an event after its commit; a closure could do none of that. All
//! that is random or depends on the clock is decided before the value is made, so that applying it
//! twice does the same thing twice.

use crate::dataset::{DatasetInput, RunInputs, RunOutputs};
use crate::experiment::{NewExperiment, Tag};
use crate::heartbeat::Heartbeat;
use crate::ingest::{Ingest, Ingested, Refusal, SpoolNumber};
use crate::logged_model::{LoggedModel, LoggedModelStatus, NewLoggedModel};
use crate::run::{NewRun, Param, Run, RunInfo, RunUpdate};
use crate::run_batch::RunBatch;
use crate::run_change::RunsChange;
use crate::table::{Append, Appended, Content, TableChange};
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
    /// The same for many runs; answered with those that it could not be done to, as [`Written::Refused`].
    ChangeRuns(RunsChange),
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
    /// Records of a client's spool; answered with [`Written::Ingested`].
    Ingest(Ingest),
    /// Rows for a table; answered with [`Written::Appended`].
    AppendRows(Box<Append>),
    /// Answered with [`Written::Changed`].
    ChangeTable(TableChange),
    /// A sign of life of running runs; answered with the runs that do not exist, as [`Written::Runs`].
    Heartbeat(Heartbeat),
    /// Ends some of the running runs whose last sign of life is from before then; answered with them, as
    /// [`Written::Runs`].
    CloseLostRuns {
        /// Epoch milliseconds.
        before: i64,
    },
    /// Notes that what has this number in a spool is stored.
    RaiseSpool {
        /// Which spool, and up to where.
        to: SpoolNumber,
        /// Epoch milliseconds.
        now: i64,
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
    /// Some runs.
    Runs(Vec<RunId>),
    /// The runs that took no part, with the reasons.
    Refused(Vec<(RunId, Refusal)>),
    /// What became of the records.
    Ingested(Box<Ingested>),
    /// What became of the rows.
    Appended(Appended),
    /// Whether anything changed.
    Changed(bool),
}

impl Write {
    /// What the write belongs to, a run or a client's spool: the writes of one owner keep their order.
    pub fn owner(&self) -> Option<&str> {
        let run = match self {
            Self::Ingest(ingest) => return Some(&ingest.spool),
            Self::AppendRows(append) => &append.table.run_id,
            Self::ChangeTable(change) => change.run_id()?,
            Self::RaiseSpool { to, .. } => return Some(&to.spool),
            Self::CreateRun(run) => &run.id,
            Self::UpdateRun(update) => &update.run_id,
            Self::LogBatch(batch) => &batch.run_id,
            Self::LogInputs(inputs) => &inputs.run_id,
            Self::LogOutputs(outputs) => &outputs.run_id,
            Self::DeleteRun { run_id, .. }
            | Self::RestoreRun { run_id }
            | Self::DeleteRunTag { run_id, .. }
            | Self::RecordLoggedModel { run_id, .. } => run_id,
            _ => return None,
        };
        Some(run.as_str())
    }

    /// Roughly how many bytes the write holds in the queue.
    pub fn weight(&self) -> usize {
        const FLAT: usize = 512;
        let tags = |tags: &[Tag]| tags.iter().map(|t| ROW + t.key.len() + t.value.len()).sum::<usize>();
        let params = |params: &[Param]| params.iter().map(|p| ROW + p.key.len() + p.value.len()).sum::<usize>();
        let optional = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        FLAT + match self {
            Self::LogBatch(batch) => batch.weight(),
            Self::Ingest(ingest) => ingest.weight(),
            Self::AppendRows(append) => {
                let (Content::Text(content) | Content::File(content)) = &append.content;
                append.rows.columns.len() + content.len()
            }
            Self::ChangeTable(TableChange::DropOld { chunks, .. }) => ROW * chunks.len(),
            Self::ChangeTable(TableChange::Announce { publication, .. }) => publication.rows.columns.len(),
            Self::Heartbeat(beat) => ROW * beat.run_ids.len(),
            Self::ChangeRuns(change) => change.weight(),
            Self::CreateExperiment(new) => new.name.len() + optional(&new.artifact_location) + tags(&new.tags),
            Self::RenameExperiment { name, .. } => name.len(),
            Self::SetExperimentTag { tag, .. } => tag.key.len() + tag.value.len(),
            Self::CreateRun(new) => new.name.len() + new.user_id.len() + tags(&new.tags),
            Self::UpdateRun(update) => optional(&update.name),
            Self::DeleteExperimentTag { key, .. }
            | Self::DeleteRunTag { key, .. }
            | Self::DeleteModelTag { key, .. } => key.len(),
            Self::RecordLoggedModel { model_json, .. } => model_json.len(),
            Self::LogInputs(inputs) => {
                inputs.datasets.iter().map(DatasetInput::weight).sum::<usize>() + ROW * inputs.models.len()
            }
            Self::LogOutputs(outputs) => ROW * outputs.models.len(),
            Self::CreateLoggedModel(new) => {
                optional(&new.name) + optional(&new.model_type) + params(&new.params) + tags(&new.tags)
            }
            Self::LogModelParams { params: new, .. } => params(new),
            Self::SetModelTags { tags: new, .. } => tags(new),
            Self::ChangeTable(_)
            | Self::RaiseSpool { .. }
            | Self::CloseLostRuns { .. }
            | Self::DeleteExperiment { .. }
            | Self::RestoreExperiment { .. }
            | Self::DeleteRun { .. }
            | Self::RestoreRun { .. }
            | Self::FinalizeLoggedModel { .. }
            | Self::DeleteLoggedModel { .. } => 0,
        }
    }

    /// Roughly how many rows the write touches, which is what its time in the lane depends on.
    pub fn rows(&self) -> usize {
        match self {
            Self::LogBatch(batch) => batch.rows(),
            Self::Ingest(ingest) => ingest.rows(),
            Self::Heartbeat(beat) => beat.run_ids.len(),
            Self::ChangeRuns(change) => change.run_ids.len(),
            Self::CloseLostRuns { .. } => CLOSED_AT_ONCE,
            Self::CreateRun(new) => 1 + new.tags.len(),
            Self::LogInputs(inputs) => inputs.datasets.iter().map(|input| 3 + input.tags.len()).sum(),
            Self::CreateLoggedModel(new) => 1 + new.params.len() + new.tags.len(),
            _ => 1,
        }
    }
}

/// How many lost runs one write ends.
pub const CLOSED_AT_ONCE: usize = 200;

/// What a row costs beside its texts.
const ROW: usize = 96;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_weigh_what_they_hold() {
        let value = "x".repeat(1_000_000);
        let tags = vec![Tag { key: "t".to_owned(), value: value.clone() }];
        let params = vec![Param { key: "p".to_owned(), value: value.clone() }];
        let (id, run) = (ModelId::random(), RunId::random());
        let tag = tags[0].clone();
        for write in [
            Write::CreateExperiment(NewExperiment {
                name: String::new(),
                artifact_location: None,
                tags: tags.clone(),
                now: 0,
            }),
            Write::SetExperimentTag { id: ExperimentId(1), tag, now: 0 },
            Write::CreateRun(NewRun {
                id: run.clone(),
                experiment_id: ExperimentId(1),
                name: String::new(),
                user_id: String::new(),
                start_time: 0,
                tags: tags.clone(),
            }),
            Write::LogModelParams { id: id.clone(), params },
            Write::SetModelTags { id, tags },
            Write::RecordLoggedModel { run_id: run, model_json: value },
        ] {
            assert!(write.weight() > 1_000_000, "{write:.100?}");
        }
    }
}

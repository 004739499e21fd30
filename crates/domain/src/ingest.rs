//! What a client recorded on its own disk and sends later, possibly more than once.
//!
//! A client writes its calls as numbered records into a spool and sends them in that order. The server
//! keeps, for each spool, the highest number that it has applied, in the transaction that applied it:
//! what is sent again is skipped. A record that the server refuses is remembered with its reason, so
//! that a client whose answer was lost still hears of it.

use crate::dataset::{DatasetInput, RunInputs, RunOutputs};
use crate::experiment::Tag;
use crate::run::{NewRun, RunStatus, RunUpdate};
use crate::run_batch::RunBatch;
use crate::{Error, ErrorKind, ExperimentId, Result, RunId};

/// What travels by itself, outside of a request of records, but counts in a spool all the same: a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpoolNumber {
    /// The spool.
    pub spool: String,
    /// Its number there.
    pub number: i64,
}

impl SpoolNumber {
    /// Checks both.
    pub fn checked(self) -> Result<Self> {
        check_spool(&self.spool)?;
        if self.number < 1 {
            return Err(Error::invalid("'number' must be positive."));
        }
        Ok(self)
    }
}

/// Records of one spool, in its order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ingest {
    /// The spool: 32 hex digits that its client drew.
    pub spool: String,
    /// What was recorded; numbers grow.
    pub records: Vec<Record>,
    /// Epoch milliseconds, for experiments that are made on the way.
    pub now: i64,
}

/// One call of the client.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its number in the spool, from 1.
    pub number: i64,
    /// What it asks for, or why that can not be.
    pub change: std::result::Result<Change, Refusal>,
}

/// What a record asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Creates a run under the id that the client chose.
    CreateRun {
        /// The experiment by name, made when it is missing; `None` when the run names it by id.
        experiment: Option<String>,
        /// The run.
        run: NewRun,
    },
    /// Changes status, end time or name.
    UpdateRun(RunUpdate),
    /// Metrics, params and tags.
    Log(RunBatch),
    /// Deletes a tag.
    DeleteTag {
        /// The run.
        run_id: RunId,
        /// The tag's key.
        key: String,
    },
    /// Datasets and models that the run read.
    LogInputs(RunInputs),
    /// Models that the run made.
    LogOutputs(RunOutputs),
}

/// Why a record is not applied, now or ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// What the user is told.
    pub message: String,
}

impl Refusal {
    /// The error as a refusal of one record, or the error itself when it may go away by itself.
    pub fn of(error: Error) -> Result<Self> {
        match error.kind() {
            ErrorKind::Overloaded
            | ErrorKind::Unavailable
            | ErrorKind::StorageFull
            | ErrorKind::FeatureDisabled
            | ErrorKind::Internal => Err(error),
            kind => Ok(Self { kind, message: error.message().to_owned() }),
        }
    }
}

/// What became of the records of one [`Ingest`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ingested {
    /// The highest number that is applied or refused.
    pub applied: i64,
    /// Refused records, by number.
    pub refused: Vec<(i64, Refusal)>,
    /// Runs that the records create, as they are stored.
    pub runs: Vec<IngestedRun>,
}

/// What a client can not know of a run that it made.
#[derive(Debug, Clone, PartialEq)]
pub struct IngestedRun {
    /// The run.
    pub run_id: RunId,
    /// Its experiment.
    pub experiment_id: ExperimentId,
    /// Where its artifacts lie.
    pub artifact_uri: Option<String>,
}

impl Ingest {
    /// Roughly how many bytes the records hold in the queue.
    pub fn weight(&self) -> usize {
        self.records.iter().map(|record| ROW + record.change.as_ref().map_or(0, Change::weight)).sum()
    }

    /// Roughly how many rows they touch.
    pub fn rows(&self) -> usize {
        let rows = |change: &Change| match change {
            Change::Log(batch) => batch.rows(),
            Change::CreateRun { run, .. } => 1 + run.tags.len(),
            _ => 1,
        };
        self.records.iter().map(|record| record.change.as_ref().map_or(1, rows)).sum()
    }

    /// The runs that end with the records.
    pub fn ended_runs(&self) -> Vec<RunId> {
        let ended = |record: &Record| match &record.change {
            Ok(Change::UpdateRun(update)) if update.ends() => Some(update.run_id.clone()),
            _ => None,
        };
        self.records.iter().filter_map(ended).collect()
    }

    /// Checks that the numbers grow and that the spool's name is one.
    pub fn checked(self) -> Result<Self> {
        check_spool(&self.spool)?;
        let grow = self.records.windows(2).all(|pair| pair[0].number < pair[1].number);
        if !grow || self.records.first().is_some_and(|record| record.number < 1) {
            return Err(Error::invalid("The numbers of the records must be positive and grow."));
        }
        Ok(self)
    }
}

fn check_spool(name: &str) -> Result<()> {
    if name.len() != 32 || !name.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::invalid("'spool' must be 32 hexadecimal digits."));
    }
    Ok(())
}

/// What a record costs beside its texts.
const ROW: usize = 128;

impl Change {
    /// The run that it is about.
    pub fn run_id(&self) -> &RunId {
        match self {
            Self::CreateRun { run, .. } => &run.id,
            Self::UpdateRun(update) => &update.run_id,
            Self::Log(batch) => &batch.run_id,
            Self::DeleteTag { run_id, .. } => run_id,
            Self::LogInputs(inputs) => &inputs.run_id,
            Self::LogOutputs(outputs) => &outputs.run_id,
        }
    }

    /// Whether the run begins with it, for the first time or again.
    pub fn begins(&self) -> bool {
        match self {
            Self::CreateRun { .. } => true,
            Self::UpdateRun(update) => update.status == Some(RunStatus::Running),
            _ => false,
        }
    }

    fn weight(&self) -> usize {
        let tags = |tags: &[Tag]| tags.iter().map(|t| ROW + t.key.len() + t.value.len()).sum::<usize>();
        match self {
            Self::Log(batch) => batch.weight(),
            Self::CreateRun { run, .. } => tags(&run.tags),
            Self::LogInputs(inputs) => inputs.datasets.iter().map(DatasetInput::weight).sum(),
            _ => 0,
        }
    }
}

//! Runs: one file per verb. Each write is applied inside the lane's transaction.

mod assessments;
pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod delete_tag;
pub(crate) mod get;
pub(crate) mod heartbeats;
pub(crate) mod lifecycle;
pub(crate) mod load;
pub(crate) mod log_batch;
pub(crate) mod log_inputs;
pub(crate) mod log_metrics;
pub(crate) mod log_outputs;
pub(crate) mod log_params;
pub(crate) mod log_tags;
pub(crate) mod long_values;
pub(crate) mod lost;
pub(crate) mod record_logged_model;
pub(crate) mod sweep;
pub(crate) mod update;

use runlore_domain::dataset::{RunInputs, RunOutputs};
use runlore_domain::experiment::LifecycleStage;
use runlore_domain::ingest::Refusal;
use runlore_domain::run::{NewRun, Run, RunInfo, RunUpdate};
use runlore_domain::run_batch::RunBatch;
use runlore_domain::run_change::RunsChange;
use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, Result, RunId};

use crate::Store;
use crate::db::Conn;

impl Store {
    /// Creates a run in an active experiment.
    pub async fn create_run(&self, new: NewRun) -> Result<Run> {
        match self.write(Write::CreateRun(new)).await? {
            Written::Run(run) => Ok(*run),
            other => Err(crate::unexpected(&other)),
        }
    }

    /// The run with everything but its history, also when it is in the bin.
    pub async fn run(&self, id: RunId) -> Result<Run> {
        self.quick_read(move |conn| get::run(conn, &id)).await
    }

    /// The run's own columns.
    pub async fn run_info(&self, id: RunId) -> Result<RunInfo> {
        self.quick_read(move |conn| get::info(conn, &id)).await
    }

    /// Changes status, end time or name of an active run.
    pub async fn update_run(&self, update: RunUpdate) -> Result<RunInfo> {
        match self.write(Write::UpdateRun(update)).await? {
            Written::RunInfo(info) => Ok(*info),
            other => Err(crate::unexpected(&other)),
        }
    }

    /// Puts a run into the bin; again is no error. `now` in epoch milliseconds.
    pub async fn delete_run(&self, run_id: RunId, now: i64) -> Result<()> {
        self.write(Write::DeleteRun { run_id, now }).await.map(drop)
    }

    /// Takes a run out of the bin; again is no error.
    pub async fn restore_run(&self, run_id: RunId) -> Result<()> {
        self.write(Write::RestoreRun { run_id }).await.map(drop)
    }

    /// Does the same to many runs in one transaction; answers which took no part, and why.
    pub async fn change_runs(&self, change: RunsChange) -> Result<Vec<(RunId, Refusal)>> {
        match self.write(Write::ChangeRuns(change)).await? {
            Written::Refused(refused) => Ok(refused),
            other => Err(crate::unexpected(&other)),
        }
    }

    /// Logs metrics, params and tags of an active run, all of them or none.
    pub async fn log_batch(&self, batch: RunBatch) -> Result<()> {
        self.write(Write::LogBatch(batch)).await.map(drop)
    }

    /// Records datasets and logged models that an active run read; again is no error.
    pub async fn log_inputs(&self, inputs: RunInputs) -> Result<()> {
        self.write(Write::LogInputs(inputs)).await.map(drop)
    }

    /// Records logged models that an active run made; the same model again is a conflict.
    pub async fn log_outputs(&self, outputs: RunOutputs) -> Result<()> {
        self.write(Write::LogOutputs(outputs)).await.map(drop)
    }

    /// Deletes a tag of an active run; a missing one is not found.
    pub async fn delete_run_tag(&self, run_id: RunId, key: String) -> Result<()> {
        self.write(Write::DeleteRunTag { run_id, key }).await.map(drop)
    }

    /// Appends a model, a JSON object, to the run's tag `mlflow.log-model.history`.
    pub async fn record_logged_model(&self, run_id: RunId, model_json: String) -> Result<()> {
        self.write(Write::RecordLoggedModel { run_id, model_json }).await.map(drop)
    }
}

/// The error for a run that is not there.
pub(crate) fn missing(id: &str) -> Error {
    Error::not_found(format!("Run with id={id} not found"))
}

/// The error for a run in the bin.
pub(crate) fn deleted(id: &str) -> Error {
    Error::invalid(format!("The run {id} must be in the 'active' state. Current state is deleted."))
}

/// Refuses what a run in the bin does not take.
pub(crate) fn check_active(conn: &mut dyn Conn, id: &RunId) -> Result<()> {
    let stage = conn
        .row("SELECT lifecycle_stage FROM runs WHERE run_uuid = $1", &[id.into()], |row| {
            Ok(LifecycleStage::from_stored(row.opt_str(0)?.unwrap_or("active")))
        })?
        .ok_or_else(|| missing(id.as_str()))?;
    match stage {
        LifecycleStage::Active => Ok(()),
        LifecycleStage::Deleted => Err(deleted(id.as_str())),
    }
}

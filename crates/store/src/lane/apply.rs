//! The table of writes: which function applies which.

use runlore_domain::write::{Write, Written};
use runlore_domain::{ExperimentId, Result};

use crate::db::Conn;
use crate::{experiments, ingest, logged_models, runs, spools, tables};

/// What applying a write needs beside the write and the connection.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    /// The URI below which experiments without a location of their own put their artifacts.
    pub(crate) artifact_root: String,
}

/// An applied write: its answer, and what is left to do in steps after its commit.
pub(crate) struct Applied {
    pub(crate) written: Written,
    pub(crate) follow_up: Option<FollowUp>,
}

impl Applied {
    pub(crate) fn done() -> Self {
        Written::Done.into()
    }
}

impl From<Written> for Applied {
    fn from(written: Written) -> Self {
        Self { written, follow_up: None }
    }
}

/// Long work on the runs of an experiment; its row in `runlore_jobs` outlives the process.
#[derive(Debug, Clone)]
pub(crate) struct FollowUp {
    pub(crate) id: String,
    pub(crate) experiment: ExperimentId,
    pub(crate) stage: runlore_domain::experiment::LifecycleStage,
    pub(crate) now: i64,
}

/// Applies one write inside the transaction that is open on `conn`.
pub(super) fn apply(conn: &mut dyn Conn, write: &Write, context: &Context) -> Result<Applied> {
    let done = |(): ()| Applied::done();
    let model = |model| Written::LoggedModel(Box::new(model)).into();
    match write {
        Write::CreateExperiment(new) => {
            experiments::create::apply(conn, new, &context.artifact_root).map(|id| Written::Experiment(id).into())
        }
        Write::RenameExperiment { id, name, now } => experiments::rename::apply(conn, *id, name, *now).map(done),
        Write::DeleteExperiment { id, now } => experiments::lifecycle::delete(conn, *id, *now),
        Write::RestoreExperiment { id, now } => experiments::lifecycle::restore(conn, *id, *now),
        Write::SetExperimentTag { id, tag, .. } => experiments::tags::set(conn, *id, tag).map(done),
        Write::DeleteExperimentTag { id, key, .. } => experiments::tags::delete(conn, *id, key).map(done),
        Write::CreateRun(new) => runs::create::apply(conn, new).map(|run| Written::Run(Box::new(run)).into()),
        Write::UpdateRun(update) => {
            runs::update::apply(conn, update).map(|info| Written::RunInfo(Box::new(info)).into())
        }
        Write::DeleteRun { run_id, now } => runs::lifecycle::delete(conn, run_id, *now).map(done),
        Write::RestoreRun { run_id } => runs::lifecycle::restore(conn, run_id).map(done),
        Write::ChangeRuns(change) => runs::change::apply(conn, change).map(|refused| Written::Refused(refused).into()),
        Write::LogBatch(batch) => runs::log_batch::apply_one(conn, batch).map(done),
        Write::Ingest(records) => {
            ingest::apply(conn, records, context).map(|done| Written::Ingested(Box::new(done)).into())
        }
        Write::AppendRows(append) => tables::append::apply(conn, append).map(|done| Written::Appended(done).into()),
        Write::ChangeTable(change) => tables::change::apply(conn, change).map(|done| Written::Changed(done).into()),
        Write::Heartbeat(beat) => runs::heartbeats::beat(conn, beat).map(|unknown| Written::Runs(unknown).into()),
        Write::CloseLostRuns { before } => runs::lost::close(conn, *before).map(|closed| Written::Runs(closed).into()),
        Write::RaiseSpool { to, now } => spools::raise(conn, &to.spool, to.number, *now).map(done),
        Write::DeleteRunTag { run_id, key } => runs::delete_tag::apply(conn, run_id, key).map(done),
        Write::RecordLoggedModel { run_id, model_json } => {
            runs::record_logged_model::apply(conn, run_id, model_json).map(done)
        }
        Write::LogInputs(inputs) => runs::log_inputs::apply(conn, inputs).map(done),
        Write::LogOutputs(outputs) => runs::log_outputs::apply(conn, outputs).map(done),
        Write::CreateLoggedModel(new) => logged_models::create::apply(conn, new).map(model),
        Write::FinalizeLoggedModel { id, status, now } => {
            logged_models::lifecycle::finalize(conn, id, *status, *now).map(model)
        }
        Write::DeleteLoggedModel { id, now } => logged_models::lifecycle::delete(conn, id, *now).map(done),
        Write::LogModelParams { id, params } => logged_models::params::log(conn, id, params).map(done),
        Write::SetModelTags { id, tags } => logged_models::tags::set(conn, id, tags).map(model),
        Write::DeleteModelTag { id, key } => logged_models::tags::delete(conn, id, key).map(done),
    }
}

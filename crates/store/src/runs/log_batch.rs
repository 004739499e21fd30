//! Batches of metrics, params and tags, many runs at a time.
//!
//! One read checks the runs, one the params; then each table gets one statement for all rows. A
//! batch that may not be written (run missing or in the bin, param changed) is answered with its
//! error and takes no part; anything unforeseen fails the whole call, and the lane then applies the
//! batches one by one.

use std::collections::HashMap;

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::run_batch::RunBatch;
use runlore_domain::{ExperimentId, Result};

use super::{deleted, log_metrics, log_params, log_tags, missing};
use crate::db::{Conn, Value};

/// What the checks need to know of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RunState {
    stage: LifecycleStage,
    pub(crate) experiment: ExperimentId,
}

/// Applies one batch.
pub(crate) fn apply_one(conn: &mut dyn Conn, batch: &RunBatch) -> Result<()> {
    apply_all(conn, &[batch])?.pop().unwrap_or(Ok(()))
}

/// Applies all batches that may be written; the answers are in the order of the batches.
pub(crate) fn apply_all(conn: &mut dyn Conn, batches: &[&RunBatch]) -> Result<Vec<Result<()>>> {
    if batches.is_empty() {
        return Ok(Vec::new());
    }
    let states = states(conn, batches.iter().map(|batch| batch.run_id.as_str()).collect())?;
    let mut answers: Vec<Result<()>> = batches.iter().map(|batch| check_run(&states, batch.run_id.as_str())).collect();
    let new_params = log_params::check(conn, batches, &mut answers)?;
    let accepted: Vec<&RunBatch> =
        batches.iter().zip(&answers).filter(|(_, answer)| answer.is_ok()).map(|(batch, _)| *batch).collect();
    log_metrics::insert(conn, &accepted, &states)?;
    log_params::insert(conn, &accepted, new_params)?;
    log_tags::log(conn, &accepted)?;
    Ok(answers)
}

/// Which of the runs take anything, in their order.
pub(crate) fn check_runs(conn: &mut dyn Conn, ids: &[&str]) -> Result<Vec<Result<()>>> {
    let states = states(conn, ids.to_vec())?;
    Ok(ids.iter().map(|id| check_run(&states, id)).collect())
}

fn states<'b>(conn: &mut dyn Conn, mut ids: Vec<&'b str>) -> Result<HashMap<&'b str, RunState>> {
    ids.sort_unstable();
    ids.dedup();
    let select = "SELECT run_uuid, lifecycle_stage, experiment_id FROM runs WHERE run_uuid";
    let (sql, value) = match ids[..] {
        [id] => (format!("{select} = $1"), Value::Text(id)),
        _ => (format!("{select} {}", conn.dialect().in_list("$1")), Value::Texts(&ids)),
    };
    let mut states = HashMap::with_capacity(ids.len());
    conn.query(&sql, &[value], &mut |row| {
        if let Ok(at) = ids.binary_search(&row.str(0)?) {
            let stage = LifecycleStage::from_stored(row.opt_str(1)?.unwrap_or("active"));
            let experiment = ExperimentId(row.opt_int(2)?.unwrap_or_default());
            states.insert(ids[at], RunState { stage, experiment });
        }
        Ok(())
    })?;
    Ok(states)
}

fn check_run(states: &HashMap<&str, RunState>, id: &str) -> Result<()> {
    match states.get(id).map(|state| state.stage) {
        Some(LifecycleStage::Active) => Ok(()),
        Some(LifecycleStage::Deleted) => Err(deleted(id)),
        None => Err(missing(id)),
    }
}

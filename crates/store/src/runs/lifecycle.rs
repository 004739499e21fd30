//! Runs into the bin and out of it.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::{Result, RunId};

use super::{assessments, missing};
use crate::db::{Conn, Value};

pub(crate) fn delete(conn: &mut dyn Conn, run_id: &RunId, now: i64) -> Result<()> {
    one(conn, run_id, LifecycleStage::Deleted, now)
}

pub(crate) fn restore(conn: &mut dyn Conn, run_id: &RunId) -> Result<()> {
    one(conn, run_id, LifecycleStage::Active, 0)
}

fn one(conn: &mut dyn Conn, run_id: &RunId, stage: LifecycleStage, now: i64) -> Result<()> {
    match move_to(conn, &[run_id.as_str()], stage, now)? {
        0 => Err(missing(run_id.as_str())),
        _ => Ok(()),
    }
}

/// Moves runs to a stage and says how many there were; those in the bin know since when.
pub(crate) fn move_to(conn: &mut dyn Conn, ids: &[&str], stage: LifecycleStage, now: i64) -> Result<u64> {
    let deleted = stage == LifecycleStage::Deleted;
    let sql = format!(
        "UPDATE runs SET lifecycle_stage = $2, deleted_time = $3 WHERE run_uuid {}",
        conn.dialect().in_list("$1")
    );
    let moved = conn.execute(&sql, &[Value::Texts(ids), stage.as_str().into(), deleted.then_some(now).into()])?;
    if deleted {
        assessments::delete(conn, ids)?;
    }
    Ok(moved)
}

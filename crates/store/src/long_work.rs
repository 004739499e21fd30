//! Work that is too long for one group: all runs of an experiment into or out of the bin.
//!
//! The write that asks for it leaves a row in `runlore_jobs` in its own transaction. The lane then
//! makes one step between two groups; whoever is stopped in the middle goes on at the next start.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::{ExperimentId, Result};

use crate::db::{Conn, Value};
use crate::lane::FollowUp;
use crate::runs::lifecycle;

/// Runs in one step: a few milliseconds of work.
const RUNS: i64 = 500;

/// Leaves the note that the work is to be done.
pub(crate) fn begin(conn: &mut dyn Conn, work: &FollowUp) -> Result<()> {
    conn.execute(
        "INSERT INTO runlore_jobs (id, kind, target, created) VALUES ($1, $2, $3, $4)",
        &[
            Value::Text(&work.id),
            work.stage.as_str().into(),
            Value::Text(&work.experiment.to_string()),
            work.now.into(),
        ],
    )?;
    Ok(())
}

/// What was begun and not ended, oldest first.
pub(crate) fn unfinished(conn: &mut dyn Conn) -> Result<Vec<FollowUp>> {
    conn.rows("SELECT id, kind, target, created FROM runlore_jobs ORDER BY created, id", &[], |row| {
        Ok(FollowUp {
            id: row.text(0)?,
            stage: LifecycleStage::from_stored(row.str(1)?),
            experiment: ExperimentId::parse(row.str(2)?)?,
            now: row.int(3)?,
        })
    })
}

/// Makes one step in a transaction of its own and says whether it was the last.
///
/// Another process may have done the work meanwhile, or the experiment may have been moved back: then
/// there is nothing left to do.
pub(crate) fn step(conn: &mut dyn Conn, work: &mut FollowUp) -> Result<bool> {
    conn.batch(conn.dialect().begin_write())?;
    let done = is_wanted(conn, work).and_then(|wanted| if wanted { advance(conn, work) } else { Ok(true) });
    let done = done.and_then(|last| {
        if last {
            conn.execute("DELETE FROM runlore_jobs WHERE id = $1", &[Value::Text(&work.id)])?;
        }
        conn.batch("COMMIT")?;
        Ok(last)
    });
    if done.is_err() && conn.in_transaction() {
        conn.batch("ROLLBACK")?;
    }
    done
}

/// Whether the note is still there and the experiment still in the stage that its runs are to have.
fn is_wanted(conn: &mut dyn Conn, work: &FollowUp) -> Result<bool> {
    let lock = conn.dialect().for_update();
    let noted =
        conn.row(&format!("SELECT id FROM runlore_jobs WHERE id = $1{lock}"), &[Value::Text(&work.id)], |_| Ok(()))?;
    let stage = conn.row(
        &format!("SELECT lifecycle_stage FROM experiments WHERE experiment_id = $1{lock}"),
        &[work.experiment.into()],
        |row| row.text(0),
    )?;
    Ok(noted.is_some() && stage.as_deref() == Some(work.stage.as_str()))
}

/// Forgets what was noted for an experiment before it was moved again.
pub(crate) fn forget(conn: &mut dyn Conn, experiment: ExperimentId) -> Result<()> {
    conn.execute("DELETE FROM runlore_jobs WHERE target = $1", &[Value::Text(&experiment.to_string())])?;
    Ok(())
}

/// Moves up to one step's runs to the stage; true when there were no more.
pub(crate) fn advance(conn: &mut dyn Conn, work: &FollowUp) -> Result<bool> {
    let other = match work.stage {
        LifecycleStage::Active => LifecycleStage::Deleted,
        LifecycleStage::Deleted => LifecycleStage::Active,
    };
    let runs = conn.rows(
        "SELECT run_uuid FROM runs WHERE experiment_id = $1 AND lifecycle_stage = $2 LIMIT $3",
        &[work.experiment.into(), other.as_str().into(), RUNS.into()],
        |row| row.text(0),
    )?;
    let ids: Vec<&str> = runs.iter().map(String::as_str).collect();
    lifecycle::move_to(conn, &ids, work.stage, work.now)?;
    Ok(i64::try_from(runs.len()).is_ok_and(|n| n < RUNS))
}

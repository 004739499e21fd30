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
pub(crate) fn step(conn: &mut dyn Conn, work: &mut FollowUp) -> Result<bool> {
    conn.batch(conn.dialect().begin_write())?;
    let done = advance(conn, work).and_then(|last| {
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

//! An experiment into the bin and out of it, with all its runs.

use runlore_domain::experiment::LifecycleStage::{self, Active, Deleted};
use runlore_domain::write::Written;
use runlore_domain::{ExperimentId, Result, ids};

use super::missing;
use crate::db::Conn;
use crate::lane::{Applied, FollowUp};
use crate::long_work;

pub(crate) fn delete(conn: &mut dyn Conn, id: ExperimentId, now: i64) -> Result<Applied> {
    switch(conn, id, Active, Deleted, now)
}

pub(crate) fn restore(conn: &mut dyn Conn, id: ExperimentId, now: i64) -> Result<Applied> {
    switch(conn, id, Deleted, Active, now)
}

fn switch(
    conn: &mut dyn Conn,
    id: ExperimentId,
    from: LifecycleStage,
    to: LifecycleStage,
    now: i64,
) -> Result<Applied> {
    if !conn.dialect().holds(id) {
        return Err(missing(id));
    }
    let touched = conn.execute(
        "UPDATE experiments SET lifecycle_stage = $3, last_update_time = $4 \
         WHERE experiment_id = $1 AND lifecycle_stage = $2",
        &[id.into(), from.as_str().into(), to.as_str().into(), now.into()],
    )?;
    if touched == 0 {
        return Err(missing(id));
    }
    long_work::forget(conn, id)?;
    let work = FollowUp { id: ids::random_hex(), experiment: id, stage: to, now };
    if long_work::advance(conn, &work)? {
        return Ok(Applied::done());
    }
    long_work::begin(conn, &work)?;
    Ok(Applied { written: Written::Done, follow_up: Some(work) })
}

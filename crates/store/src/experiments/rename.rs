//! Renaming an experiment.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::{Error, ExperimentId, Result};

use crate::db::Conn;

pub(crate) fn apply(conn: &mut dyn Conn, id: ExperimentId, name: &str, now: i64) -> Result<()> {
    if super::stage(conn, id)? != LifecycleStage::Active {
        return Err(Error::invalid_state("Cannot rename a non-active experiment."));
    }
    conn.execute(
        "UPDATE experiments SET name = $2, last_update_time = $3 WHERE experiment_id = $1",
        &[id.into(), name.into(), now.into()],
    )?;
    Ok(())
}

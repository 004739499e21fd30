//! Reading one run.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::run::{Run, RunInfo};
use runlore_domain::{ExperimentId, Result, RunId};

use super::{load, missing};
use crate::db::{Conn, Row, snapshot};

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "run_uuid, experiment_id, name, user_id, status, start_time, end_time, \
                                  lifecycle_stage, artifact_uri";

/// A run's own columns from a row of [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> Result<RunInfo> {
    Ok(RunInfo {
        id: RunId::from(row.str(0)?),
        experiment_id: ExperimentId(row.opt_int(1)?.unwrap_or_default()),
        name: row.opt_text(2)?,
        user_id: row.opt_text(3)?,
        status: row.opt_text(4)?,
        start_time: row.opt_int(5)?,
        end_time: row.opt_int(6)?,
        lifecycle_stage: LifecycleStage::from_stored(row.opt_str(7)?.unwrap_or("active")),
        artifact_uri: row.opt_text(8)?,
    })
}

pub(crate) fn info(conn: &mut dyn Conn, id: &RunId) -> Result<RunInfo> {
    conn.row(&format!("SELECT {COLUMNS} FROM runs WHERE run_uuid = $1"), &[id.into()], read)?
        .ok_or_else(|| missing(id.as_str()))
}

pub(crate) fn run(conn: &mut dyn Conn, id: &RunId) -> Result<Run> {
    snapshot(conn, |conn| {
        let info = info(conn, id)?;
        load::load(conn, vec![info], None)?.pop().ok_or_else(|| missing(id.as_str()))
    })
}

//! Reading one experiment.

use runlore_domain::experiment::{Experiment, LifecycleStage, Tag};
use runlore_domain::{Error, ExperimentId, Result};

use super::missing;
use crate::db::{Conn, Row, Value};

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str =
    "experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time";

/// An experiment from a row of [`COLUMNS`], its tags still missing.
pub(crate) fn read(row: &Row<'_>) -> Result<Experiment> {
    Ok(Experiment {
        id: ExperimentId(row.int(0)?),
        name: row.text(1)?,
        artifact_location: row.opt_text(2)?,
        lifecycle_stage: LifecycleStage::from_stored(row.opt_str(3)?.unwrap_or("active")),
        creation_time: row.opt_int(4)?,
        last_update_time: row.opt_int(5)?,
        tags: Vec::new(),
    })
}

pub(crate) fn by_id(conn: &mut dyn Conn, id: ExperimentId) -> Result<Experiment> {
    if !conn.dialect().holds(id) {
        return Err(missing(id));
    }
    one(conn, &format!("SELECT {COLUMNS} FROM experiments WHERE experiment_id = $1"), id.into())?
        .ok_or_else(|| missing(id))
}

pub(crate) fn by_name(conn: &mut dyn Conn, name: &str) -> Result<Experiment> {
    one(conn, &format!("SELECT {COLUMNS} FROM experiments WHERE name = $1"), name.into())?
        .ok_or_else(|| Error::not_found(format!("Could not find experiment with name '{name}'")))
}

fn one(conn: &mut dyn Conn, sql: &str, value: Value<'_>) -> Result<Option<Experiment>> {
    let Some(mut experiment) = conn.row(sql, &[value], read)? else {
        return Ok(None);
    };
    experiment.tags = conn.rows(
        "SELECT key, value FROM experiment_tags WHERE experiment_id = $1 ORDER BY key",
        &[experiment.id.into()],
        |row| Ok(Tag { key: row.text(0)?, value: row.opt_text(1)?.unwrap_or_default() }),
    )?;
    Ok(Some(experiment))
}

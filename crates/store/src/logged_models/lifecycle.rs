//! Status and stage of a logged model.

use runlore_domain::logged_model::{LoggedModel, LoggedModelStatus};
use runlore_domain::{ModelId, Result};

use super::{get, missing};
use crate::db::Conn;

pub(crate) fn finalize(conn: &mut dyn Conn, id: &ModelId, status: LoggedModelStatus, now: i64) -> Result<LoggedModel> {
    conn.execute(
        "UPDATE logged_models SET status = $2, last_updated_timestamp_ms = $3 WHERE model_id = $1",
        &[id.into(), status.number().into(), now.into()],
    )?;
    get::any_stage(conn, id)
}

pub(crate) fn delete(conn: &mut dyn Conn, id: &ModelId, now: i64) -> Result<()> {
    let touched = conn.execute(
        "UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_timestamp_ms = $2 WHERE model_id = $1",
        &[id.into(), now.into()],
    )?;
    if touched == 0 { Err(missing(id)) } else { Ok(()) }
}

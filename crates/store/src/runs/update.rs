//! Status, end time and name of a run.

use runlore_domain::Result;
use runlore_domain::run::{RUN_NAME_TAG, RunInfo, RunUpdate};

use super::{check_active, get, heartbeats, log_tags};
use crate::db::Conn;

pub(crate) fn apply(conn: &mut dyn Conn, update: &RunUpdate) -> Result<RunInfo> {
    check_active(conn, &update.run_id)?;
    conn.execute(
        "UPDATE runs SET status = COALESCE($2, status), end_time = COALESCE($3, end_time), \
         name = COALESCE($4, name) WHERE run_uuid = $1",
        &[
            (&update.run_id).into(),
            update.status.map(|s| s.as_str()).into(),
            update.end_time.into(),
            update.name.as_deref().into(),
        ],
    )?;
    if update.status.is_some() {
        heartbeats::forget(conn, &[update.run_id.as_str()])?;
    }
    if let Some(name) = &update.name {
        log_tags::upsert(conn, &[(update.run_id.as_str(), RUN_NAME_TAG, name)])?;
    }
    get::info(conn, &update.run_id)
}

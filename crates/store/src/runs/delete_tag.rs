//! Deleting a tag of a run.

use runlore_domain::{Error, Result, RunId};

use super::{check_active, long_values};
use crate::db::Conn;

pub(crate) fn apply(conn: &mut dyn Conn, run_id: &RunId, key: &str) -> Result<()> {
    check_active(conn, run_id)?;
    let gone = conn.execute("DELETE FROM tags WHERE run_uuid = $1 AND key = $2", &[run_id.into(), key.into()])?;
    if gone == 0 {
        return Err(Error::not_found(format!("No tag with name: {key} in run with id {run_id}")));
    }
    long_values::forget_tags(conn, &[(run_id.as_str(), key)])
}

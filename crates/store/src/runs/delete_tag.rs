//! Deleting a tag of a run, or of many.

use runlore_domain::{Error, Result, RunId};

use super::{check_active, log_batch, long_values};
use crate::db::{Conn, Value};

pub(crate) fn apply(conn: &mut dyn Conn, run_id: &RunId, key: &str) -> Result<()> {
    check_active(conn, run_id)?;
    let gone = conn.execute("DELETE FROM tags WHERE run_uuid = $1 AND key = $2", &[run_id.into(), key.into()])?;
    if gone == 0 {
        return Err(Error::not_found(format!("No tag with name: {key} in run with id {run_id}")));
    }
    long_values::forget_tags(conn, &[(run_id.as_str(), key)])
}

/// Deletes a tag of those of the runs that are active; one without it stays as it is.
pub(crate) fn of_many(conn: &mut dyn Conn, ids: &[RunId], key: &str) -> Result<Vec<Result<()>>> {
    let ids: Vec<&str> = ids.iter().map(RunId::as_str).collect();
    let answers = log_batch::check_runs(conn, &ids)?;
    let active: Vec<&str> = ids.iter().zip(&answers).filter(|(_, answer)| answer.is_ok()).map(|(id, _)| *id).collect();
    if !active.is_empty() {
        let sql = format!("DELETE FROM tags WHERE key = $2 AND run_uuid {}", conn.dialect().in_list("$1"));
        conn.execute(&sql, &[Value::Texts(&active), key.into()])?;
        let tags: Vec<(&str, &str)> = active.iter().map(|id| (*id, key)).collect();
        long_values::forget_tags(conn, &tags)?;
    }
    Ok(answers)
}

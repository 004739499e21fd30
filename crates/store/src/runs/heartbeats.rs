//! When a run last gave a sign of life, in `runlore_heartbeats`.
//!
//! Only running runs have a row, and only those whose program gives signs. It goes when the status is set: by
//! whoever ends the run, and by whoever takes it up again and may be no client of Runlore.

use std::collections::HashSet;

use runlore_domain::heartbeat::Heartbeat;
use runlore_domain::ingest::Change;
use runlore_domain::write::{Write, Written};
use runlore_domain::{Result, RunId};

use crate::Store;
use crate::db::{Conn, Value};

impl Store {
    /// Notes a sign of life of those of the runs that are running; answers which do not exist.
    pub async fn heartbeat(&self, beat: Heartbeat) -> Result<Vec<RunId>> {
        match self.write(Write::Heartbeat(beat)).await? {
            Written::Runs(unknown) => Ok(unknown),
            other => Err(crate::unexpected(&other)),
        }
    }
}

/// Notes the sign and answers which of the runs do not exist.
pub(crate) fn beat(conn: &mut dyn Conn, beat: &Heartbeat) -> Result<Vec<RunId>> {
    let ids: Vec<&str> = beat.run_ids.iter().map(RunId::as_str).collect();
    begin(conn, &ids, beat.now)?;
    let sql = format!("SELECT run_uuid FROM runs WHERE run_uuid {}", conn.dialect().in_list("$1"));
    let known = conn.rows(&sql, &[Value::Texts(&ids)], |row| row.text(0))?;
    let known: HashSet<&str> = known.iter().map(String::as_str).collect();
    Ok(beat.run_ids.iter().filter(|id| !known.contains(id.as_str())).cloned().collect())
}

/// What a client recorded is a sign of life of the runs that it is about: the first one where it begins the run, a further
/// one of the others that give signs.
pub(crate) fn record(conn: &mut dyn Conn, applied: &[&Change], now: i64) -> Result<()> {
    let ids = |begins: bool| applied.iter().filter(move |c| c.begins() == begins).map(|c| c.run_id().as_str());
    let begun: HashSet<&str> = ids(true).collect();
    let others: HashSet<&str> = ids(false).filter(|id| !begun.contains(id)).collect();
    begin(conn, &Vec::from_iter(begun), now)?;
    if others.is_empty() {
        return Ok(());
    }
    let list = conn.dialect().in_list("$1");
    let sql = format!("UPDATE runlore_heartbeats SET seen = $2 WHERE run_uuid {list} AND seen < $2");
    conn.execute(&sql, &[Value::Texts(&Vec::from_iter(others)), now.into()]).map(drop)
}

/// A sign of life of those of the runs that are running. In the order of the ids, so that two such statements do not wait
/// for each other; never back in time, whatever the clock does.
fn begin(conn: &mut dyn Conn, ids: &[&str], now: i64) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO runlore_heartbeats (run_uuid, seen) \
         SELECT run_uuid, $2 FROM runs WHERE run_uuid {} AND status = 'RUNNING' ORDER BY run_uuid \
         ON CONFLICT (run_uuid) DO UPDATE SET seen = excluded.seen WHERE excluded.seen > runlore_heartbeats.seen",
        conn.dialect().in_list("$1")
    );
    conn.execute(&sql, &[Value::Texts(ids), now.into()]).map(drop)
}

/// Forgets the signs of runs that ended or were taken up by somebody else.
pub(crate) fn forget(conn: &mut dyn Conn, ids: &[&str]) -> Result<()> {
    let sql = format!("DELETE FROM runlore_heartbeats WHERE run_uuid {}", conn.dialect().in_list("$1"));
    conn.execute(&sql, &[Value::Texts(ids)]).map(drop)
}

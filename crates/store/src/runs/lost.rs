//! Runs whose program seems to be gone: derived from their last sign of life, and closed where an operator wants that.

use runlore_domain::heartbeat::{LostRun, LostSearch, SILENCE_MS};
use runlore_domain::limits::LOST_RUNS;
use runlore_domain::run::RunStatus;
use runlore_domain::write::{CLOSED_AT_ONCE, Write, Written};
use runlore_domain::{ExperimentId, Result, RunId};

use super::heartbeats;
use crate::Store;
use crate::db::{Conn, Value};

/// Runs and their signs, as far as they can be lost at all. First the run is locked, as in other writes.
const SILENT: &str = "FROM runs r JOIN runlore_heartbeats h ON h.run_uuid = r.run_uuid \
                      WHERE h.seen < $1 AND r.status = 'RUNNING' AND r.lifecycle_stage = 'active'";

impl Store {
    /// The lost runs, those that were heard of last first; at most [`LOST_RUNS`].
    pub async fn lost_runs(&self, search: LostSearch) -> Result<Vec<LostRun>> {
        self.read(move |conn| find(conn, &search)).await
    }

    /// Ends some of the runs that have been silent since `before`, in epoch milliseconds, as killed at their last sign of
    /// life; answers which. When there are none any more, all are ended.
    pub async fn close_lost_runs(&self, before: i64) -> Result<Vec<RunId>> {
        match self.write(Write::CloseLostRuns { before }).await? {
            Written::Runs(closed) => Ok(closed),
            other => Err(crate::unexpected(&other)),
        }
    }
}

fn find(conn: &mut dyn Conn, search: &LostSearch) -> Result<Vec<LostRun>> {
    let runs = search.run_ids.as_ref().map(|ids| ids.iter().map(RunId::as_str).collect::<Vec<_>>());
    let dialect = conn.dialect();
    let held = |ids: &Vec<ExperimentId>| ids.iter().filter(|id| dialect.holds(**id)).map(|id| id.0).collect::<Vec<_>>();
    let experiments = search.experiment_ids.as_ref().map(held);
    let mut sql = format!("SELECT r.run_uuid, r.experiment_id, h.seen {SILENT}");
    let mut params = vec![Value::Int(search.now - SILENCE_MS)];
    let lists = [
        ("r.run_uuid", runs.as_deref().map(Value::Texts)),
        ("r.experiment_id", experiments.as_deref().map(Value::Ints)),
    ];
    for (column, list) in lists {
        let Some(list) = list else { continue };
        params.push(list);
        sql += &format!(" AND {column} {}", dialect.in_list(&format!("${}", params.len())));
    }
    sql += &format!(" ORDER BY h.seen DESC, r.run_uuid LIMIT {LOST_RUNS}");
    conn.rows(&sql, &params, |row| {
        Ok(LostRun { run_id: row.str(0)?.into(), experiment_id: ExperimentId(row.int(1)?), last_seen: row.int(2)? })
    })
}

/// Ends some runs that are silent; nobody can give a sign or end them until this is committed.
pub(crate) fn close(conn: &mut dyn Conn, before: i64) -> Result<Vec<RunId>> {
    let lock = conn.dialect().for_update();
    let sql = format!("SELECT r.run_uuid {SILENT} ORDER BY r.run_uuid LIMIT {CLOSED_AT_ONCE}{lock}");
    let silent = conn.rows(&sql, &[before.into()], |row| row.text(0))?;
    if silent.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&str> = silent.iter().map(String::as_str).collect();
    let sql = format!(
        "UPDATE runs SET status = $2, end_time = (SELECT seen FROM runlore_heartbeats h WHERE h.run_uuid = runs.run_uuid) \
         WHERE run_uuid {}",
        conn.dialect().in_list("$1")
    );
    conn.execute(&sql, &[Value::Texts(&ids), RunStatus::Killed.as_str().into()])?;
    heartbeats::forget(conn, &ids)?;
    Ok(silent.into_iter().map(RunId::from).collect())
}

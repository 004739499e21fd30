//! The same done to many runs, in the transaction of one write: what can not be done to a run is told, the others go on.

use std::collections::HashSet;

use runlore_domain::experiment::{LifecycleStage, Tag};
use runlore_domain::ingest::Refusal;
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::run_change::{RunAct, RunsChange};
use runlore_domain::{Result, RunId};

use super::{delete_tag, lifecycle, log_batch, missing};
use crate::db::{Conn, Value};

/// Applies the change; gives the runs that took no part.
pub(crate) fn apply(conn: &mut dyn Conn, change: &RunsChange) -> Result<Vec<(RunId, Refusal)>> {
    let answers = match &change.act {
        RunAct::Delete { now } => move_to(conn, &change.run_ids, LifecycleStage::Deleted, *now)?,
        RunAct::Restore => move_to(conn, &change.run_ids, LifecycleStage::Active, 0)?,
        RunAct::SetTag(tag) => set_tag(conn, &change.run_ids, tag)?,
        RunAct::DeleteTag(key) => delete_tag::of_many(conn, &change.run_ids, key)?,
    };
    let refused = change.run_ids.iter().zip(answers).filter_map(|(id, answer)| answer.err().map(|error| (id, error)));
    refused.map(|(id, error)| Ok((id.clone(), Refusal::of(error)?))).collect()
}

fn move_to(conn: &mut dyn Conn, ids: &[RunId], stage: LifecycleStage, now: i64) -> Result<Vec<Result<()>>> {
    let asked: Vec<&str> = ids.iter().map(RunId::as_str).collect();
    let sql = format!("SELECT run_uuid FROM runs WHERE run_uuid {}", conn.dialect().in_list("$1"));
    let known: HashSet<String> = conn.rows(&sql, &[Value::Texts(&asked)], |row| row.text(0))?.into_iter().collect();
    let there: Vec<&str> = asked.iter().copied().filter(|id| known.contains(*id)).collect();
    if !there.is_empty() {
        lifecycle::move_to(conn, &there, stage, now)?;
    }
    Ok(asked.iter().map(|id| if known.contains(*id) { Ok(()) } else { Err(missing(id)) }).collect())
}

/// As a batch of one tag for each, which is how tags are set.
fn set_tag(conn: &mut dyn Conn, ids: &[RunId], tag: &Tag) -> Result<Vec<Result<()>>> {
    let batch = |id: &RunId| RunBatch {
        run_id: id.clone(),
        metrics: Vec::new(),
        params: Vec::new(),
        tags: vec![tag.clone()],
        origin: BatchOrigin::Single,
    };
    let batches: Vec<RunBatch> = ids.iter().map(batch).collect();
    log_batch::apply_all(conn, &batches.iter().collect::<Vec<_>>())
}

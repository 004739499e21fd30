//! How many runs experiments have, and when the last of them began: for lists of experiments.

use runlore_domain::experiment::Activity;
use runlore_domain::{ExperimentId, Result};

use crate::db::{Conn, Value};

/// Of each experiment that has runs: the active ones, of a deleted experiment the deleted ones.
pub(super) fn of(conn: &mut dyn Conn, ids: &[ExperimentId]) -> Result<Vec<Activity>> {
    let dialect = conn.dialect();
    let held: Vec<i64> = ids.iter().filter(|id| dialect.holds(**id)).map(|id| id.0).collect();
    let sql = format!(
        "SELECT e.experiment_id, r.many, r.last_start FROM (SELECT experiment_id, lifecycle_stage, count(*) AS many, \
         max(start_time) AS last_start FROM runs WHERE experiment_id {} GROUP BY experiment_id, lifecycle_stage) r \
         JOIN experiments e ON e.experiment_id = r.experiment_id AND e.lifecycle_stage = r.lifecycle_stage \
         ORDER BY e.experiment_id",
        dialect.in_list("$1")
    );
    conn.rows(&sql, &[Value::Ints(&held)], |row| {
        Ok(Activity { experiment_id: ExperimentId(row.int(0)?), runs: row.int(1)?, last_start: row.opt_int(2)? })
    })
}

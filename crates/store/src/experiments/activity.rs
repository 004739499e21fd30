//! How many runs experiments have, and when the last of them began: for lists of experiments.

use runlore_domain::experiment::Activity;
use runlore_domain::{ExperimentId, Result};

use crate::db::{Conn, Value};

/// Of each experiment that has active runs.
pub(super) fn of(conn: &mut dyn Conn, ids: &[ExperimentId]) -> Result<Vec<Activity>> {
    let dialect = conn.dialect();
    let held: Vec<i64> = ids.iter().filter(|id| dialect.holds(**id)).map(|id| id.0).collect();
    let sql = format!(
        "SELECT experiment_id, count(*), max(start_time) FROM runs \
         WHERE experiment_id {} AND lifecycle_stage = 'active' GROUP BY experiment_id ORDER BY experiment_id",
        dialect.in_list("$1")
    );
    conn.rows(&sql, &[Value::Ints(&held)], |row| {
        Ok(Activity { experiment_id: ExperimentId(row.int(0)?), runs: row.int(1)?, last_start: row.opt_int(2)? })
    })
}

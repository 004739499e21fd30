//! How many runs experiments have, and when the last of them began: for lists of experiments.

use runlore_domain::experiment::Activity;
use runlore_domain::{ExperimentId, Result};

use crate::db::{Conn, Value};

/// Of each experiment that has runs: the active ones, of a deleted experiment those that were deleted with it.
pub(super) fn of(conn: &mut dyn Conn, ids: &[ExperimentId]) -> Result<Vec<Activity>> {
    let dialect = conn.dialect();
    let held: Vec<i64> = ids.iter().filter(|id| dialect.holds(**id)).map(|id| id.0).collect();
    let sql = format!(
        "SELECT e.experiment_id, count(*), max(r.start_time) FROM experiments e \
         JOIN runs r ON r.experiment_id = e.experiment_id AND r.lifecycle_stage = e.lifecycle_stage \
         WHERE e.experiment_id {} GROUP BY e.experiment_id ORDER BY e.experiment_id",
        dialect.in_list("$1")
    );
    conn.rows(&sql, &[Value::Ints(&held)], |row| {
        Ok(Activity { experiment_id: ExperimentId(row.int(0)?), runs: row.int(1)?, last_start: row.opt_int(2)? })
    })
}

//! What is left in Runlore's own tables when MLflow, or `mlflow gc`, changed or deleted what it belonged to.
//!
//! They have no foreign keys, so nothing deletes their rows with their runs. The lane looks at a few rows
//! whenever it is idle: long values whose param or tag is gone, heartbeats of runs that do not run any more.
//! What is in use is never touched.

use runlore_domain::Result;

use super::long_values::Entity;
use crate::db::{Conn, Value};

/// Rows looked at in one step.
const ROWS: i64 = 200;

/// How far the sweep has come: the last keys that it looked at.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    value: (String, String, String),
    heartbeat: String,
}

impl Sweep {
    /// Looks at some rows and deletes those that belong to nothing.
    pub(crate) fn step(&mut self, conn: &mut dyn Conn) -> Result<()> {
        self.long_values(conn)?;
        self.heartbeats(conn)
    }

    fn heartbeats(&mut self, conn: &mut dyn Conn) -> Result<()> {
        let after = std::mem::take(&mut self.heartbeat);
        let found = conn.rows(
            "SELECT run_uuid FROM runlore_heartbeats WHERE run_uuid > $1 ORDER BY run_uuid LIMIT $2",
            &[(&after).into(), ROWS.into()],
            |row| row.text(0),
        )?;
        let Some(last) = found.into_iter().next_back() else { return Ok(()) };
        conn.execute(
            "DELETE FROM runlore_heartbeats WHERE run_uuid > $1 AND run_uuid <= $2 AND NOT EXISTS \
             (SELECT 1 FROM runs r WHERE r.run_uuid = runlore_heartbeats.run_uuid AND r.status = 'RUNNING')",
            &[(&after).into(), (&last).into()],
        )?;
        self.heartbeat = last;
        Ok(())
    }

    fn long_values(&mut self, conn: &mut dyn Conn) -> Result<()> {
        let (entity, owner, key) = &self.value;
        let found = conn.rows(
            "SELECT entity, owner_id, key FROM runlore_long_values WHERE (entity, owner_id, key) > ($1, $2, $3) \
             ORDER BY entity, owner_id, key LIMIT $4",
            &[entity.into(), owner.into(), key.into(), ROWS.into()],
            |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)),
        )?;
        let Some(last) = found.last().cloned() else {
            self.value = Default::default();
            return Ok(());
        };
        for (entity, owner, key) in &found {
            let table = if entity == Entity::Param.as_str() { "params" } else { "tags" };
            let sql = format!(
                "DELETE FROM runlore_long_values WHERE entity = $1 AND owner_id = $2 AND key = $3 \
                 AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.run_uuid = $2 AND t.key = $3)"
            );
            conn.execute(&sql, &[entity.into(), Value::Text(owner), key.into()])?;
        }
        self.value = last;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{self, Setup};
    use crate::target::Target;

    #[test]
    fn heartbeats_of_runs_that_do_not_run_go() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target::Sqlite(folder.path().join("test.db"));
        schema::prepare(&target, Setup { uri: "test", default_location: "/tmp/root/0", now: 1 }).unwrap();
        let mut conn = target.writer().unwrap();
        let conn: &mut dyn Conn = &mut *conn;
        for n in 0..2 * ROWS + 1 {
            let (id, status) = (format!("{n:032}"), ["RUNNING", "FINISHED"][usize::from(n % 2 == 0)]);
            if n % 3 > 0 {
                let sql =
                    "INSERT INTO runs (run_uuid, status, lifecycle_stage, experiment_id) VALUES ($1, $2, 'active', 0)";
                conn.execute(sql, &[Value::Text(&id), status.into()]).unwrap();
            }
            conn.execute("INSERT INTO runlore_heartbeats VALUES ($1, 1)", &[Value::Text(&id)]).unwrap();
        }
        let mut sweep = Sweep::default();
        for _ in 0..4 {
            sweep.step(conn).unwrap();
        }
        let left =
            "SELECT count(*), sum(r.status = 'RUNNING') FROM runlore_heartbeats h LEFT JOIN runs r USING (run_uuid)";
        let left = conn.row(left, &[], |row| Ok((row.int(0)?, row.int(1)?))).unwrap().unwrap();
        let running = conn.row("SELECT count(*) FROM runs WHERE status = 'RUNNING'", &[], |row| row.int(0)).unwrap();
        assert_eq!((left.0, Some(left.1)), (left.1, running));
    }
}

//! Long values whose param or tag is gone, because `mlflow gc` or MLflow deleted it.
//!
//! `runlore_long_values` has no foreign keys, so nothing deletes its rows with their runs. The lane
//! looks at a few rows whenever it is idle; a value that is in use is never touched.

use runlore_domain::Result;

use super::long_values::Entity;
use crate::db::{Conn, Value};

/// Rows looked at in one step.
const ROWS: i64 = 200;

/// How far the sweep has come: the last key that it looked at.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    last: (String, String, String),
}

impl Sweep {
    /// Looks at some rows and deletes those that nothing belongs to.
    pub(crate) fn step(&mut self, conn: &mut dyn Conn) -> Result<()> {
        let (entity, owner, key) = &self.last;
        let found = conn.rows(
            "SELECT entity, owner_id, key FROM runlore_long_values WHERE (entity, owner_id, key) > ($1, $2, $3) \
             ORDER BY entity, owner_id, key LIMIT $4",
            &[entity.into(), owner.into(), key.into(), ROWS.into()],
            |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)),
        )?;
        let Some(last) = found.last().cloned() else {
            self.last = Default::default();
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
        self.last = last;
        Ok(())
    }
}

//! Runlore has no workspaces: rows outside the default one would be served to everybody.

use runlore_domain::{Error, Result};

use crate::db::Conn;

/// Refuses a database with rows of another workspace, as MLflow does while workspaces are off.
pub(super) fn check(conn: &mut dyn Conn) -> Result<()> {
    for table in ["experiments", "registered_models", "webhooks"] {
        // Two ranges rather than `<>`, so that the index on the column answers at once.
        let sql = format!("SELECT workspace FROM {table} WHERE workspace < 'default' OR workspace > 'default' LIMIT 1");
        if let Some(workspace) = conn.row(&sql, &[], |row| row.text(0))? {
            return Err(Error::invalid(format!(
                "The database has rows of the workspace '{workspace}' in the table {table}, and Runlore has no \
                 workspaces; move them to the default workspace with MLflow, or keep serving them with MLflow."
            )));
        }
    }
    Ok(())
}

//! What is in a database, and whether Runlore serves it.

use runlore_domain::{Error, Result};

use super::HEAD;
use crate::db::{Conn, Dialect};

/// What a database holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No table.
    Empty,
    /// MLflow's tables at this revision.
    Revision(String),
    /// Somebody else's tables; one of them.
    Foreign(String),
}

/// Looks, and changes nothing.
pub(super) fn look(conn: &mut dyn Conn) -> Result<Found> {
    let tables = tables(conn)?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    let Some(first) = tables.first() else { return Ok(Found::Empty) };
    if !has("alembic_version") || !has("experiments") {
        return Ok(Found::Foreign(first.clone()));
    }
    let revisions = conn.rows("SELECT version_num FROM alembic_version ORDER BY 1", &[], |row| row.text(0))?;
    Ok(Found::Revision(if revisions.is_empty() { "none".to_owned() } else { revisions.join(", ") }))
}

fn tables(conn: &mut dyn Conn) -> Result<Vec<String>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY 1"
        }
        Dialect::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
    };
    conn.rows(sql, &[], |row| row.text(0))
}

impl Found {
    /// An error that says what was found, what was expected and what to do, unless Runlore serves it.
    pub(super) fn accept(&self, uri: &str) -> Result<()> {
        match self {
            Self::Empty => Ok(()),
            Self::Revision(revision) if revision == HEAD => Ok(()),
            Self::Revision(revision) => Err(Error::invalid(format!(
                "The database {uri} has MLflow's schema at revision {revision}, and Runlore serves revision {HEAD} \
                 (MLflow 3.17.2); nothing was changed. For an older one take a backup and run \
                 `mlflow db upgrade <database_uri>` with mlflow==3.17.2; a newer one needs a newer Runlore."
            ))),
            Self::Foreign(table) => Err(Error::invalid(format!(
                "The database {uri} has tables (`{table}`, …) that are not MLflow's, so nothing was changed; give \
                 `--backend-store-uri` an empty database or one that MLflow made."
            ))),
        }
    }
}

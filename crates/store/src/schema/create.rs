//! Making a database complete: everything in an empty one, what is missing in one that MLflow made.

use runlore_domain::Result;

use super::found::{self, Found};
use super::{Setup, index, own, workspace};
use crate::db::{Conn, Dialect, Value};

const SQLITE: &str = include_str!("mlflow/sqlite.sql");
const POSTGRES: &str = include_str!("mlflow/postgres.sql");

/// Serialises the processes that start at once on one PostgreSQL database.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7310017200)";

/// Whether nothing is missing (indexes aside, which are built while serving).
pub(super) fn is_complete(conn: &mut dyn Conn) -> Result<bool> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1",
        Dialect::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
    };
    for table in own::TABLES {
        if conn.row(sql, &[Value::Text(table)], |_| Ok(()))?.is_none() {
            return Ok(false);
        }
    }
    has_default_experiment(conn)
}

/// Makes what is missing, in one transaction, whatever other processes do meanwhile.
pub(super) fn complete(conn: &mut dyn Conn, setup: Setup<'_>) -> Result<()> {
    let dialect = conn.dialect();
    conn.batch(dialect.begin_write())?;
    if dialect == Dialect::Postgres {
        conn.batch(LOCK)?;
    }
    match found::look(conn)? {
        Found::Empty => {
            conn.batch(if dialect == Dialect::Sqlite { SQLITE } else { POSTGRES })?;
            for missing in index::ALL {
                conn.batch(&missing.ddl(dialect, ""))?;
            }
        }
        found => found.accept(setup.uri)?,
    }
    workspace::check(conn)?;
    conn.batch(own::DDL)?;
    if !has_default_experiment(conn)? {
        conn.execute(
            "INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, \
             last_update_time, workspace) VALUES (0, 'Default', $1, 'active', $2, $2, 'default') ON CONFLICT DO NOTHING",
            &[Value::Text(setup.default_location), Value::Int(setup.now)],
        )?;
    }
    conn.batch("COMMIT")
}

fn has_default_experiment(conn: &mut dyn Conn) -> Result<bool> {
    Ok(conn.row("SELECT 1 FROM experiments WHERE experiment_id = 0", &[], |_| Ok(()))?.is_some())
}

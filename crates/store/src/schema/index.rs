//! Runlore's indexes: which are missing, and building them without holding anybody up.
//!
//! A new database has them from the start. On an existing one they are built one after the other
//! while the server serves: by one replica and `CONCURRENTLY` on PostgreSQL; on SQLite, where a build
//! keeps writers out, only on tables of up to a million rows, and else when `runlore db index` asks.

use runlore_domain::Result;

use crate::db::{Conn, Dialect, Value};
use crate::target::Target;

/// All of them.
pub(crate) const ALL: &[Index] = crate::search::indexes::SEARCH;

/// Held on PostgreSQL by the replica that builds.
const LOCK: i64 = 7_310_017_201;
/// Beyond this a build would keep writers of SQLite out for too long.
const ROWS: i64 = 1_000_000;

/// An index on one of MLflow's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Index {
    /// Its name: `runlore_…`.
    pub(crate) name: &'static str,
    /// The table.
    pub(crate) table: &'static str,
    /// Columns in parentheses, perhaps a `WHERE`, in words that both databases take.
    pub(crate) on: &'static str,
}

impl Index {
    /// The statement that makes it; `how` is `CONCURRENTLY`, `IF NOT EXISTS` or nothing.
    pub(super) fn ddl(&self, _dialect: Dialect, how: &str) -> String {
        format!("CREATE INDEX {how} {} ON {} {}", self.name, self.table, self.on)
    }
}

/// The indexes that are not there, or on PostgreSQL not valid because their build was broken off.
pub(crate) fn missing(conn: &mut dyn Conn) -> Result<Vec<Index>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'index' AND name = $1",
        Dialect::Postgres => {
            "SELECT relname::text FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE indisvalid AND relname = $1 \
             AND relnamespace = current_schema()::regnamespace"
        }
    };
    let mut out = Vec::new();
    for index in ALL {
        if conn.row(sql, &[Value::Text(index.name)], |_| Ok(()))?.is_none() {
            out.push(*index);
        }
    }
    Ok(out)
}

/// How far a build may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What can be built beside a serving server.
    Beside,
    /// Everything.
    All,
}

/// Builds what is missing, one after the other, and tells each index before it is begun.
///
/// Gives the indexes that are still missing because they are too large for [`Extent::Beside`], or `None` when
/// another replica is building.
pub(crate) fn build(target: &Target, extent: Extent, tell: &mut dyn FnMut(&Index, i64)) -> Result<Option<Vec<Index>>> {
    let mut conn = target.writer()?;
    let conn = &mut *conn;
    if missing(conn)?.is_empty() {
        return Ok(Some(Vec::new()));
    }
    if !lock(conn)? {
        return Ok(None);
    }
    // Another replica may have been at it until now.
    for index in missing(conn)? {
        let rows = rows(conn, index.table)?;
        if extent == Extent::Beside && rows > ROWS && conn.dialect() == Dialect::Sqlite {
            continue;
        }
        tell(&index, rows);
        build_one(conn, &index)?;
    }
    missing(conn).map(Some)
}

/// The lock goes with the connection.
fn lock(conn: &mut dyn Conn) -> Result<bool> {
    if conn.dialect() == Dialect::Sqlite {
        return Ok(true);
    }
    // Trying, not waiting: one who waits holds a snapshot, and CONCURRENTLY waits for all snapshots.
    let taken = conn.row("SELECT pg_try_advisory_lock($1)", &[Value::Int(LOCK)], |row| row.bool(0))?;
    Ok(taken == Some(true))
}

/// About how many rows a table has, by one look: a bound on SQLite, an estimate on PostgreSQL.
fn rows(conn: &mut dyn Conn, table: &str) -> Result<i64> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => format!("SELECT max(rowid) FROM {table}"),
        Dialect::Postgres => format!("SELECT reltuples::bigint FROM pg_class WHERE oid = '{table}'::regclass"),
    };
    let rows = conn.row(&sql, &[], |row| row.opt_int(0))?;
    Ok(rows.flatten().unwrap_or(0).max(0))
}

fn build_one(conn: &mut dyn Conn, index: &Index) -> Result<()> {
    match conn.dialect() {
        Dialect::Sqlite => conn.batch(&index.ddl(Dialect::Sqlite, "IF NOT EXISTS")),
        Dialect::Postgres => {
            conn.batch(&format!("DROP INDEX CONCURRENTLY IF EXISTS {}", index.name))?;
            conn.batch(&index.ddl(Dialect::Postgres, "CONCURRENTLY"))
        }
    }
}

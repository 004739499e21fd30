//! Opening a SQLite file the way every connection of Runlore has it.

use std::path::Path;
use std::time::Duration;

use runlore_domain::{Error, Result};
use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::SqliteConn;
use super::errors::classify;
use crate::db::DbClass;
use crate::db::error::wrap;

/// MLflow waits 20 s for a lock; a lane waits less at a time and repeats.
const BUSY: Duration = Duration::from_secs(5);

/// The connection of the write lane: creates the file when it is missing, WAL, fsync on commit.
///
/// Checkpoints are not its work: they run on a connection of their own, so that no write waits for
/// the copying of pages.
pub(crate) fn open_writer(path: &Path) -> Result<SqliteConn> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = open(path, flags)?;
    // SQLite opens what it may not write for reading, and says so at the first write only.
    if conn.is_readonly(MAIN_DB).map_err(classify)? {
        return Err(wrap(DbClass::Away, "it can only be read"));
    }
    // A file system that can not have a WAL answers with what it has instead.
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0)).map_err(classify)?;
    if mode != "wal" {
        return Err(Error::invalid_state(format!(
            "The SQLite database {} can not be served: where it is, SQLite can not keep a write-ahead log (its journal \
             stays `{mode}`). Put the file on a local disk.",
            path.display()
        )));
    }
    conn.execute_batch(
        "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -8000; \
         PRAGMA journal_size_limit = 67108864;",
    )
    .map_err(classify)?;
    Ok(SqliteConn::new(conn))
}

/// A connection that can not write.
pub(crate) fn open_reader(path: &Path) -> Result<SqliteConn> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // A read may sort millions of rows; beyond the cache they go to a temporary file.
    conn.execute_batch(
        "PRAGMA temp_store = FILE; PRAGMA query_only = ON; PRAGMA cache_size = -8000; PRAGMA mmap_size = 67108864;",
    )
    .map_err(classify)?;
    Ok(SqliteConn::new(conn))
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags).map_err(classify)?;
    conn.busy_timeout(BUSY).map_err(classify)?;
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;").map_err(classify)?;
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_without_a_wal_is_refused() {
        // One in memory has none, as one on a file system without shared memory.
        let message = open_writer(Path::new(":memory:")).map(drop).unwrap_err().to_string();
        assert!(message.contains("write-ahead log") && message.contains("`memory`"), "{message}");
    }
}

//! What an answered write is worth on this database.

use std::sync::Once;

use runlore_domain::{Error, Result};

use crate::db::{Conn, Row};

static WARNED: Once = Once::new();
static UNSYNCED: Once = Once::new();

/// Refuses to write through a PostgreSQL connection whose commits are answered before they are on disk, unless
/// `allowed`, or that takes no writes.
///
/// Every new connection is asked, because the settings may change while the server runs. SQLite needs no check: its
/// connections set `synchronous=FULL` themselves.
pub(crate) fn check(conn: &mut dyn Conn, allowed: bool) -> Result<()> {
    let sql = "SELECT current_setting('synchronous_commit') = 'off', current_setting('transaction_read_only') = 'on', \
               current_setting('fsync') = 'off'";
    let read = |row: &Row<'_>| Ok((row.bool(0)?, row.bool(1)?, row.bool(2)?));
    let (risky, read_only, unsynced) = conn.row(sql, &[], read)?.unwrap_or_default();
    if read_only {
        return Err(Error::invalid_state(
            "The database takes no writes: it is a standby, or has default_transaction_read_only=on. Name one that can \
             be written, or put target_session_attrs=read-write into its URI.",
        ));
    }
    if risky && !allowed {
        return Err(Error::invalid_state(
            "The database has synchronous_commit=off, so a crash would lose writes that Runlore has answered. Set it to \
             on (ALTER DATABASE … SET synchronous_commit = on), or start with --allow-unsafe-durability.",
        ));
    }
    if unsynced {
        // Not refused: nothing that a power cut takes can be had back from this server anyway.
        UNSYNCED.call_once(|| {
            tracing::warn!(
                "the database server runs with fsync=off: a crash of its machine may lose or damage all of it"
            );
        });
    }
    if risky {
        WARNED.call_once(|| {
            tracing::warn!("synchronous_commit is off: a crash of the database loses writes that were answered");
        });
    }
    Ok(())
}

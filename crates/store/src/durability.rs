//! What an answered write is worth on this database.

use runlore_domain::{Error, Result};

use crate::db::Dialect;
use crate::target::Target;

/// Refuses a PostgreSQL that answers commits before they are on disk, unless `allowed`.
///
/// SQLite needs no check: every connection of Runlore sets `synchronous=FULL` itself.
pub(crate) fn check(target: &Target, allowed: bool) -> Result<()> {
    if target.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let mut conn = target.reader()?;
    let setting = conn.row("SHOW synchronous_commit", &[], |row| row.text(0))?.unwrap_or_default();
    if setting != "off" {
        return Ok(());
    }
    if allowed {
        tracing::warn!("synchronous_commit is off: a crash of the database loses writes that were answered");
        return Ok(());
    }
    Err(Error::invalid_state(
        "The database has synchronous_commit=off, so a crash would lose writes that Runlore has answered. Set it to on \
         (ALTER DATABASE … SET synchronous_commit = on), or start with --allow-unsafe-durability.",
    ))
}

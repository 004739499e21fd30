//! What a store opens its connections from.

use std::path::PathBuf;

use runlore_domain::Result;

use crate::db::postgres::PostgresTarget;
use crate::db::{Conn, Dialect, sqlite};
use crate::durability;
use crate::uri::DatabaseUri;

/// What a reading connection to PostgreSQL begins with. No client waits longer than that for an answer, and a search
/// of many comparisons is not compiled: that takes seconds, running it milliseconds.
const READING: &str = "SET default_transaction_read_only = on; SET jit = off; SELECT set_config('statement_timeout', '120s', false) \
                       WHERE current_setting('statement_timeout') = '0'";

/// A checked database to open connections to.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Sqlite(PathBuf),
    Postgres(Box<PostgresTarget>),
}

impl Target {
    pub(crate) fn new(uri: &DatabaseUri) -> Result<Self> {
        Ok(match uri {
            DatabaseUri::Sqlite(path) => Self::Sqlite(path.clone()),
            DatabaseUri::Postgres(uri) => Self::Postgres(Box::new(PostgresTarget::new(uri)?)),
        })
    }

    /// Writes to a PostgreSQL that answers commits before they are on disk, too, if `allowed`.
    pub(crate) fn allowing_unsafe_durability(mut self, allowed: bool) -> Self {
        if let Self::Postgres(target) = &mut self {
            target.allow_unsafe_durability = allowed;
        }
        self
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// A connection that writes.
    pub(crate) fn writer(&self) -> Result<Box<dyn Conn>> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(sqlite::open_writer(path)?),
            Self::Postgres(target) => {
                let mut conn = target.connect()?;
                durability::check(&mut conn, target.allow_unsafe_durability)?;
                Box::new(conn)
            }
        })
    }

    /// A connection that only reads.
    pub(crate) fn reader(&self) -> Result<Box<dyn Conn>> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(sqlite::open_reader(path)?),
            Self::Postgres(target) => {
                let mut conn: Box<dyn Conn> = Box::new(target.connect()?);
                conn.batch(READING)?;
                conn
            }
        })
    }
}

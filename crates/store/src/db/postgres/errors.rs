//! What PostgreSQL's SQLSTATEs mean for a caller.

use postgres::error::SqlState;
use runlore_domain::Error;

use crate::db::error::{DbClass, wrap};

pub(super) fn classify(error: postgres::Error) -> Error {
    wrap(class(&error), Detailed(error))
}

fn class(error: &postgres::Error) -> DbClass {
    let Some(state) = error.code() else {
        // No SQLSTATE: the connection broke, or a value did not fit its column's type.
        let source = std::error::Error::source(error);
        return if error.is_closed() || source.is_some_and(|s| s.is::<std::io::Error>()) {
            DbClass::Away
        } else if source.is_some_and(|s| s.is::<std::num::TryFromIntError>()) {
            DbClass::Constraint
        } else {
            DbClass::Other
        };
    };
    match *state {
        SqlState::UNIQUE_VIOLATION => DbClass::Unique,
        SqlState::T_R_DEADLOCK_DETECTED | SqlState::T_R_SERIALIZATION_FAILURE => DbClass::Repeat,
        SqlState::DISK_FULL => DbClass::Full,
        _ => match &state.code()[..2] {
            "22" | "23" | "54" => DbClass::Constraint,
            "08" | "57" | "53" | "25" | "55" => DbClass::Away,
            _ => DbClass::Other,
        },
    }
}

/// The driver prints `db error`; what the server said is in its details.
#[derive(Debug)]
struct Detailed(postgres::Error);

impl std::fmt::Display for Detailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.as_db_error() {
            Some(db) => write!(f, "{} ({})", db.message(), db.code().code()),
            None => self.0.fmt(f),
        }
    }
}

impl std::error::Error for Detailed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0)
    }
}

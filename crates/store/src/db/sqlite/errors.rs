//! What SQLite's error codes mean for a caller.

use runlore_domain::Error;
use rusqlite::ffi::{self, ErrorCode};

use crate::db::error::{DbClass, wrap};

pub(super) fn classify(error: rusqlite::Error) -> Error {
    wrap(class(&error), error)
}

fn class(error: &rusqlite::Error) -> DbClass {
    let rusqlite::Error::SqliteFailure(failure, _) = error else {
        return DbClass::Other;
    };
    match failure.code {
        ErrorCode::ConstraintViolation => match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => DbClass::Unique,
            _ => DbClass::Constraint,
        },
        ErrorCode::TooBig => DbClass::Constraint,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::CannotOpen => DbClass::Away,
        ErrorCode::DiskFull => DbClass::Full,
        ErrorCode::SystemIoFailure | ErrorCode::ReadOnly => DbClass::Away,
        _ => DbClass::Other,
    }
}

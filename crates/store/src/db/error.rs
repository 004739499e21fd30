//! What a driver's error means, decided once per driver.
//!
//! The classified error travels as the source of a [`runlore_domain::Error`]; the write lane reads
//! the class from there to decide whether a group is repeated.

use std::fmt;

use runlore_domain::{Error, ErrorKind};

/// How a failed statement can be reacted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DbClass {
    /// A unique key is taken.
    Unique,
    /// Another constraint, or a value that the column can not hold.
    Constraint,
    /// A deadlock or a serialization failure: the same again may succeed.
    Repeat,
    /// The database is locked by another process, or away.
    Away,
    /// The disk is full.
    Full,
    /// A defect.
    Other,
}

/// A driver's error with its class.
#[derive(Debug)]
pub(crate) struct DbError {
    pub(crate) class: DbClass,
    cause: Box<dyn std::error::Error + Send + Sync>,
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.class, self.cause)?;
        let mut source = self.cause.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

impl std::error::Error for DbError {}

/// Makes the error that leaves the store.
pub(crate) fn wrap(class: DbClass, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let cause = cause.into();
    let (kind, message) = match class {
        DbClass::Unique | DbClass::Constraint => {
            (ErrorKind::BadRequest, format!("The database refused the values: {cause}"))
        }
        DbClass::Repeat | DbClass::Away => {
            (ErrorKind::Unavailable, "The database is not available at the moment; try again later.".to_owned())
        }
        DbClass::Full => (
            ErrorKind::StorageFull,
            "The disk that holds the database is full; nothing was written. Free some space and try again.".to_owned(),
        ),
        DbClass::Other => (ErrorKind::Internal, "The database failed unexpectedly; see the server's log.".to_owned()),
    };
    Error::new(kind, message).with_source(DbError { class, cause })
}

/// The class of the driver error below `error`, if there is one.
pub(crate) fn class_of(error: &Error) -> Option<DbClass> {
    std::error::Error::source(error).and_then(|s| s.downcast_ref::<DbError>()).map(|e| e.class)
}

/// An error for a row that is not of the shape that the schema promises.
pub(crate) fn bad_row(what: &str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::internal(format!("The database holds an unexpected value in {what}; see the server's log."))
        .with_source(DbError { class: DbClass::Other, cause: cause.into() })
}

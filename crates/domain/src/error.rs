//! The one error type of all Runlore crates: a kind, a message for the user, a cause for the log.
//!
//! The kind decides how a caller may react (and, in one table in the server, the HTTP status); the
//! message is written for the person who made the request and may be shown; the source is whatever
//! a driver or the operating system said, and is only ever logged.

use std::error::Error as StdError;
use std::fmt;

/// A result with Runlore's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, as far as a caller can react to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A parameter of the request has a value that can not be accepted.
    InvalidParameter,
    /// The request as a whole can not be carried out (a constraint of the database, a bad shape).
    BadRequest,
    /// The named experiment, run, tag, file… does not exist.
    NotFound,
    /// No such route.
    EndpointNotFound,
    /// The name is taken.
    AlreadyExists,
    /// The thing exists but is in a state that forbids the operation.
    InvalidState,
    /// The caller may not do this.
    PermissionDenied,
    /// Runlore does not do this (yet).
    NotImplemented,
    /// The body is larger than the server takes.
    TooLarge,
    /// The requested byte range lies outside the file.
    RangeNotSatisfiable,
    /// The server has more to do than it can queue; try again later.
    Overloaded,
    /// The database or the artifact store is away; try again later.
    Unavailable,
    /// The disk is full.
    StorageFull,
    /// A feature that the server was started without.
    FeatureDisabled,
    /// A defect in Runlore.
    Internal,
}

impl ErrorKind {
    /// Every kind, for tests that must cover each.
    pub const ALL: [Self; 15] = [
        Self::InvalidParameter,
        Self::BadRequest,
        Self::NotFound,
        Self::EndpointNotFound,
        Self::AlreadyExists,
        Self::InvalidState,
        Self::PermissionDenied,
        Self::NotImplemented,
        Self::TooLarge,
        Self::RangeNotSatisfiable,
        Self::Overloaded,
        Self::Unavailable,
        Self::StorageFull,
        Self::FeatureDisabled,
        Self::Internal,
    ];
}

impl ErrorKind {
    /// The name under which a kind is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidParameter => "invalid_parameter",
            Self::BadRequest => "bad_request",
            Self::NotFound => "not_found",
            Self::EndpointNotFound => "endpoint_not_found",
            Self::AlreadyExists => "already_exists",
            Self::InvalidState => "invalid_state",
            Self::PermissionDenied => "permission_denied",
            Self::NotImplemented => "not_implemented",
            Self::TooLarge => "too_large",
            Self::RangeNotSatisfiable => "range_not_satisfiable",
            Self::Overloaded => "overloaded",
            Self::Unavailable => "unavailable",
            Self::StorageFull => "storage_full",
            Self::FeatureDisabled => "feature_disabled",
            Self::Internal => "internal",
        }
    }

    /// The kind that is stored under a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A kind, a message for the user, and a cause for the log.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident => $kind:ident;)*) => {
        $( $(#[$doc])* pub fn $name(message: impl Into<String>) -> Self {
            Self::new(ErrorKind::$kind, message)
        } )*
    };
}

impl Error {
    /// An error of `kind` that tells the user `message`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    constructors! {
        /// See [`ErrorKind::InvalidParameter`].
        invalid => InvalidParameter;
        /// See [`ErrorKind::BadRequest`].
        bad_request => BadRequest;
        /// See [`ErrorKind::NotFound`].
        not_found => NotFound;
        /// See [`ErrorKind::AlreadyExists`].
        already_exists => AlreadyExists;
        /// See [`ErrorKind::InvalidState`].
        invalid_state => InvalidState;
        /// See [`ErrorKind::NotImplemented`].
        not_implemented => NotImplemented;
        /// See [`ErrorKind::Overloaded`].
        overloaded => Overloaded;
        /// See [`ErrorKind::Unavailable`].
        unavailable => Unavailable;
        /// See [`ErrorKind::Internal`].
        internal => Internal;
    }

    /// Adds the cause, for the log.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What the user is told.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|s| s as &(dyn StdError + 'static))
    }
}

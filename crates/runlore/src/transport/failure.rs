//! An answer that is no success, or none at all.

use std::time::Duration;

use ::http::StatusCode;
use ::http::header::{HeaderMap, RETRY_AFTER};
use runlore_domain::{Error, ErrorKind};
use runlore_protocol::error_body::{ErrorBody, code};

/// Why a request did not succeed, and whether to try again.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) error_code: String,
    /// The same request may succeed later.
    pub(crate) again: bool,
    /// When, if the server said so.
    pub(crate) after: Option<Duration>,
    /// Nothing answered: it was not reached, or the connection broke.
    pub(crate) silent: bool,
    /// It is the API that says so, and not something before the server, such as a proxy.
    pub(crate) told: bool,
}

impl Failure {
    /// Something that is wrong here, whoever is asked.
    pub(crate) fn ours(error: Error) -> Self {
        let error_code = code(error.kind()).to_owned();
        Self { error, error_code, again: false, after: None, silent: false, told: true }
    }

    /// No answer from `uri`.
    pub(crate) fn away(error: Error) -> Self {
        Self { error, error_code: String::new(), again: true, after: None, silent: true, told: false }
    }

    /// What a status that is no success says.
    pub(crate) fn answered(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let told: Option<ErrorBody> = serde_json::from_slice(body).ok();
        let is_told = told.is_some();
        let error_code = told.as_ref().map_or_else(|| "INTERNAL_ERROR".to_owned(), |told| told.error_code.clone());
        let message = told
            .map_or_else(|| format!("The tracking server answered {status}: {}", excerpt(body)), |told| told.message);
        let again = status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED
            || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
        let after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let error = Error::new(kind(status, &error_code), message);
        Self { error, error_code, again, after: after.map(Duration::from_secs), silent: false, told: is_told }
    }

    /// No such route: another kind of server, or an older one.
    pub(crate) fn is_unknown_route(&self) -> bool {
        self.error.kind() == ErrorKind::EndpointNotFound
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        failure.error
    }
}

/// The beginning of a body that is no error of the API: a proxy's page, perhaps.
fn excerpt(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().filter(|c| !c.is_control()).take(200).collect()
}

fn kind(status: StatusCode, code: &str) -> ErrorKind {
    match (status.as_u16(), code) {
        (_, "RESOURCE_DOES_NOT_EXIST" | "NOT_FOUND") => ErrorKind::NotFound,
        (_, "RESOURCE_ALREADY_EXISTS") => ErrorKind::AlreadyExists,
        (413, _) => ErrorKind::TooLarge,
        (_, "INVALID_PARAMETER_VALUE") => ErrorKind::InvalidParameter,
        (_, "INVALID_STATE") => ErrorKind::InvalidState,
        (401 | 403, _) => ErrorKind::PermissionDenied,
        (404 | 405, _) => ErrorKind::EndpointNotFound,
        (429, _) => ErrorKind::Overloaded,
        (501, _) => ErrorKind::NotImplemented,
        (507, _) => ErrorKind::StorageFull,
        (502..=504, _) => ErrorKind::Unavailable,
        (400..=499, _) => ErrorKind::BadRequest,
        _ => ErrorKind::Internal,
    }
}

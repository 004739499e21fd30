//! From an error to its answer: the one table from kind to HTTP status and MLflow's words.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use runlore_domain::{Error, ErrorKind};
use runlore_protocol::error_body::{ErrorBody, code};

use crate::answer::of_type;

/// How one kind of error is answered.
struct Row {
    status: StatusCode,
    /// MLflow's (sqlstate, error class), where it has them.
    class: Option<(&'static str, &'static str)>,
    /// Seconds after which to try again.
    retry_after: Option<u16>,
}

const INVALID: (&str, &str) = ("KAM00", "INVALID_PARAMETER_VALUE");
const NOT_FOUND: (&str, &str) = ("KAM00", "RESOURCE_NOT_FOUND");
const INTERNAL: (&str, &str) = ("XXM00", "CLIENT_INTERNAL_ERROR");

fn row(kind: ErrorKind) -> Row {
    let (status, class) = match kind {
        ErrorKind::InvalidParameter => (StatusCode::BAD_REQUEST, Some(INVALID)),
        ErrorKind::BadRequest => (StatusCode::BAD_REQUEST, Some(INVALID)),
        ErrorKind::NotFound => (StatusCode::NOT_FOUND, Some(NOT_FOUND)),
        ErrorKind::EndpointNotFound => (StatusCode::NOT_FOUND, Some(NOT_FOUND)),
        ErrorKind::AlreadyExists => (StatusCode::BAD_REQUEST, Some(("KAM00", "RESOURCE_ALREADY_EXISTS"))),
        ErrorKind::InvalidState => (StatusCode::INTERNAL_SERVER_ERROR, Some(INTERNAL)),
        ErrorKind::PermissionDenied => (StatusCode::FORBIDDEN, Some(("KAM00", "PERMISSION_DENIED"))),
        ErrorKind::NotImplemented => (StatusCode::NOT_IMPLEMENTED, None),
        ErrorKind::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Some(INVALID)),
        ErrorKind::RangeNotSatisfiable => (StatusCode::RANGE_NOT_SATISFIABLE, Some(INVALID)),
        ErrorKind::Overloaded => (StatusCode::TOO_MANY_REQUESTS, None),
        ErrorKind::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, Some(INTERNAL)),
        ErrorKind::StorageFull => (StatusCode::INSUFFICIENT_STORAGE, None),
        ErrorKind::FeatureDisabled => (StatusCode::INTERNAL_SERVER_ERROR, Some(("KAM00", "FEATURE_DISABLED"))),
        ErrorKind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, Some(INTERNAL)),
    };
    let retry_after = match kind {
        ErrorKind::Overloaded => Some(1),
        ErrorKind::Unavailable => Some(2),
        _ => None,
    };
    Row { status, class, retry_after }
}

/// A [`runlore_domain::Error`] on its way out.
#[derive(Debug)]
pub(crate) struct ApiError(Error);

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let row = row(self.0.kind());
        log(&self.0, row.status);
        let body = ErrorBody {
            error_code: code(self.0.kind()).to_owned(),
            message: self.0.message().to_owned(),
            sqlstate: row.class.map(|(state, _)| state.to_owned()),
            error_class: row.class.map(|(_, class)| class.to_owned()),
        };
        let body = serde_json::to_vec(&body).expect("an error body is plain text");
        let mut response = of_type("application/json", body);
        *response.status_mut() = row.status;
        if let Some(seconds) = row.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Says once, where it is answered, what the cause was.
fn log(error: &Error, status: StatusCode) {
    let cause = std::error::Error::source(error).map(tracing::field::display);
    if status.is_server_error() && error.kind() != ErrorKind::NotImplemented {
        tracing::error!(%status, cause, "{}", error.message());
    } else {
        tracing::debug!(%status, cause, "{}", error.message());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_answer() {
        let table: Vec<String> = ErrorKind::ALL
            .into_iter()
            .map(|kind| {
                let row = row(kind);
                let (state, class) = row.class.unwrap_or(("-", "-"));
                let retry = row.retry_after.map_or_else(String::new, |s| format!(" retry {s}"));
                format!("{kind:?}: {} {} {state} {class}{retry}", row.status.as_u16(), code(kind))
            })
            .collect();
        let expected = "\
InvalidParameter: 400 INVALID_PARAMETER_VALUE KAM00 INVALID_PARAMETER_VALUE
BadRequest: 400 BAD_REQUEST KAM00 INVALID_PARAMETER_VALUE
NotFound: 404 RESOURCE_DOES_NOT_EXIST KAM00 RESOURCE_NOT_FOUND
EndpointNotFound: 404 ENDPOINT_NOT_FOUND KAM00 RESOURCE_NOT_FOUND
AlreadyExists: 400 RESOURCE_ALREADY_EXISTS KAM00 RESOURCE_ALREADY_EXISTS
InvalidState: 500 INVALID_STATE XXM00 CLIENT_INTERNAL_ERROR
PermissionDenied: 403 PERMISSION_DENIED KAM00 PERMISSION_DENIED
NotImplemented: 501 NOT_IMPLEMENTED - -
TooLarge: 413 INVALID_PARAMETER_VALUE KAM00 INVALID_PARAMETER_VALUE
RangeNotSatisfiable: 416 INVALID_PARAMETER_VALUE KAM00 INVALID_PARAMETER_VALUE
Overloaded: 429 REQUEST_LIMIT_EXCEEDED - - retry 1
Unavailable: 503 TEMPORARILY_UNAVAILABLE XXM00 CLIENT_INTERNAL_ERROR retry 2
StorageFull: 507 RESOURCE_EXHAUSTED - -
FeatureDisabled: 500 FEATURE_DISABLED KAM00 FEATURE_DISABLED
Internal: 500 INTERNAL_ERROR XXM00 CLIENT_INTERNAL_ERROR";
        assert_eq!(table.join("\n"), expected);
    }
}

//! The JSON object that every error answer carries.

use runlore_domain::ErrorKind;
use serde::{Deserialize, Serialize};

/// MLflow's name of a kind of error, which its clients tell apart.
pub fn code(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidParameter | ErrorKind::TooLarge | ErrorKind::RangeNotSatisfiable => "INVALID_PARAMETER_VALUE",
        ErrorKind::BadRequest => "BAD_REQUEST",
        ErrorKind::NotFound => "RESOURCE_DOES_NOT_EXIST",
        ErrorKind::EndpointNotFound => "ENDPOINT_NOT_FOUND",
        ErrorKind::AlreadyExists => "RESOURCE_ALREADY_EXISTS",
        ErrorKind::InvalidState => "INVALID_STATE",
        ErrorKind::PermissionDenied => "PERMISSION_DENIED",
        ErrorKind::NotImplemented => "NOT_IMPLEMENTED",
        ErrorKind::Overloaded => "REQUEST_LIMIT_EXCEEDED",
        ErrorKind::Unavailable => "TEMPORARILY_UNAVAILABLE",
        ErrorKind::StorageFull => "RESOURCE_EXHAUSTED",
        ErrorKind::FeatureDisabled => "FEATURE_DISABLED",
        ErrorKind::Internal => "INTERNAL_ERROR",
    }
}

/// An error as MLflow's clients read it; they need the first two fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// A name such as `INVALID_PARAMETER_VALUE`.
    pub error_code: String,
    /// What is wrong, for a person.
    pub message: String,
    /// MLflow's own number for the class of error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sqlstate: Option<String>,
    /// MLflow's own name for the class of error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_class: Option<String>,
}

//! The JSON object that every error answer carries.

use serde::{Deserialize, Serialize};

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

//! What is wrong with a filter, where, and what was expected there.

use crate::Error;

/// A refusal in MLflow's words plus the place.
#[derive(Debug)]
pub struct Problem {
    /// MLflow's words.
    pub message: String,
    /// Byte offset in the filter.
    pub at: usize,
    /// What may stand there.
    pub expected: String,
}

impl Problem {
    /// A refusal at a byte offset.
    pub fn new(message: impl Into<String>, at: usize, expected: impl Into<String>) -> Self {
        Self { message: message.into(), at, expected: expected.into() }
    }

    /// The error for the user; positions count characters from 1.
    pub(super) fn into_error(self, text: &str) -> Error {
        let position = text.get(..self.at).unwrap_or(text).chars().count() + 1;
        Error::invalid(format!("{} at position {position}: expected {}", self.message, self.expected))
    }
}

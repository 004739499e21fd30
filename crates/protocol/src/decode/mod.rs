//! From bytes to a request.
//!
//! The fast path parses straight into the request. Only when that fails is the input parsed again,
//! slowly, to say which parameter is wrong, what was found there and what was expected: the
//! path-tracking that needs would cost every good request an allocation per field.

mod body;
mod explain;
mod query;

pub use body::from_json;
pub use query::{from_query, pairs};

/// Opens the text of a scalar's error when it is a hint for the user as it stands.
pub(crate) const HINT: &str = "hint: ";

//! From a parse error and the tree that was parsed to MLflow's words.

use runlore_domain::Error;
use serde_json::Value;
use serde_path_to_error::Segment;

use super::HINT;
use crate::fields::invalid_value;

/// Says what is wrong with the value that `error` points at.
pub(super) fn failure<E: std::fmt::Display>(error: &serde_path_to_error::Error<E>, tree: &Value) -> Error {
    let reason = error.inner().to_string();
    if let Some(field) = reason.strip_prefix("duplicate field `").and_then(|rest| rest.split('`').next()) {
        let camel = camel_case(field);
        return Error::invalid(format!("Request specifies both '{field}' and '{camel}'; provide only one of them."));
    }
    if reason.starts_with("Invalid boolean value") {
        return Error::invalid(reason);
    }
    let mut found = tree;
    for segment in error.path() {
        let next = match segment {
            Segment::Map { key } => found.get(key),
            Segment::Seq { index } => found.get(index),
            Segment::Enum { .. } | Segment::Unknown => None,
        };
        found = next.unwrap_or(found);
    }
    invalid_value(&error.path().to_string(), found, reason.strip_prefix(HINT))
}

/// The name that protobuf gives a field in JSON.
fn camel_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for c in name.chars() {
        if c == '_' {
            upper = true;
        } else {
            out.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        }
    }
    out
}

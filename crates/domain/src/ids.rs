//! Identifiers as MLflow writes them.
//!
//! An experiment id is a decimal number, a run id 32 lowercase hex digits (clients and older
//! servers may have used others, so any text is carried), a logged model id `m-` and 32 hex digits.

use std::fmt;
use std::sync::Arc;

use crate::{Error, Result};

/// An experiment's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExperimentId(pub i64);

impl ExperimentId {
    /// The experiment that every database has.
    pub const DEFAULT: Self = Self(0);

    /// Reads an id as it travels on the wire: a decimal string.
    pub fn parse(text: &str) -> Result<Self> {
        let trimmed = text.trim();
        trimmed.parse().map(Self).map_err(|_| {
            Error::invalid(format!("Invalid experiment ID '{text}'. Experiment ID must be a valid integer."))
        })
    }
}

impl fmt::Display for ExperimentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// A new random id.
            pub fn random() -> Self {
                Self(format!(concat!($prefix, "{}"), uuid::Uuid::new_v4().simple()).into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A run's id.
    RunId, ""
);
text_id!(
    /// A logged model's id.
    ModelId, "m-"
);

/// A new random id for a row that nobody addresses by it (a dataset, an input edge): 32 hex digits.
pub fn random_hex() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

//! Experiments.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shape;

/// A group of runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experiment {
    /// A decimal number.
    #[serde(deserialize_with = "shape::id")]
    pub experiment_id: String,
    /// The name, unique also among deleted ones.
    #[serde(default)]
    pub name: String,
    /// The URI below which its runs put their artifacts.
    #[serde(default)]
    pub artifact_location: String,
    /// `active` or `deleted`.
    #[serde(default)]
    pub lifecycle_stage: String,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::opt_int::deserialize")]
    pub creation_time: Option<i64>,
    /// Epoch milliseconds.
    #[serde(default, deserialize_with = "shape::opt_int::deserialize")]
    pub last_update_time: Option<i64>,
    /// Tags.
    #[serde(default, with = "shape::texts")]
    pub tags: BTreeMap<String, String>,
}

/// Which of the active and deleted ones a search looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ViewType {
    /// Those in use.
    #[default]
    ActiveOnly,
    /// Those in the bin.
    DeletedOnly,
    /// Both.
    All,
}

impl ViewType {
    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ActiveOnly => "ACTIVE_ONLY",
            Self::DeletedOnly => "DELETED_ONLY",
            Self::All => "ALL",
        }
    }
}

//! Entries of artifact folders.

use serde::{Deserialize, Serialize};

use super::shape;

/// A file or folder of a run or model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Relative to the root of the run's or model's artifacts.
    pub path: String,
    /// A folder.
    #[serde(default)]
    pub is_dir: bool,
    /// Bytes; `None` for folders.
    #[serde(default, deserialize_with = "shape::opt_int::deserialize")]
    pub file_size: Option<i64>,
}

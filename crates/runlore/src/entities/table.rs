//! Logged tables, as the server pages through them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Some rows of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRows {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// As many cells in each row as there are columns.
    pub rows: Vec<Vec<Value>>,
    /// How many rows match the filter, on all pages.
    pub total: u64,
    /// Cells of which only the beginning came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut: Vec<CutCell>,
}

/// A cell that is longer in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutCell {
    /// The row on the page, from 0.
    pub row: usize,
    /// The column of those on the page, from 0.
    pub column: usize,
    /// Bytes of the whole cell's JSON.
    pub bytes: u64,
}

/// A table that grows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableState {
    /// Relative to the run's artifacts.
    pub path: String,
    /// How many rows it has.
    pub rows: u64,
}

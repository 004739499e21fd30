//! How questions about tables are answered, for both sides.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Answer of `tables/append`.
#[derive(Debug, Serialize, Deserialize)]
pub struct AppendedBody {
    /// All rows of the table.
    pub rows: u64,
}

/// Answer of `tables/flush`.
#[derive(Debug, Serialize, Deserialize)]
pub struct FlushedBody {
    /// The tables whose files are up to date now.
    pub tables: Vec<FlushedTable>,
}

/// A table whose file is up to date.
#[derive(Debug, Serialize, Deserialize)]
pub struct FlushedTable {
    /// Its path in the run's artifacts.
    pub path: String,
    /// All its rows.
    pub rows: u64,
}

/// Answer of `tables/rows`.
#[derive(Debug, Serialize, Deserialize)]
pub struct RowsBody<Rows = Vec<Vec<Box<RawValue>>>> {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each as many cells, as they stand in the file.
    pub rows: Rows,
    /// Cells that are longer in the table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut: Vec<CutCell>,
    /// How many rows the filter finds.
    pub total: u64,
    /// Whether that is all of them; otherwise there are more, which were not counted.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub counted: bool,
    /// The share of the table, from 0 to 1, that is in the copy which will answer soon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<f64>,
    /// Whether the copy answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prepared: bool,
}

/// A cell of which only the beginning is answered, as a string.
#[derive(Debug, Serialize, Deserialize)]
pub struct CutCell {
    /// The row on the page, from 0.
    pub row: usize,
    /// The column of those answered, from 0.
    pub column: usize,
    /// Bytes of the whole cell's JSON.
    pub bytes: u64,
}

fn yes() -> bool {
    true
}

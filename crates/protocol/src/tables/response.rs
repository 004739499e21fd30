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
pub struct RowsBody {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each as many cells, as they stand in the file.
    pub rows: Vec<Vec<Box<RawValue>>>,
    /// How many rows the filter finds.
    pub total: u64,
}

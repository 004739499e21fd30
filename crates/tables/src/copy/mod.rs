//! A table's copy, in which rows in the middle are found without reading those before.
//!
//! It is a Parquet file whose cells are JSON texts, exactly as they stand in the table: numbers keep all their digits,
//! columns may mix types, and what comes out is what came in. Groups and pages of rows are small, so that a page of the
//! table needs few of them, and an order or a filter needs its own columns only. It is written in one pass, whatever
//! the table's size, and what is read of it at once is bounded.

mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::TableCopy;
pub use write::CopyWriter;

use serde::{Deserialize, Serialize};

/// The key of the file's metadata under which [`Head`] is.
const HEAD: &str = "runlore";
/// Changes with the way in which copies are written: older ones are not read.
const VERSION: u32 = 1;

/// What a copy says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    version: u32,
    /// Of which content it is.
    of: String,
    /// The names of the columns, some of which may be the same.
    columns: Vec<String>,
}

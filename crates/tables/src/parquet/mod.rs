//! Parquet files, as pandas reads and writes them.
//!
//! Unlike JSON such a file can not be put together out of its parts: it is written anew, batch by batch. A
//! column keeps its type as long as what is appended has it; what no type holds becomes text.

mod batch;
mod convert;
mod read;
mod source;
mod types;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use batch::batch_size;
pub use read::ParquetTable;
pub use source::ReadAt;
pub use write::{ColumnTypes, write};

/// The rows of a record batch.
pub(crate) fn batch_rows(
    batch: &arrow_array::RecordBatch,
) -> Result<Vec<Vec<serde_json::Value>>, arrow_schema::ArrowError> {
    convert::rows(batch.columns())
}

//! The tables of runs as files: the split-orient JSON that MLflow's clients read and write.
//!
//! A [`Table`] is one in memory, for whoever reads, extends and writes it. A [`Composition`] is the
//! file that several parts make together, which is never in memory: [`Scanner`] finds out what a part
//! is. Pure functions over bytes: where a file lies and who appends to it is not known here.

mod columns;
#[cfg(feature = "formats")]
mod copy;
#[cfg(feature = "formats")]
mod csv;
#[cfg(feature = "formats")]
mod memory;
#[cfg(feature = "formats")]
mod parquet;
mod query;
mod split;
mod table;

#[cfg(feature = "formats")]
pub use arrow_array::RecordBatch;
pub use columns::Columns;
#[cfg(feature = "formats")]
pub use copy::{CopyWriter, TableCopy};
#[cfg(feature = "formats")]
pub use csv::CsvScanner;
#[cfg(feature = "formats")]
pub use parquet::{ColumnTypes, ParquetTable, ReadAt, write as write_parquet};
pub use query::{Cut, Page, Selected, Selection};
pub use split::{Composition, Part, Refit, Scanner, Segment};
pub use table::Table;

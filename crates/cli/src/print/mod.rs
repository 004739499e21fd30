//! What a verb has found, as text: a table for people, JSON or CSV for machines.

mod cell;
mod grid;
mod sheet;
mod terminal;

use clap::ValueEnum;
use runlore::{Error, FileInfo, Result};
use serde::Serialize;

pub(crate) use cell::{Cell, bytes, escape, time};
pub(crate) use grid::{Long, table};
pub(crate) use sheet::Sheet;
pub(crate) use terminal::width;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// The entities as the server's API has them
    Json,
    /// One line each, with a header
    Csv,
}

/// Rows for a person who did not say how many.
pub(crate) const ENOUGH: usize = 100;

/// A table for people, which may not be all that there is.
pub(crate) fn list(columns: &[String], rows: &[Vec<Cell>], noun: &str, more: bool) -> String {
    if rows.is_empty() {
        return format!("no {noun}s\n");
    }
    let text = table(columns, rows, Long::Cut, width());
    if more { format!("{text}(the first {}; --max-results shows more)\n", count(rows.len(), noun)) } else { text }
}

/// Indented JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|cause| Error::internal("The result can not be written as JSON").with_source(cause))?;
    Ok(text + "\n")
}

/// A header and a line for each row, as RFC 4180 has it but with plain line ends.
pub(crate) fn csv(columns: &[String], rows: &[Vec<Cell>]) -> Result<String> {
    let failed =
        |cause: &dyn std::fmt::Display| Error::internal(format!("The result can not be written as CSV: {cause}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).map_err(|cause| failed(&cause))?;
    for row in rows {
        writer.write_record(row.iter().map(Cell::machine)).map_err(|cause| failed(&cause))?;
    }
    let text = writer.into_inner().map_err(|cause| failed(&cause))?;
    String::from_utf8(text).map_err(|cause| failed(&cause))
}

/// `1 run`, `3 runs`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The size of a file, if it is one and the server says it.
pub(crate) fn size(file: &FileInfo) -> Cell {
    let size = file.file_size.and_then(|size| u64::try_from(size).ok());
    size.filter(|_| !file.is_dir).map_or(Cell::Empty, Cell::Bytes)
}

/// An entry of a folder for people: a folder ends with a slash.
pub(crate) fn file(file: &FileInfo) -> Vec<Cell> {
    vec![Cell::Text(file.path.clone() + if file.is_dir { "/" } else { "" }), size(file)]
}

//! Writing a copy, row by row.

use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use runlore_domain::{Error, Result};

use super::{HEAD, Head, VERSION};
use crate::split::cells;

/// Rows, and bytes of cells, that are handed on at once.
const BATCH_ROWS: usize = 1024;
const BATCH: usize = 1 << 20;
/// Rows, and bytes of cells, of a group: what is read at once.
const GROUP_ROWS: usize = 8192;
const GROUP: usize = 8 << 20;
/// Rows, and bytes, of a page: the least that is read of a column.
const PAGE_ROWS: usize = 512;
const PAGE: usize = 128 * 1024;
/// Bytes of a row: while a copy of it is made, it is in memory several times.
const ROW: usize = 16 << 20;
/// Groups times columns. What a reader must know of each is in memory.
const PARTS: usize = 40_000;

/// A copy that is being written. What it holds is a group's size, not the table's.
#[derive(Debug)]
pub struct CopyWriter<W: Write + Send>(State<W>);

#[derive(Debug)]
enum State<W: Write + Send> {
    /// The first row says how many columns there are; their names may come behind all rows.
    Before(W),
    Writing(Box<Writing<W>>),
    /// It failed.
    Broken,
}

#[derive(Debug)]
struct Writing<W: Write + Send> {
    schema: SchemaRef,
    writer: ArrowWriter<W>,
    cells: Vec<StringBuilder>,
    rows: usize,
    bytes: usize,
    group_rows: usize,
    group_bytes: usize,
    groups: usize,
}

impl<W: Write + Send> CopyWriter<W> {
    /// Writes into `out`.
    pub fn new(out: W) -> Self {
        Self(State::Before(out))
    }

    /// Takes the next row, a JSON list.
    pub fn push(&mut self, row: &[u8]) -> Result<()> {
        if row.len() > ROW {
            return Err(Error::invalid(format!(
                "The table has a row of more than {} MiB, so it is not copied.",
                ROW >> 20
            )));
        }
        let cells = cells(row).map_err(|cause| Error::invalid(format!("A row can not be read: {cause}")))?;
        let writing = self.writing(cells.len())?;
        for (column, cell) in writing.cells.iter_mut().zip(cells) {
            column.append_value(cell.get());
        }
        writing.rows += 1;
        writing.bytes += row.len();
        if writing.rows >= BATCH_ROWS || writing.bytes >= BATCH { writing.batch() } else { Ok(()) }
    }

    /// The end: `of` says of which content it is the copy.
    pub fn finish(mut self, columns: Vec<String>, of: &str) -> Result<W> {
        self.writing(columns.len())?;
        let State::Writing(mut writing) = self.0 else { return Err(broken()) };
        if writing.cells.len() != columns.len() {
            return Err(Error::invalid("The rows of the table have another number of cells than it has columns."));
        }
        writing.batch()?;
        let head = serde_json::to_string(&Head { version: VERSION, of: of.to_owned(), columns })
            .map_err(|cause| Error::internal("The names of columns could not be written").with_source(cause))?;
        writing.writer.append_key_value_metadata(KeyValue { key: HEAD.to_owned(), value: Some(head) });
        writing.writer.into_inner().map_err(unwritable)
    }

    fn writing(&mut self, width: usize) -> Result<&mut Writing<W>> {
        if matches!(self.0, State::Before(_))
            && let State::Before(out) = std::mem::replace(&mut self.0, State::Broken)
        {
            self.0 = State::Writing(Box::new(Writing::new(out, width)?));
        }
        match &mut self.0 {
            State::Writing(writing) => Ok(writing),
            _ => Err(broken()),
        }
    }
}

impl<W: Write + Send> Writing<W> {
    fn new(out: W, width: usize) -> Result<Self> {
        if width == 0 {
            return Err(Error::invalid("A table without columns has no copy."));
        }
        // Numbered, because a name may be there twice.
        let fields: Vec<Field> = (0..width).map(|at| Field::new(at.to_string(), DataType::Utf8, false)).collect();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_dictionary_enabled(false)
            // The least and the greatest JSON text say nothing about values.
            .set_statistics_enabled(EnabledStatistics::None)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_write_batch_size(PAGE_ROWS)
            .set_data_page_row_count_limit(PAGE_ROWS)
            .set_data_page_size_limit(PAGE)
            .build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(unwritable)?;
        let cells = (0..width).map(|_| StringBuilder::new()).collect();
        Ok(Self { schema, writer, cells, rows: 0, bytes: 0, group_rows: 0, group_bytes: 0, groups: 1 })
    }

    /// Hands on what was gathered.
    fn batch(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows == 0 {
            return Ok(());
        }
        self.group_bytes += std::mem::take(&mut self.bytes);
        self.group_rows += rows;
        let columns: Vec<ArrayRef> =
            self.cells.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(unwritable)?;
        self.writer.write(&batch).map_err(unwritable)?;
        if self.group_bytes >= GROUP || self.group_rows >= GROUP_ROWS {
            self.writer.flush().map_err(unwritable)?;
            (self.group_bytes, self.group_rows) = (0, 0);
            self.groups += 1;
            if self.groups * self.cells.len() > PARTS {
                return Err(Error::invalid("The table is too large for a copy."));
            }
        }
        Ok(())
    }
}

fn unwritable(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::unavailable("The copy of a table can not be written").with_source(cause)
}

fn broken() -> Error {
    Error::internal("The copy of a table was given up before")
}

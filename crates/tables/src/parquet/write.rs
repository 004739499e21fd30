//! Writing a Parquet file out of another one and more rows.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use runlore_domain::{Error, Result};
use serde_json::Value;

use super::read::ParquetTable;
use super::{convert, types};
use crate::{Columns, Table};

/// Bytes that are gathered to a row group.
const GROUP: usize = 16 << 20;

/// The columns of a file that is to hold all rows of several.
#[derive(Debug, Clone, Default)]
pub struct ColumnTypes {
    columns: Columns,
    types: Vec<DataType>,
}

impl ColumnTypes {
    /// Adds the columns of a file.
    pub fn add_file(&mut self, file: &ParquetTable) {
        let fields = file.schema().fields();
        let places = self.columns.place(&file.columns());
        for (place, field) in places.into_iter().zip(fields) {
            self.add(place, field.data_type());
        }
    }

    /// Adds the columns of rows.
    pub fn add_rows(&mut self, table: &Table) {
        for (at, place) in self.columns.place(&table.columns).into_iter().enumerate() {
            self.add(place, &DataType::Null);
            for row in &table.rows {
                self.add(place, &types::of(&row[at]));
            }
        }
    }

    fn add(&mut self, place: usize, known: &DataType) {
        match self.types.get_mut(place) {
            Some(before) if before != known => *before = types::both(before, known),
            Some(_) => {}
            None => self.types.push(known.clone()),
        }
    }

    fn schema(&self) -> SchemaRef {
        let fields = self.columns.names().iter().zip(&self.types);
        let fields: Vec<Field> = fields.map(|(name, known)| Field::new(name, known.clone(), true)).collect();
        Arc::new(Schema::new(fields))
    }
}

/// Writes the rows of `file` and of all `tables`; the bytes go to `out`. Blocks.
pub fn write(
    columns: &ColumnTypes,
    file: Option<&ParquetTable>,
    tables: &mut dyn Iterator<Item = Result<Table>>,
    out: &mut dyn FnMut(Bytes) -> Result<()>,
) -> Result<()> {
    let schema = columns.schema();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let writer = ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties)).map_err(unwritable)?;
    let mut writing = Writing { columns: columns.clone(), schema, writer, out };
    if let Some(file) = file {
        let places = writing.columns.columns.place(&file.columns());
        file.each_batch(&mut |batch| {
            let cast =
                |(place, column): (&usize, &ArrayRef)| Ok((*place, convert::cast(column, &columns.types[*place])?));
            let arrays = places.iter().zip(batch.columns()).map(cast).collect::<std::result::Result<_, ArrowError>>();
            writing.batch(arrays.map_err(|cause| file.unreadable(cause))?, batch.num_rows())
        })?;
    }
    for table in tables {
        writing.table(table?)?;
    }
    writing.finish()
}

struct Writing<'o> {
    columns: ColumnTypes,
    schema: SchemaRef,
    writer: ArrowWriter<Vec<u8>>,
    out: &'o mut dyn FnMut(Bytes) -> Result<()>,
}

impl Writing<'_> {
    fn table(&mut self, table: Table) -> Result<()> {
        let places = self.columns.columns.place(&table.columns);
        let rows = table.rows.len();
        let mut columns: Vec<Vec<Value>> = places.iter().map(|_| Vec::with_capacity(rows)).collect();
        for row in table.rows {
            columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(cell));
        }
        let array =
            |(place, values): (usize, Vec<Value>)| Ok((place, convert::column(values, &self.columns.types[place])?));
        let arrays = places.into_iter().zip(columns).map(array).collect::<std::result::Result<_, ArrowError>>();
        self.batch(arrays.map_err(unwritable)?, rows)
    }

    fn batch(&mut self, arrays: Vec<(usize, ArrayRef)>, rows: usize) -> Result<()> {
        let mut columns: Vec<ArrayRef> = self.columns.types.iter().map(|known| new_null_array(known, rows)).collect();
        for (place, array) in arrays {
            columns[place] = array;
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(self.schema.clone(), columns, &options).map_err(unwritable)?;
        self.writer.write(&batch).map_err(unwritable)?;
        if self.writer.in_progress_size() > GROUP {
            self.writer.flush().map_err(unwritable)?;
        }
        self.give()
    }

    /// Hands on what the writer has ready.
    fn give(&mut self) -> Result<()> {
        let ready = std::mem::take(self.writer.inner_mut());
        if ready.is_empty() { Ok(()) } else { (self.out)(ready.into()) }
    }

    fn finish(mut self) -> Result<()> {
        self.writer.finish().map_err(unwritable)?;
        self.give()
    }
}

fn unwritable(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::invalid(format!("The rows can not be written as a Parquet table ({cause}).")).with_source(cause)
}

//! A Parquet file as a table.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::RowGroupMetaData;
use runlore_domain::{Error, Result};

use super::batch::{SAMPLE, batch_size, bounded, is_unsure};
use super::convert;
use super::source::{ReadAt, Source};
use crate::split::row;

/// A file whose footer was read.
#[derive(Debug, Clone)]
pub struct ParquetTable {
    source: Source,
    metadata: ArrowReaderMetadata,
}

impl ParquetTable {
    /// Opens a file; blocks.
    pub fn open(file: Box<dyn ReadAt>) -> Result<Self> {
        let source = Source::new(file);
        let metadata = ArrowReaderMetadata::load(&source, Default::default())
            .map_err(|cause| source.error(cause, "The file is no Parquet table"))?;
        Ok(Self { source, metadata })
    }

    /// The names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        u64::try_from(self.metadata.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Gives each row to `each`, as a JSON list; blocks.
    pub fn each_row(&self, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        self.rows_while(&mut |row| each(row).map(|()| true)).map(drop)
    }

    /// Gives each row to `each`, as a JSON list, until it says that it needs no more; blocks. True at the end.
    pub fn rows_while(&self, each: &mut dyn FnMut(&[u8]) -> Result<bool>) -> Result<bool> {
        for batch in self.batches()? {
            let batch = batch.map_err(|cause| self.unreadable(cause))?;
            let mut text = Vec::new();
            for cells in convert::rows(batch.columns()).map_err(|cause| self.unreadable(cause))? {
                text.clear();
                row(&mut text, &cells);
                if !each(&text)? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    pub(super) fn each_batch(&self, each: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        for batch in self.batches()? {
            each(batch.map_err(|cause| self.unreadable(cause))?)?;
        }
        Ok(())
    }

    fn batches(&self) -> Result<ParquetRecordBatchReader> {
        let groups = self.groups();
        let mut rows = batch_size(groups, &|_| true);
        if rows > SAMPLE
            && is_unsure(groups)
            && let Some(first) = self.reader(SAMPLE)?.next()
        {
            let first = first.map_err(|cause| self.unreadable(cause))?;
            let bytes = first
                .columns()
                .iter()
                .map(|column| column.to_data().get_slice_memory_size())
                .sum::<std::result::Result<usize, _>>();
            rows = bounded(rows, first.num_rows(), bytes.map_err(|cause| self.unreadable(cause))?);
        }
        self.reader(rows)
    }

    pub(super) fn groups(&self) -> &[RowGroupMetaData] {
        self.metadata.metadata().row_groups()
    }

    fn reader(&self, rows: usize) -> Result<ParquetRecordBatchReader> {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.source.clone(), self.metadata.clone());
        builder.with_batch_size(rows).build().map_err(|cause| self.unreadable(cause))
    }

    pub(super) fn unreadable(&self, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
        self.source.error(cause, "The Parquet table can not be read")
    }
}

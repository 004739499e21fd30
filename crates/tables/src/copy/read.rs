//! Pages, orders and filters of a copy.

use std::fmt;
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{RecordBatch, StringArray};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::PageIndexPolicy;
use parquet::file::reader::{ChunkReader, Length};
use runlore_domain::search::RowSearch;
use runlore_domain::{Error, Result};

use super::{HEAD, Head, VERSION};
use crate::Selected;
use crate::parquet::{ReadAt, batch_size};
use crate::query::{Best, Cell, Page, Plan, Row, check};

/// A copy whose footer was read. Everything here blocks.
#[derive(Debug)]
pub struct TableCopy {
    file: File,
    metadata: ArrowReaderMetadata,
    columns: Vec<String>,
}

impl TableCopy {
    /// Opens the copy of the content `of`; none when it is one of another content, or written in another way.
    pub fn open(file: Arc<dyn ReadAt>, of: &str) -> Result<Option<Self>> {
        let file = File(file);
        // Pages are found by their index; without it all pages before one would be read, too.
        let options = ArrowReaderOptions::new().with_offset_index_policy(PageIndexPolicy::Optional);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(unreadable)?;
        let pairs = metadata.metadata().file_metadata().key_value_metadata();
        let head = pairs.and_then(|pairs| pairs.iter().find(|pair| pair.key == HEAD)?.value.as_deref());
        let Some(head) = head else { return Ok(None) };
        let head: Head = serde_json::from_str(head).map_err(unreadable)?;
        if head.version != VERSION || head.of != of || head.columns.len() != metadata.schema().fields().len() {
            return Ok(None);
        }
        Ok(Some(Self { file, metadata, columns: head.columns }))
    }

    /// A page of what a search finds.
    pub fn select(&self, search: &RowSearch, page: &Page) -> Result<Selected> {
        let plan = Plan::new(search, page, &self.columns)?;
        let (numbers, total) = if plan.is_plain() {
            let total = self.rows();
            ((plan.offset as u64..plan.end().min(total)).collect(), total)
        } else {
            self.choose(&plan)?
        };
        let rows = self.page(&numbers, &plan)?;
        Ok(Selected::new(plan, rows.into_iter().flatten(), total))
    }

    fn rows(&self) -> u64 {
        u64::try_from(self.metadata.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// The numbers of the rows on a page, in its order, and how many rows are found. Only the columns that decide are
    /// read, and of a row that may be on the page its keys and its number are kept.
    fn choose(&self, plan: &Plan) -> Result<(Vec<u64>, u64)> {
        let deciding = plan.deciding();
        let skip = if plan.keeps_order() { 0 } else { plan.offset };
        let mut best = Best::new(plan.directions(), skip + plan.max_rows);
        let (mut number, mut total) = (0, 0);
        for group in 0..self.groups() {
            self.each_batch(group, None, &deciding, &mut |batch| {
                let texts: Vec<&StringArray> = batch.columns().iter().map(|column| column.as_string()).collect();
                for row in 0..batch.num_rows() {
                    let cell = |at: usize| {
                        deciding.binary_search(&at).map_or(Cell::Null, |at| Cell::read(texts[at].value(row)))
                    };
                    if plan.finds(&cell) {
                        let keys = plan.keys(&cell);
                        let wanted = if plan.keeps_order() { plan.is_on_page(total) } else { best.wants(&keys) };
                        if wanted {
                            best.push(keys, number, number, 0)?;
                        }
                        total += 1;
                    }
                    number += 1;
                }
                Ok(())
            })?;
        }
        Ok((best.finish().skip(skip).collect(), total))
    }

    /// The rows of these numbers, in their order.
    fn page(&self, numbers: &[u64], plan: &Plan) -> Result<Vec<Option<Row>>> {
        let mut wanted: Vec<(u64, usize)> = numbers.iter().copied().zip(0..).collect();
        wanted.sort_unstable();
        let mut read = plan.columns.clone();
        read.sort_unstable();
        read.dedup();
        let mut rows: Vec<Option<Row>> = numbers.iter().map(|_| None).collect();
        let (mut kept, mut first, mut wanted) = (0, 0, wanted.as_slice());
        for group in 0..self.groups() {
            let length = self.group_rows(group);
            let here = wanted.partition_point(|(number, _)| *number < first + length as u64);
            let (in_group, later) = wanted.split_at(here);
            let places: Vec<usize> =
                in_group.iter().map(|(number, _)| usize::try_from(number - first).unwrap_or_default()).collect();
            let mut next = in_group.iter();
            if !in_group.is_empty() {
                let selection = RowSelection::from_consecutive_ranges(ranges(&places).into_iter(), length);
                self.each_batch(group, Some(selection), &read, &mut |batch| {
                    let texts: Vec<&StringArray> = batch.columns().iter().map(|column| column.as_string()).collect();
                    for row in 0..batch.num_rows() {
                        let Some((_, place)) = next.next() else { return Err(damaged()) };
                        let cell = |at: &usize| texts[read.binary_search(at).unwrap_or_default()].value(row);
                        let cells = Row::new(plan.columns.iter().map(cell), plan.max_cell).map_err(unreadable)?;
                        kept += cells.weight();
                        rows[*place] = Some(cells);
                        check(kept)?;
                    }
                    Ok(())
                })?;
            }
            if next.next().is_some() {
                return Err(damaged());
            }
            wanted = later;
            first += length as u64;
        }
        Ok(rows)
    }

    fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    fn group_rows(&self, group: usize) -> usize {
        usize::try_from(self.metadata.metadata().row_group(group).num_rows()).unwrap_or_default()
    }

    /// A group at a time, so that no more than one is in memory.
    fn each_batch(
        &self,
        group: usize,
        selection: Option<RowSelection>,
        columns: &[usize],
        each: &mut dyn FnMut(RecordBatch) -> Result<()>,
    ) -> Result<()> {
        let rows = batch_size([self.metadata.metadata().row_group(group)], &|at| columns.contains(&at));
        let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.file.clone(), self.metadata.clone())
            .with_row_groups(vec![group])
            .with_projection(ProjectionMask::roots(self.metadata.parquet_schema(), columns.iter().copied()))
            .with_batch_size(rows);
        if let Some(selection) = selection {
            builder = builder.with_row_selection(selection);
        }
        for batch in builder.build().map_err(unreadable)? {
            each(batch.map_err(unreadable)?)?;
        }
        Ok(())
    }
}

/// Runs of numbers that follow each other.
fn ranges(numbers: &[usize]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some(range) if range.end == *number => range.end += 1,
            _ => ranges.push(*number..number + 1),
        }
    }
    ranges
}

fn unreadable(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::internal("The copy of a table can not be read").with_source(cause)
}

fn damaged() -> Error {
    Error::internal("The copy of a table has other rows than it says")
}

/// The copy's file, of which small pieces are read where they are.
#[derive(Clone)]
struct File(Arc<dyn ReadAt>);

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("File")
    }
}

impl File {
    fn bytes(&self, range: Range<u64>) -> ParquetResult<Bytes> {
        if range.start > range.end || range.end > self.0.size() {
            return Err(ParquetError::EOF("The file ends early".to_owned()));
        }
        self.0.read_at(range).map_err(|error| ParquetError::External(Box::new(error)))
    }
}

impl Length for File {
    fn len(&self) -> u64 {
        self.0.size()
    }
}

impl ChunkReader for File {
    type T = BufReader<Reading>;

    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        Ok(BufReader::new(Reading { file: self.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        self.bytes(start..start.saturating_add(length as u64))
    }
}

/// The file from some place on.
#[derive(Debug)]
struct Reading {
    file: File,
    at: u64,
}

impl Read for Reading {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let end = self.at.saturating_add(out.len() as u64).min(self.file.len());
        if self.at >= end {
            return Ok(0);
        }
        let bytes = self.file.bytes(self.at..end).map_err(io::Error::other)?;
        out[..bytes.len()].copy_from_slice(&bytes);
        self.at = end;
        Ok(bytes.len())
    }
}

//! Whole files and record batches as tables in memory, for clients.

use std::ops::Range;

use arrow_array::RecordBatch;
use bytes::Bytes;
use runlore_domain::{Error, Result};
use serde_json::Value;

use crate::parquet::{ColumnTypes, ParquetTable, ReadAt, batch_rows, write};
use crate::{CsvScanner, Table};

struct InMemory(Bytes);

impl ReadAt for InMemory {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, range: Range<u64>) -> Result<Bytes> {
        let at = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
        let within = at(range.end) <= self.0.len() && range.start <= range.end;
        within
            .then(|| self.0.slice(at(range.start)..at(range.end)))
            .ok_or_else(|| Error::invalid("The file is shorter than its own footer says."))
    }
}

fn cells(row: &[u8]) -> Result<Vec<Value>> {
    serde_json::from_slice(row).map_err(|cause| Error::internal("A row of a table is no JSON").with_source(cause))
}

impl Table {
    /// Reads a Parquet file.
    pub fn from_parquet(file: impl Into<Bytes>) -> Result<Self> {
        let file = ParquetTable::open(Box::new(InMemory(file.into())))?;
        let mut table = Self { columns: file.columns(), rows: Vec::new() };
        file.each_row(&mut |row| {
            table.rows.push(cells(row)?);
            Ok(())
        })?;
        Ok(table)
    }

    /// Writes a Parquet file. A column whose cells no type holds becomes text.
    pub fn to_parquet(&self) -> Result<Vec<u8>> {
        let mut types = ColumnTypes::default();
        types.add_rows(self);
        let mut file = Vec::new();
        write(&types, None, &mut std::iter::once(Ok(self.clone())), &mut |bytes| {
            file.extend_from_slice(&bytes);
            Ok(())
        })?;
        Ok(file)
    }

    /// Reads a CSV file, whose first row names the columns. What is spelled as a number is one.
    pub fn from_csv(file: &[u8]) -> Result<Self> {
        let (mut scanner, mut rows) = (CsvScanner::default(), Vec::new());
        let mut each = |_: &[String], row: &[u8]| {
            rows.push(cells(row)?);
            Ok(())
        };
        scanner.push(file, &mut each)?;
        let columns = scanner.finish(&mut each)?;
        Ok(Self { columns, rows })
    }
}

impl TryFrom<&RecordBatch> for Table {
    type Error = Error;

    fn try_from(batch: &RecordBatch) -> Result<Self> {
        let columns = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        let rows = batch_rows(batch).map_err(|cause| {
            Error::invalid(format!("The record batch can not be a table: {cause}")).with_source(cause)
        })?;
        Ok(Self { columns, rows })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Float64Array, StringArray};
    use serde_json::json;

    use super::*;

    #[test]
    fn files_come_back() {
        let rows =
            vec![vec![json!("007"), json!(1), json!({"role": "user"})], vec![json!("ü"), Value::Null, Value::Null]];
        let table = Table { columns: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], rows };
        assert_eq!(Table::from_parquet(table.to_parquet().unwrap()).unwrap(), table);
        assert!(Table::from_parquet(b"PAR1 no".to_vec()).is_err());
        let csv = Table::from_csv(b"inputs,outputs\n\"a, b\",007\n,1.5\n").unwrap();
        assert_eq!(csv.columns, ["inputs", "outputs"]);
        assert_eq!(csv.rows, [vec![json!("a, b"), json!("007")], vec![Value::Null, json!(1.5)]]);
    }

    #[test]
    fn record_batches_are_tables() {
        let text: arrow_array::ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None]));
        let number: arrow_array::ArrayRef = Arc::new(Float64Array::from(vec![0.5, 1.0]));
        let batch = RecordBatch::try_from_iter([("text", text), ("number", number)]).unwrap();
        let table = Table::try_from(&batch).unwrap();
        assert_eq!(
            (table.columns.join(","), json!(table.rows)),
            ("text,number".to_owned(), json!([["a", 0.5], [null, 1.0]]))
        );
    }
}

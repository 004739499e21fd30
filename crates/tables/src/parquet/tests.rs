//! Files that grow, and what comes back.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use runlore_domain::Result;
use serde_json::{Value, json};

use super::*;
use crate::Table;

struct File(Bytes);

impl ReadAt for File {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, range: Range<u64>) -> Result<Bytes> {
        Ok(self.0.slice(range.start as usize..range.end as usize))
    }
}

fn open(file: &[u8]) -> ParquetTable {
    ParquetTable::open(Box::new(File(Bytes::copy_from_slice(file)))).unwrap()
}

fn table(columns: &[&str], rows: &Value) -> Table {
    let rows = rows.as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect();
    Table { columns: columns.iter().map(ToString::to_string).collect(), rows }
}

/// The file with the rows of some tables in it.
fn grown(base: Option<&[u8]>, tables: &[Table]) -> Vec<u8> {
    let base = base.map(open);
    let mut columns = ColumnTypes::default();
    base.iter().for_each(|base| columns.add_file(base));
    tables.iter().for_each(|table| columns.add_rows(table));
    let mut out = Vec::new();
    write(&columns, base.as_ref(), &mut tables.iter().cloned().map(Ok), &mut |bytes| {
        out.extend_from_slice(&bytes);
        Ok(())
    })
    .unwrap();
    out
}

fn rows(file: &[u8]) -> Vec<Value> {
    let mut rows = Vec::new();
    open(file)
        .each_row(&mut |row| {
            rows.push(serde_json::from_slice(row).unwrap());
            Ok(())
        })
        .unwrap();
    rows
}

#[test]
fn rows_come_back_as_they_were() {
    let values = json!([
        [1, 1.5, "007", true, null, [1, 2], {"type": "image", "n": 1}, [{"a": "x"}], 18446744073709551615_u64],
        [-2, 2.0, "é", false, null, [], {"type": "image", "n": 2}, [{"a": null}], null],
    ]);
    let names = ["i", "f", "s", "b", "z", "l", "o", "lo", "u"];
    let file = grown(None, &[table(&names, &values)]);
    assert_eq!((open(&file).columns(), open(&file).rows()), (names.map(str::to_owned).to_vec(), 2));
    assert_eq!(Value::from(rows(&file)), values);
    // Again through a file, and with more rows.
    let more = table(&["i", "new"], &json!([[3, "x"]]));
    let file = grown(Some(&file), &[more]);
    let last = json!([3, null, null, null, null, null, null, null, null, "x"]);
    assert_eq!(rows(&file)[2], last);
    assert_eq!(rows(&file)[0].as_array().unwrap()[..9], values[0].as_array().unwrap()[..]);
}

#[test]
fn types_widen_and_end_as_text() {
    let mut file = grown(None, &[table(&["a", "b", "c", "d"], &json!([[1, 1, null, {"x": 1}]]))]);
    file = grown(Some(&file), &[table(&["a", "b", "c", "d"], &json!([[1.5, "x", 7, {"y": "z"}]]))]);
    let expected = [json!([1.0, "1", null, {"x": 1, "y": null}]), json!([1.5, "x", 7, {"x": null, "y": "z"}])];
    assert_eq!(rows(&file), expected);
    file = grown(Some(&file), &[table(&["d", "a"], &json!([[[1], true]]))]);
    assert_eq!(rows(&file)[0][3], json!(r#"{"x":1,"y":null}"#));
    assert_eq!(rows(&file)[2], json!(["true", null, null, "[1]"]));
}

#[test]
fn many_rows_in_groups() {
    let values: Vec<Value> = (0..3000).map(|n| json!([n, format!("{n}{}", "x".repeat(10_000))])).collect();
    let of = |range: Range<usize>| table(&["n", "x"], &values[range].to_vec().into());
    let mut file = grown(None, &[of(0..1000), of(1000..2000)]);
    file = grown(Some(&file), &[of(2000..3000)]);
    assert_eq!(file, grown(Some(&grown(None, &[of(0..1000), of(1000..2000)])), &[of(2000..3000)]), "always the same");
    assert_eq!(open(&file).rows(), 3000);
    assert_eq!(rows(&file), values);
    let empty = grown(None, &[table(&["a"], &json!([]))]);
    assert_eq!((open(&empty).columns(), rows(&empty)), (vec!["a".to_owned()], vec![]));
}

#[test]
fn what_is_no_parquet_is_refused() {
    let good = grown(None, &[table(&["a"], &json!([[1]]))]);
    for bad in [&b""[..], b"PAR1", b"{}", &good[..good.len() / 2], &[0; 100]] {
        let error = ParquetTable::open(Box::new(File(Bytes::copy_from_slice(bad)))).unwrap_err();
        assert!(error.message().starts_with("The file is no Parquet table"), "{error}");
    }
    // A footer alone.
    let error = open(&good[4..]).each_row(&mut |_| Ok(())).unwrap_err();
    assert!(error.message().starts_with("The Parquet table can not be read"), "{error}");
}

/// Rows of the largest batch.
fn at_once(file: &ParquetTable) -> usize {
    let mut most = 0;
    file.each_batch(&mut |batch| {
        most = most.max(batch.num_rows());
        Ok(())
    })
    .unwrap();
    most
}

#[test]
fn few_large_rows_are_decoded_at_once_also_where_the_file_is_small() {
    // Each text stands in the dictionary once, and nothing says how often it is meant.
    let properties = WriterProperties::builder().set_statistics_enabled(EnabledStatistics::None).build();
    let texts: Vec<String> = (0..10).map(|n| n.to_string().repeat(60_000)).collect();
    let columns = |rows: usize| {
        let text: ArrayRef = Arc::new(StringArray::from_iter_values((0..rows).map(|row| &texts[row % texts.len()])));
        RecordBatch::try_from_iter([("answer", text)]).unwrap()
    };
    let mut out = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut out, columns(0).schema(), Some(properties)).unwrap();
    writer.write(&columns(2_000)).unwrap();
    writer.close().unwrap();
    assert!(out.len() < 1_000_000, "{}", out.len());
    let file = open(&out);
    assert!(super::batch::is_unsure(file.groups()));
    let most = at_once(&file);
    assert!((8..=40).contains(&most), "{most}");

    // Small rows are read many at once, whatever groups there are without any.
    let small = grown(None, &[table(&["a"], &Value::from_iter((0..3_000).map(|n| json!([n]))))]);
    assert_eq!(at_once(&open(&small)), 1024);
}

//! Tables in Parquet files.

use std::ops::Range;

use axum::body::Body;
use axum::http::Request;
use bytes::Bytes;
use runlore_domain::Result;
use runlore_tables::{ColumnTypes, ParquetTable, ReadAt, Table, write_parquet};
use serde_json::{Value, json};

use super::Tables;

struct File(Bytes);

impl ReadAt for File {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, range: Range<u64>) -> Result<Bytes> {
        Ok(self.0.slice(range.start as usize..range.end as usize))
    }
}

fn rows(file: &[u8]) -> Vec<Value> {
    let table = ParquetTable::open(Box::new(File(Bytes::copy_from_slice(file)))).unwrap();
    let mut rows = vec![json!(table.columns())];
    table
        .each_row(&mut |row| {
            rows.push(serde_json::from_slice(row).unwrap());
            Ok(())
        })
        .unwrap();
    rows
}

fn file(columns: &[&str], rows: Vec<Vec<Value>>) -> Vec<u8> {
    let table = Table { columns: columns.iter().map(ToString::to_string).collect(), rows };
    let (mut types, mut out) = (ColumnTypes::default(), Vec::new());
    types.add_rows(&table);
    write_parquet(&types, None, &mut std::iter::once(Ok(table)), &mut |bytes| {
        out.extend_from_slice(&bytes);
        Ok(())
    })
    .unwrap();
    out
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_grows() {
    for tables in [Tables::local().await, Tables::s3().await] {
        let path = "d/t.parquet";
        assert_eq!(
            tables.append(path, json!(["q", "n"]), json!([["a", 1], ["007", null]])).await.json(),
            json!({"rows": 2})
        );
        let large = "x".repeat(100_000);
        tables.append(path, json!(["n", "o"]), json!([[2.5, {"k": [1]}], [3, {"k": []}]])).await;
        tables.append(path, json!(["q"]), json!([[large]])).await;
        let expected = [
            json!(["q", "n", "o"]),
            json!(["a", 1.0, null]),
            json!(["007", null, null]),
            json!([null, 2.5, {"k": [1]}]),
            json!([null, 3.0, {"k": []}]),
            json!([large, null, null]),
        ];
        assert!(!tables.on_disk("artifacts", path).exists());
        let whole = tables.server.get(&tables.url(path)).await;
        assert_eq!(rows(&whole.body), expected);
        assert_eq!(std::fs::read(tables.on_disk("artifacts", path)).unwrap(), whole.body);
        assert_eq!(tables.append(path, json!(["n"]), json!([[4]])).await.json(), json!({"rows": 6}));
        let etag = whole.header("etag").unwrap();
        let again = tables.get_with(path, "if-none-match", etag).await;
        assert_eq!((again.status.as_u16(), rows(&again.body).len()), (200, 7));
        assert_eq!(tables.get_with(path, "if-none-match", again.header("etag").unwrap()).await.status, 304);
        let asked =
            json!({"run_id": tables.run, "path": path, "filter": "n > 2", "order_by": ["n DESC"], "columns": ["n"]});
        let found = tables.call("rows", asked).await.json();
        assert_eq!(found, json!({"columns": ["n"], "rows": [[4.0], [3.0], [2.5]], "total": 3}));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stock_file_is_the_base_and_no_file_is_refused() {
    let tables = Tables::local().await;
    let put = async |path: &str, body: Vec<u8>| {
        tables.server.send(Request::put(tables.url(path)).body(Body::from(body)).unwrap()).await
    };
    put("t.parquet", file(&["a"], vec![vec![json!("theirs")]])).await;
    tables.add("t.parquet", "ours").await;
    assert_eq!(
        rows(&tables.server.get(&tables.url("t.parquet")).await.body)[1..],
        [json!(["theirs"]), json!(["ours"])]
    );
    tables.add("t.parquet", "lost").await;
    put("t.parquet", file(&["a"], vec![vec![json!("new")]])).await;
    assert_eq!(rows(&tables.server.get(&tables.url("t.parquet")).await.body)[1..], [json!(["new"])]);
    for bad in [&b"{}"[..], b"", &[0; 1000]] {
        put("bad.parquet", bad.to_vec()).await;
        let error = tables.append("bad.parquet", json!(["a"]), json!([[1]])).await.error();
        assert!(error.starts_with("400 INVALID_PARAMETER_VALUE: The file is no Parquet table"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_after_the_file_was_put() {
    let tables = Tables::local().await;
    tables.add("t.parquet", 1).await;
    let whole = file(&["a"], vec![vec![json!(1)]]);
    tables.announce("t.parquet", &whole).await;
    let put = tables.server.artifacts();
    let body = Box::pin(futures_util::stream::iter([Ok(whole.into())]));
    put.put(&tables.stored("t.parquet"), body).await.unwrap();
    tables.add("t.parquet", 2).await;
    assert_eq!(rows(&tables.server.get(&tables.url("t.parquet")).await.body)[1..], [json!([1]), json!([2])]);
}

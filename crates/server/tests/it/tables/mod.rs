//! `/api/runlore/v1/tables`: rows that are appended, and everything through which they are read.

mod copies;
mod crashes;
mod crowd;
mod elsewhere;
mod files;
mod parquet;
mod replaced;
mod rows;
mod speed;
mod zip;

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{Method, Request};
use runlore_artifacts::ArtifactPath;
use runlore_domain::table::TableName;
use runlore_server::{AppConfig, TableCache};
use runlore_testkit::s3::S3Server;
use serde_json::{Value, json};

use crate::support::{Answer, Server};

const TABLES: &str = "/api/runlore/v1/tables";

/// A server with a run, its artifacts in a folder or a bucket.
struct Tables {
    server: Server,
    bucket: Option<S3Server>,
    run: String,
}

impl Tables {
    async fn local() -> Self {
        let server = Server::new();
        let run = server.run().await;
        Self { server, bucket: None, run }
    }

    async fn s3() -> Self {
        let bucket = S3Server::start().await;
        let server = Server::storing_at("s3://bucket/files", bucket.environment().into_iter().collect());
        let run = server.run().await;
        Self { server, bucket: Some(bucket), run }
    }

    /// Tables of which copies are made in `folder` when they have more than `from_bytes`.
    async fn copied(folder: &Path, max_bytes: u64, from_bytes: u64) -> Self {
        let server = Server::with(copying(folder, max_bytes, from_bytes));
        let run = server.run().await;
        Self { server, bucket: None, run }
    }

    async fn copied_from_s3(folder: &Path) -> Self {
        let bucket = S3Server::start().await;
        let environment = bucket.environment().into_iter().collect();
        let server = Server::elsewhere(copying(folder, 1 << 30, 10_000), "s3://bucket/files", environment);
        let run = server.run().await;
        Self { server, bucket: Some(bucket), run }
    }

    async fn call(&self, what: &str, body: Value) -> Answer {
        self.server.call(Method::POST, &format!("{TABLES}/{what}"), &body).await
    }

    async fn append(&self, path: &str, columns: Value, data: Value) -> Answer {
        self.call("append", json!({"run_id": self.run, "path": path, "columns": columns, "data": data})).await
    }

    /// Appends a row to a table with one column.
    async fn add(&self, path: &str, cell: impl Into<Value>) {
        let answer = self.append(path, json!(["a"]), json!([[cell.into()]])).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    async fn flush(&self) -> Value {
        let answer = self.call("flush", json!({"run_id": self.run})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["tables"].take()
    }

    fn url(&self, path: &str) -> String {
        format!("/api/2.0/mlflow-artifacts/artifacts/0/{}/artifacts/{path}", self.run)
    }

    async fn get(&self, path: &str) -> String {
        self.server.get(&self.url(path)).await.text()
    }

    /// The cells of a table with one column, as a client reads them.
    async fn cells(&self, path: &str) -> Vec<Value> {
        let table: Value = serde_json::from_str(&self.get(path).await).unwrap();
        table["data"].as_array().unwrap().iter().map(|row| row[0].clone()).collect()
    }

    async fn get_with(&self, path: &str, name: &str, value: &str) -> Answer {
        self.server.send(Request::get(self.url(path)).header(name, value).body(Body::empty()).unwrap()).await
    }

    async fn put(&self, path: &str, body: &str) {
        let answer = self.server.send(Request::put(self.url(path)).body(Body::from(body.to_owned())).unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// Where a file of the run is, past the server.
    fn on_disk(&self, folder: &str, path: &str) -> PathBuf {
        let below = format!("0/{}/{folder}/{path}", self.run);
        match &self.bucket {
            Some(bucket) => bucket.object(&format!("files/{below}")),
            None => self.server.dir.path().join("artifacts").join(below),
        }
    }

    fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.on_disk("artifacts", path)).ok()
    }

    /// Writes a file past the server, as a client does that has the folder or the bucket.
    async fn write(&self, path: &str, content: &str) {
        let body = Box::pin(futures_util::stream::iter([Ok(content.to_owned().into())]));
        self.server.artifacts().put(&self.stored(path), body).await.unwrap();
    }

    /// Removes one in the same way.
    async fn remove(&self, path: &str) {
        self.server.artifacts().delete(&self.stored(path)).await.unwrap();
    }

    fn stored(&self, path: &str) -> ArtifactPath {
        ArtifactPath::parse_file(&format!("0/{}/artifacts/{path}", self.run)).unwrap()
    }

    /// Files of chunks.
    fn chunks(&self) -> Vec<PathBuf> {
        let folder = self.on_disk("tables", "");
        std::fs::read_dir(folder).map_or_else(|_| Vec::new(), |files| files.map(|file| file.unwrap().path()).collect())
    }

    fn name(&self, path: &str) -> TableName {
        TableName::new(self.run.as_str(), path)
    }
}

fn copying(folder: &Path, max_bytes: u64, from_bytes: u64) -> AppConfig {
    let cache = TableCache { folder: folder.to_owned(), max_bytes, from_bytes };
    AppConfig { table_cache: Some(cache), ..AppConfig::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_appended_read_and_written() {
    for tables in [Tables::local().await, Tables::s3().await] {
        let first = tables.append("d/t.json", json!(["q", "n"]), json!([["a/é", 1.0], ["007", null]])).await;
        assert_eq!((first.status.as_u16(), first.text()), (200, r#"{"rows":2}"#.to_owned()));
        let second = tables.append("d/t.json", json!(["n", "s"]), json!([[2, {"x": "y"}]])).await;
        assert_eq!(second.json(), json!({"rows": 3}));
        let whole = r#"{"columns":["q","n","s"],"data":[["a\/\u00e9",1.0,null],["007",null,null],[null,2,{"x":"y"}]]}"#;
        let by_run = format!("/get-artifact?run_id={}&path=d/t.json", tables.run);
        assert_eq!(tables.read("d/t.json"), None);
        for url in [tables.url("d/t.json"), by_run.clone()] {
            assert_eq!(tables.server.get(&url).await.text(), whole, "{url}");
        }
        assert_eq!(tables.flush().await, json!([{"path": "d/t.json", "rows": 3}]));
        assert_eq!(tables.read("d/t.json").unwrap(), whole);
        assert_eq!(tables.flush().await, json!([]));
        assert_eq!(tables.get("d/t.json").await, whole);
        assert_eq!(tables.append("d/t.json", json!(["q"]), json!([["z"]])).await.json(), json!({"rows": 4}));
        let grown = whole.replace("]]}", "],[\"z\",null,null]]}");
        assert_eq!((tables.get("d/t.json").await, tables.read("d/t.json").unwrap()), (grown.clone(), whole.to_owned()));
        assert_eq!(tables.flush().await, json!([{"path": "d/t.json", "rows": 4}]));
        assert_eq!(tables.read("d/t.json").unwrap(), grown);
        let tags = tables.server.get_run(&tables.run).await["data"]["tags"].take();
        let tag = tags.as_array().unwrap().iter().find(|tag| tag["key"] == "mlflow.loggedArtifacts").unwrap();
        assert_eq!(tag["value"], r#"[{"path": "d/t.json", "type": "table"}]"#);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resend_is_skipped() {
    let tables = Tables::local().await;
    let long = "x".repeat(100_000);
    let body = |number: i64| {
        json!({"run_id": tables.run, "path": "t.json", "columns": ["a"], "data": [[long]],
               "spool": "00000000000000000000000000000001", "number": number})
    };
    for (number, rows) in [(1, 1), (1, 1), (3, 2), (2, 2), (3, 2), (4, 3)] {
        assert_eq!(tables.call("append", body(number)).await.json(), json!({"rows": rows}));
    }
    assert_eq!((tables.cells("t.json").await.len(), tables.chunks().len()), (3, 3));
}

#[tokio::test]
async fn what_takes_no_rows() {
    let tables = Tables::local().await;
    let answer = tables.append("t.txt", json!([]), json!([])).await.error();
    assert!(answer.starts_with("400 INVALID_PARAMETER_VALUE: Invalid artifact file path 't.txt'. Please ensure"));
    for path in ["../t.json", "/t.json", "a//t.json", ".artifact.uploading.t.json"] {
        assert_eq!(tables.append(path, json!(["a"]), json!([[1]])).await.status, 400, "{path}");
    }
    let nobody = json!({"run_id": "nobody", "path": "t.json", "columns": ["a"], "data": [[1]]});
    assert_eq!(
        tables.call("append", nobody.clone()).await.error(),
        "404 RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found"
    );
    assert_eq!(tables.call("flush", nobody).await.status, 404);
    assert_eq!(
        tables.call("flush", json!({"run_id": tables.run, "path": "t.json"})).await.json(),
        json!({"tables": []})
    );
    tables.write("list.json", "[1, 2]").await;
    let answer = tables.append("list.json", json!(["a"]), json!([[1]])).await.error();
    assert!(answer.starts_with("400 INVALID_PARAMETER_VALUE: The file is no table: it must be"), "{answer}");
    let delete = format!("{}/runs/delete", crate::support::V2);
    tables.server.call(Method::POST, &delete, &json!({"run_id": tables.run})).await;
    let answer = tables.append("t.json", json!(["a"]), json!([["x".repeat(100_000)]])).await.error();
    assert!(answer.contains("must be in the 'active' state"), "{answer}");
    assert!(tables.chunks().is_empty(), "what was not appended is not kept");
}

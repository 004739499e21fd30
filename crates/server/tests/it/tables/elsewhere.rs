//! Runs whose artifacts are not behind the server's own paths: a folder or a bucket of their experiment.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::json;

use super::Tables;
use crate::support::V2;

impl Tables {
    /// A run of a new experiment that keeps its files at a location.
    async fn run_at(&mut self, location: &str) {
        let experiment = json!({"name": location, "artifact_location": location});
        let experiment = self.server.post("experiments/create", &experiment).await.json();
        let new = json!({"experiment_id": experiment["experiment_id"]});
        let run = self.server.post("runs/create", &new).await.json()["run"]["info"]["run_id"].take();
        self.run = run.as_str().unwrap().to_owned();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_grow_there_too() {
    for mut tables in [Tables::local().await, Tables::s3().await] {
        let (location, folder) = match &tables.bucket {
            Some(bucket) => ("s3://bucket/own".to_owned(), bucket.object("own")),
            None => (tables.server.dir.path().join("own").display().to_string(), tables.server.dir.path().join("own")),
        };
        tables.run_at(&location).await;
        let run = &tables.run;
        let file = folder.join(run).join("artifacts/d/t.json");
        tables.add("d/t.json", 1).await;
        tables.flush().await;
        tables.add("d/t.json", "x".repeat(100_000)).await;
        tables.add("d/t.json", 2).await;
        assert!(std::fs::read_dir(folder.join(run).join("tables")).unwrap().next().is_some());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), r#"{"columns":["a"],"data":[[1]]}"#);
        let url = format!("/get-artifact?run_id={run}&path=d/t.json");
        let whole = tables.server.get(&url).await.text();
        assert_eq!(whole, format!(r#"{{"columns":["a"],"data":[[1],["{}"],[2]]}}"#, "x".repeat(100_000)));
        let listed = tables.server.get(&format!("{V2}/artifacts/list?run_id={run}&path=d")).await.json();
        assert_eq!(listed["files"][0]["file_size"], whole.len());
        if tables.bucket.is_some() {
            let asked = json!({"run_id": run, "path": "d/t.json"});
            let signed = tables.server.post("artifacts/presigned-download-url", &asked).await;
            assert_eq!(signed.json()["file_size"], whole.len(), "{}", signed.text());
        } else {
            tables.flush().await;
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), whole);
        tables.add("d/t.json", 3).await;
        let upload = format!("/ajax-api/2.0/mlflow/upload-artifact?run_uuid={run}&path=d/t.json");
        let upload = Request::builder().method(Method::POST).uri(upload).body(Body::from("{}")).unwrap();
        assert_eq!(tables.server.send(upload).await.status, 200);
        assert_eq!(tables.server.get(&url).await.text(), "{}");
    }
}

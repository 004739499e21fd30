//! `/api/runlore/v1/tables`: rows that are appended, and everything through which they are read.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::support::{Answer, Server, V2};

const TABLES: &str = "/api/runlore/v1/tables";

pub(crate) async fn append(server: &Server, run: &str, path: &str, columns: Value, data: Value) -> Answer {
    let body = json!({"run_id": run, "path": path, "columns": columns, "data": data});
    server.call(Method::POST, &format!("{TABLES}/append"), &body).await
}

pub(crate) async fn flush(server: &Server, run: &str) -> Answer {
    server.call(Method::POST, &format!("{TABLES}/flush"), &json!({"run_id": run})).await
}

fn served(run: &str, path: &str) -> String {
    format!("/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/{path}")
}

fn on_disk(server: &Server, run: &str, path: &str) -> std::path::PathBuf {
    server.dir.path().join("artifacts/0").join(run).join("artifacts").join(path)
}

async fn put(server: &Server, run: &str, path: &str, body: impl Into<Body>) -> Answer {
    server.send(Request::put(served(run, path)).body(body.into()).unwrap()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_appended_read_and_written() {
    let server = Server::new();
    let run = server.run().await;
    let first = append(&server, &run, "d/t.json", json!(["q", "n"]), json!([["a/é", 1.0], ["007", null]])).await;
    assert_eq!((first.status.as_u16(), first.text()), (200, r#"{"rows":2}"#.to_owned()));
    let second = append(&server, &run, "d/t.json", json!(["n", "s"]), json!([[2, {"x": "y"}]])).await;
    assert_eq!(second.json(), json!({"rows": 3}));
    let whole = r#"{"columns":["q","n","s"],"data":[["a\/\u00e9",1.0,null],["007",null,null],[null,2,{"x":"y"}]]}"#;
    let by_run = format!("/get-artifact?run_id={run}&path=d/t.json");
    assert!(!on_disk(&server, &run, "d/t.json").exists());
    for url in [served(&run, "d/t.json"), by_run.clone()] {
        assert_eq!(server.get(&url).await.text(), whole, "{url}");
    }
    assert_eq!(flush(&server, &run).await.json(), json!({"tables": [{"path": "d/t.json", "rows": 3}]}));
    assert_eq!(std::fs::read_to_string(on_disk(&server, &run, "d/t.json")).unwrap(), whole);
    assert_eq!(flush(&server, &run).await.json(), json!({"tables": []}));
    assert_eq!(server.get(&by_run).await.text(), whole);
    let third = append(&server, &run, "d/t.json", json!(["q"]), json!([["z"]])).await;
    assert_eq!(third.json(), json!({"rows": 4}));
    let grown = whole.replace("]]}", "],[\"z\",null,null]]}");
    assert_eq!(server.get(&by_run).await.text(), grown);
    let listed = server.get(&format!("{V2}/artifacts/list?run_id={run}&path=d")).await.json();
    assert_eq!(listed["files"], json!([{"path": "d/t.json", "is_dir": false, "file_size": grown.len()}]));
    let tags = server.get_run(&run).await["data"]["tags"].clone();
    let tag = tags.as_array().unwrap().iter().find(|tag| tag["key"] == "mlflow.loggedArtifacts").unwrap();
    assert_eq!(tag["value"], r#"[{"path": "d/t.json", "type": "table"}]"#);
    assert!(put(&server, &run, "d/t.json", "{}").await.status.is_success());
    assert_eq!(server.get(&by_run).await.text(), "{}");
}

//! Files that clients write or delete where a table is, through the server or past it.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::json;

use super::Tables;

const THEIRS: &str = r#"{"columns": ["a"], "data": [["theirs"]]}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_written_past_the_server_is_the_table_then() {
    for tables in [Tables::local().await, Tables::s3().await] {
        for with_base in [false, true] {
            let path = format!("{with_base}.json");
            tables.add(&path, "old").await;
            if with_base {
                tables.flush().await;
            }
            tables.add(&path, "older").await;
            tables.write(&path, THEIRS).await;
            assert_eq!(tables.get(&path).await, THEIRS);
            tables.add(&path, "ours").await;
            assert_eq!(tables.cells(&path).await, ["theirs", "ours"]);
            // Now the next append sees it before anybody reads.
            tables.write(&path, &THEIRS.replace("theirs", "them")).await;
            tables.add(&path, "us").await;
            assert_eq!(tables.cells(&path).await, ["them", "us"]);
            tables.flush().await;
            // Gone without a word.
            tables.remove(&path).await;
            tables.add(&path, "new").await;
            assert_eq!(tables.cells(&path).await, ["new"]);
            tables.flush().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_upload_through_the_server_replaces_a_table() {
    let tables = Tables::local().await;
    let run = &tables.run;
    for url in [
        tables.url("t.json"),
        format!("/ajax-api/2.0/mlflow/upload-artifact?run_uuid={run}&path=t.json"),
        format!("/api/runlore/v1/runs/{run}/artifacts/t.json"),
    ] {
        tables.add("t.json", "old").await;
        tables.flush().await;
        tables.add("t.json", "older").await;
        let method = if url.contains("upload-artifact") { Method::POST } else { Method::PUT };
        let request = Request::builder().method(method).uri(&url).body(Body::from(THEIRS)).unwrap();
        assert_eq!(tables.server.send(request).await.status, 200, "{url}");
        assert_eq!(tables.get("t.json").await, THEIRS, "{url}");
        assert_eq!(tables.server.store.table(tables.name("t.json")).await.unwrap(), None);
    }
    // What is no table replaces it as well, and takes no rows.
    tables.add("t.json", "old").await;
    tables.put("t.json", "{}").await;
    assert_eq!(tables.get("t.json").await, "{}");
    assert_eq!(tables.append("t.json", json!(["a"]), json!([[1]])).await.status, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_multipart_upload_replaces_a_table() {
    let tables = Tables::s3().await;
    tables.add("t.json", "old").await;
    let folder = format!("0/{}/artifacts", tables.run);
    let mpu = |what: &str| format!("/api/2.0/mlflow-artifacts/mpu/{what}/{folder}");
    let body = json!({"path": "t.json", "num_parts": 1});
    let created = tables.server.call(Method::POST, &mpu("create"), &body).await.json();
    let url = created["credentials"][0]["url"].as_str().unwrap().to_owned();
    let sent = reqwest::Client::builder().no_proxy().build().unwrap().put(url).body(THEIRS).send().await.unwrap();
    let etag = sent.headers()["etag"].to_str().unwrap().to_owned();
    let parts = json!([{"part_number": 1, "etag": etag}]);
    let body = json!({"path": "t.json", "upload_id": created["upload_id"], "parts": parts});
    let done = tables.server.call(Method::POST, &mpu("complete"), &body).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(tables.get("t.json").await, THEIRS);
    assert_eq!(tables.server.store.table(tables.name("t.json")).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_deleted_stays_deleted() {
    let tables = Tables::local().await;
    let delete = async |path: &str| {
        let url = tables.url(path);
        let answer = tables.server.call(Method::DELETE, url.trim_end_matches('/'), &json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    };
    for (gone, flushed) in [("d/t.json", true), ("d/t.json", false), ("d", true), ("", false)] {
        tables.add("d/t.json", "old").await;
        if flushed {
            tables.flush().await;
            tables.add("d/t.json", "older").await;
        }
        tables.add("other.json", 1).await;
        delete(gone).await;
        assert_eq!(tables.server.get(&tables.url("d/t.json")).await.status, 404, "{gone}");
        let expected = if gone.is_empty() { 404 } else { 200 };
        assert_eq!(tables.server.get(&tables.url("other.json")).await.status, expected, "{gone}");
        tables.flush().await;
        assert_eq!(tables.read("d/t.json"), None);
    }
}

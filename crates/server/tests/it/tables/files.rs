//! What a table looks like as a file: ranges, validators, listings, signed URLs.

use axum::http::Method;
use serde_json::{Value, json};

use super::Tables;
use crate::support::V2;

/// A table with a base and chunks of every kind: as it is, with a column more, with other columns, large.
async fn of_all_kinds(tables: &Tables) -> String {
    tables
        .write("t.json", "{\n \"data\" : [ [1, \"x\"] ,\n [null, \"é]\\\"\"] ], \"columns\": [\"a\", \"b\"] }\n")
        .await;
    tables.append("t.json", json!(["a", "b"]), json!([[2, "y"]])).await;
    tables.append("t.json", json!(["b", "c"]), json!([["z", [1]], [{"k": "]"}, null]])).await;
    tables.append("t.json", json!(["a"]), json!([["l".repeat(100_000)], [3]])).await;
    tables.append("t.json", json!(["c", "a"]), json!([["m".repeat(70_000), 4]])).await;
    tables.get("t.json").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ranges_and_validators() {
    for tables in [Tables::local().await, Tables::s3().await] {
        let whole = of_all_kinds(&tables).await;
        let table: Value = serde_json::from_str(&whole).unwrap();
        assert_eq!(table["columns"], json!(["a", "b", "c"]));
        assert_eq!(table["data"].as_array().unwrap().len(), 8);
        assert_eq!(table["data"][1], json!([null, "é]\"", null]));
        assert_eq!(table["data"][4], json!([null, {"k": "]"}, null]));
        assert_eq!(table["data"][7], json!([4, null, "m".repeat(70_000)]));

        let etag = tables.server.get(&tables.url("t.json")).await.header("etag").unwrap().to_owned();
        let size = whole.len();
        for from in (0..size).step_by(9_973).chain([0, 1, 20, 34, 60, 90, 95, 100, size - 3, size - 1]) {
            for length in [1, 2, 40, 50_000] {
                let upto = (from + length).min(size);
                let part = tables.get_with("t.json", "range", &format!("bytes={from}-{}", from + length - 1)).await;
                assert_eq!((part.status.as_u16(), part.text().as_str()), (206, &whole[from..upto]), "{from} {length}");
                assert_eq!(part.header("content-range").unwrap(), format!("bytes {from}-{}/{size}", upto - 1));
                assert_eq!(part.header("etag"), Some(&*etag));
            }
        }
        let beyond = tables.get_with("t.json", "range", &format!("bytes={size}-")).await;
        assert_eq!((beyond.status.as_u16(), beyond.header("content-range")), (416, Some(&*format!("bytes */{size}"))));
        assert_eq!(tables.get_with("t.json", "if-none-match", &etag).await.status, 304);
        tables.add("t.json", 5).await;
        let changed = tables.get_with("t.json", "if-none-match", &etag).await;
        assert_eq!((changed.status.as_u16(), changed.text().len()), (200, size + ",[5,null,null]".len()));
        tables.flush().await;
        assert_eq!(tables.read("t.json").unwrap(), changed.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn listings_show_what_readers_get() {
    let tables = Tables::local().await;
    let run = &tables.run;
    tables.write("d/other.txt", "x").await;
    tables.write("old.json", r#"{"columns":["a"],"data":[]}"#).await;
    tables.add("d/e/deep.json", 1).await;
    tables.add("d/new.json", "x".repeat(100_000)).await;
    tables.add("old.json", 1).await;
    let size = tables.get("d/new.json").await.len();
    let list = async |path: &str| {
        let by_run = tables.server.get(&format!("{V2}/artifacts/list?run_id={run}&path={path}")).await.json();
        let url = format!("/api/2.0/mlflow-artifacts/artifacts?path=0/{run}/artifacts/{path}");
        let names = |listed: &Value| {
            let files = listed["files"].as_array().cloned().unwrap_or_default();
            files.iter().map(|f| format!("{} {}", f["path"].as_str().unwrap(), f["file_size"])).collect::<Vec<_>>()
        };
        let served = names(&tables.server.get(url.trim_end_matches('/')).await.json());
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        assert_eq!(names(&by_run), served.iter().map(|name| format!("{prefix}{name}")).collect::<Vec<_>>());
        served
    };
    assert_eq!(list("").await, ["d null", "old.json 30"]);
    assert_eq!(list("d").await, ["e null".to_owned(), format!("new.json {size}"), "other.txt 1".to_owned()]);
    assert_eq!(list("d/e").await, ["deep.json 30"]);
    assert_eq!(list("tables").await, Vec::<String>::new());
    tables.flush().await;
    assert_eq!(list("d").await, ["e null".to_owned(), format!("new.json {size}"), "other.txt 1".to_owned()]);
}

/// A table is in its chunks or in its file, and a listing looks at one after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_table_is_missing_while_its_file_is_written() {
    let tables = Tables::local().await;
    let run = &tables.run;
    let list = format!("{V2}/artifacts/list?run_id={run}&path=d");
    for n in 0..50 {
        tables.add(&format!("d/{n}.json"), n).await;
        let flushed = tables.flush();
        let listed = async {
            let mut listed = Vec::new();
            for _ in 0..8 {
                listed.push(tables.server.get(&list).await.json()["files"].as_array().map_or(0, Vec::len));
            }
            listed
        };
        let (_, listed) = tokio::join!(flushed, listed);
        assert_eq!(listed, [n + 1; 8], "table {n}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_signed_is_written_first() {
    let tables = Tables::s3().await;
    tables.add("t.json", 1).await;
    let url = format!("/api/2.0/mlflow-artifacts/presigned/0/{}/artifacts/t.json", tables.run);
    let signed = tables.server.get(&url).await.json();
    assert_eq!(signed["file_size"], json!(30));
    assert_eq!(tables.read("t.json").unwrap(), r#"{"columns":["a"],"data":[[1]]}"#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_of_a_run_and_of_a_server_write_its_tables() {
    let tables = Tables::local().await;
    let written = async |path: &str| {
        for _ in 0..200 {
            if tables.read(path).is_some() {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        false
    };
    tables.add("update.json", 1).await;
    let update = format!("{V2}/runs/update");
    let ended = json!({"run_id": tables.run, "status": "FINISHED"});
    tables.server.call(Method::POST, &update, &ended).await;
    assert!(written("update.json").await);
    tables.add("ingest.json", 1).await;
    let ended = json!({"spool": "00000000000000000000000000000001", "records": [{"number": 1, "update_run": ended}]});
    tables.server.call(Method::POST, "/api/runlore/v1/ingest", &ended).await;
    assert!(written("ingest.json").await);
    tables.add("stop.json", 1).await;
    tables.server.state.write_tables().await;
    assert!(tables.read("stop.json").is_some());
    tables.add("quiet.json", 1).await;
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    assert!(tables.read("quiet.json").is_none());
    assert!(written("quiet.json").await);
}

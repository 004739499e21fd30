//! Artifacts: `mlflow-artifacts/*`, by run, and by logged model.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use axum::body::Body;
use axum::http::{Method, Request};
use futures_util::StreamExt as _;
use insta::assert_snapshot;
use runlore_server::AppConfig;
use serde_json::json;

use crate::support::{Answer, Server, V2};

const FILES: &str = "/api/2.0/mlflow-artifacts/artifacts";

async fn put(server: &Server, path: &str, body: impl Into<Body>) -> Answer {
    server.send(Request::put(format!("{FILES}/{path}")).body(body.into()).unwrap()).await
}

/// Runlore's own way, with what follows the path in the URL.
async fn put_by_run(server: &Server, run: &str, path: &str, body: impl Into<Body>) -> Answer {
    let url = format!("/api/runlore/v1/runs/{run}/artifacts/{path}");
    server.send(Request::put(url).body(body.into()).unwrap()).await
}

async fn get_with(server: &Server, path: &str, name: &str, value: &str) -> Answer {
    server.send(Request::get(format!("{FILES}/{path}")).header(name, value).body(Body::empty()).unwrap()).await
}

async fn delete(server: &Server, path: &str) -> Answer {
    server.call(Method::DELETE, &format!("{FILES}/{path}"), &json!({})).await
}

#[tokio::test]
async fn files_go_in_and_come_out() {
    let server = Server::new();
    let stored = put(&server, "0/r/a.txt", "hello world").await;
    assert_eq!((stored.status.as_u16(), stored.text().as_str()), (200, ""));
    let file = server.get(&format!("{FILES}/0/r/a.txt")).await;
    assert_eq!((file.status.as_u16(), file.text().as_str()), (200, "hello world"));
    for (name, value) in [
        ("content-type", "text/plain"),
        ("content-length", "11"),
        ("content-disposition", "attachment; filename=a.txt"),
        ("cache-control", "no-cache"),
        ("x-content-type-options", "nosniff"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(file.header(name), Some(value), "{name}");
    }
    assert_snapshot!(server.get(&format!("{FILES}?path=0/r")).await.show(), @r#"200 {"files":[{"file_size":11,"is_dir":false,"path":"a.txt"}]}"#);
    assert_snapshot!(server.get(&format!("{FILES}?path=0")).await.show(), @r#"200 {"files":[{"is_dir":true,"path":"r"}]}"#);
    assert_snapshot!(server.get(&format!("{FILES}?path=nothing")).await.show(), @"200 {}");
    assert_snapshot!(server.get(&format!("{FILES}/0/r")).await.error(), @"400 INVALID_PARAMETER_VALUE: Artifact path refers to a directory, not a file: '0/r'");
    assert_snapshot!(server.get(&format!("{FILES}/0/none")).await.error(), @"404 RESOURCE_DOES_NOT_EXIST: No such artifact: '0/none'");
    assert_snapshot!(put(&server, "0/r/", "x").await.error(), @"400 INVALID_PARAMETER_VALUE: Artifact path must include a filename (cannot end with '/').");
    assert_eq!(delete(&server, "0/r/a.txt").await.show(), "200 {}");
    assert_eq!(delete(&server, "0/r/a.txt").await.show(), "200 {}");
    assert_eq!(server.get(&format!("{FILES}/0/r/a.txt")).await.status, 404);
}

#[tokio::test]
async fn ranges_and_validators() {
    let server = Server::new();
    put(&server, "f", "0123456789").await;
    let whole = server.get(&format!("{FILES}/f")).await;
    let etag = whole.header("etag").unwrap().to_owned();
    let part = get_with(&server, "f", "range", "bytes=2-4").await;
    assert_eq!((part.status.as_u16(), part.text().as_str()), (206, "234"));
    assert_eq!((part.header("content-range"), part.header("content-length")), (Some("bytes 2-4/10"), Some("3")));
    assert_eq!(get_with(&server, "f", "range", "bytes=-3").await.text(), "789");
    assert_eq!(get_with(&server, "f", "range", "lines=1-2").await.status, 200);
    let beyond = get_with(&server, "f", "range", "bytes=10-").await;
    assert_eq!((beyond.status.as_u16(), beyond.header("content-range")), (416, Some("bytes */10")));
    let known = get_with(&server, "f", "if-none-match", &format!("\"x\", W/{etag}")).await;
    assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
    for (condition, status) in [(etag.as_str(), 206), ("\"other\"", 200)] {
        let request = Request::get(format!("{FILES}/f")).header("range", "bytes=0-1").header("if-range", condition);
        assert_eq!(server.send(request.body(Body::empty()).unwrap()).await.status, status, "{condition}");
    }
}

#[tokio::test]
async fn odd_names_are_decoded_exactly_once() {
    let server = Server::new();
    for (url, name) in [
        ("a~b", "a~b"),
        ("100%25", "100%"),
        ("50%2525", "50%25"),
        ("ckpt%233", "ckpt#3"),
        ("q%3F", "q?"),
        ("%5B1%5D", "[1]"),
        ("%C3%BC", "ü"),
        ("end%20", "end "),
        ("1+1", "1+1"),
        ("1%2B1%20x", "1+1 x"),
    ] {
        let stored = put(&server, &format!("odd/{url}"), url).await;
        assert_eq!(stored.status, 200, "{name}: {}", stored.text());
        assert_eq!(server.get(&format!("{FILES}/odd/{url}")).await.text(), url);
        let listed = server.get(&format!("{FILES}?path=odd")).await.json();
        let names: Vec<_> = listed["files"].as_array().unwrap().iter().map(|file| file["path"].clone()).collect();
        assert!(names.contains(&json!(name)), "{name} is not in {names:?}");
    }
}

#[tokio::test]
async fn nothing_leads_out() {
    let server = Server::new();
    std::fs::write(server.dir.path().join("secret"), "s").unwrap();
    for path in [
        "../secret",
        "a/../../secret",
        "%2e%2e/secret",
        "%252e%252e%252fsecret",
        "..%2fsecret",
        "..%5csecret",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "a/%00/../../secret",
        "%ff",
    ] {
        for answer in [
            server.get(&format!("{FILES}/{path}")).await,
            put(&server, path, "x").await,
            server.get(&format!("{FILES}?path={path}")).await,
        ] {
            assert!(
                answer.status.is_client_error() || answer.text() == "{}",
                "{path}: {} {}",
                answer.status,
                answer.text()
            );
        }
    }
    assert_eq!(std::fs::read_to_string(server.dir.path().join("secret")).unwrap(), "s");
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let server = Server::new();
    let pieces = [Ok(vec![b'x'; 100_000]), Err(std::io::Error::other("gone"))];
    let answer = put(&server, "r/half", Body::from_stream(futures_util::stream::iter(pieces))).await;
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert_eq!(server.get(&format!("{FILES}?path=r")).await.show(), "200 {}");
}

#[tokio::test]
async fn by_run() {
    let server = Server::new();
    let id = server.run().await;
    put(&server, &format!("0/{id}/artifacts/d/ü.json"), "{}").await;
    let list = |path: &'static str| {
        let url = format!("{V2}/artifacts/list?run_id={id}{path}");
        let server = &server;
        async move { server.get(&url).await.json()["files"].take() }
    };
    assert_eq!(list("").await, json!([{"path": "d", "is_dir": true}]));
    assert_eq!(list("&path=d").await, json!([{"path": "d/ü.json", "is_dir": false, "file_size": 2}]));
    let file = server.get(&format!("/get-artifact?run_uuid={id}&path=d/%C3%BC.json")).await;
    assert_eq!((file.status.as_u16(), file.text().as_str()), (200, "{}"));
    let upload = |query: String, size: usize| {
        let request = Request::post(format!("/ajax-api/2.0/mlflow/upload-artifact?{query}"));
        server.send(request.body(Body::from(vec![b'x'; size])).unwrap())
    };
    let uploaded = upload(format!("run_uuid={id}&path=e/f.bin"), 3).await;
    assert_eq!((uploaded.status.as_u16(), uploaded.text().as_str()), (200, ""));
    assert_eq!(server.get(&format!("{FILES}/0/{id}/artifacts/e/f.bin")).await.text(), "xxx");
    assert_snapshot!(upload(format!("run_uuid={id}&path=big"), 10 * 1024 * 1024 + 1).await.error(), @"400 INVALID_PARAMETER_VALUE: Artifact size is too large. Max size is 10MB.");
    assert_snapshot!(upload(format!("run_uuid={id}&path=none"), 0).await.error(), @"400 INVALID_PARAMETER_VALUE: Request must specify data.");
    assert_snapshot!(upload(format!("run_uuid={id}&path=../x"), 1).await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid path");
    assert_snapshot!(server.post("artifacts/presigned-upload-url", &json!({"run_id": id, "path": "x"})).await.error(), @"400 INVALID_PARAMETER_VALUE: Presigned upload is not supported for proxied artifact storage (artifact URI scheme: mlflow-artifacts). This endpoint requires a direct cloud storage artifact URI.");
    assert_snapshot!(server.post("artifacts/presigned-download-url", &json!({"run_id": id, "path": "x"})).await.error(), @"400 INVALID_PARAMETER_VALUE: Presigned download is not supported for runs with proxied artifact storage (artifact URI scheme: mlflow-artifacts). This endpoint requires a run with a direct cloud storage artifact URI.");
}

#[tokio::test]
async fn a_page_is_shown_where_its_scripts_reach_nothing() {
    let server = Server::new();
    let run = server.run().await;
    for name in ["d/figure.html", "old.HTM", "x.xhtml", "table.json", "drawing.svg"] {
        assert_eq!(put_by_run(&server, &run, name, "<script>1</script>").await.status, 200);
    }
    let url = |path: &str| format!("/api/runlore/v1/artifacts/page?run_id={run}&path={path}");
    for (path, content_type) in [
        ("d/figure.html", "text/html; charset=utf-8"),
        ("old.HTM", "text/html; charset=utf-8"),
        ("x.xhtml", "application/xhtml+xml"),
    ] {
        let page = server.get(&url(path)).await;
        assert_eq!((page.status.as_u16(), page.text().as_str()), (200, "<script>1</script>"));
        assert_eq!((page.header("content-type"), page.header("content-disposition")), (Some(content_type), None));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        let policy = page.header("content-security-policy").unwrap();
        let parts: Vec<&str> = policy.split("; ").collect();
        for needed in ["sandbox allow-scripts", "default-src 'none'", "connect-src 'none'", "form-action 'none'"] {
            assert!(parts.contains(&needed), "{needed} is not in {policy}");
        }
        // No host, not even this one.
        assert!(!["'self'", "http", "allow-same-origin", "*"].iter().any(|word| policy.contains(word)), "{policy}");
        let request = Request::get(url(path)).header("if-none-match", page.header("etag").unwrap());
        let known = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((known.status.as_u16(), known.header("content-security-policy")), (304, Some(policy)));
    }
    assert_snapshot!(server.get(&url("table.json")).await.error(), @"400 INVALID_PARAMETER_VALUE: 'table.json' is no HTML file by its name: ask get-artifact for it.");
    assert_eq!(server.get(&url("drawing.svg")).await.status, 400);
    assert_eq!(server.get(&url("../x.html")).await.status, 400);
    assert_eq!(server.get(&url("none.html")).await.status, 404);
    // Elsewhere it stays a file to be saved.
    let file = server.get(&format!("/get-artifact?run_id={run}&path=d/figure.html")).await;
    assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
}

#[tokio::test]
async fn a_file_goes_to_its_run_wherever_that_is() {
    let server = Server::new();
    let served = server.run().await;
    let local = json!({"name": "e", "artifact_location": server.dir.path().join("elsewhere")});
    let local = server.post("experiments/create", &local).await.json();
    let local = server.post("runs/create", &local).await.json()["run"]["info"]["run_id"].take();
    for run in [served.as_str(), local.as_str().unwrap()] {
        let stored = put_by_run(&server, run, "d/%C3%BC%20x.bin", vec![b'x'; 3 << 20]).await;
        assert_eq!(stored.show(), "200 {}");
        let file = server.get(&format!("/get-artifact?run_uuid={run}&path=d/%C3%BC%20x.bin")).await;
        assert_eq!((file.status.as_u16(), file.body.len()), (200, 3 << 20));
    }
    assert_snapshot!(put_by_run(&server, "nobody", "f", "x").await.error(), @"404 RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found");
    assert_snapshot!(put_by_run(&server, &served, "d/", "x").await.error(), @"400 INVALID_PARAMETER_VALUE: Artifact path must include a filename (cannot end with '/').");
    for path in ["../x", "a/..%2f..%2fx", "%252e%252e/x", "a%00/../../x"] {
        assert_eq!(put_by_run(&server, &served, path, "x").await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn a_file_of_a_spool_is_stored_once() {
    let server = Server::new();
    let run = server.run().await;
    let spool = "00000000000000000000000000000001";
    let at = |number: &str| format!("f?spool={spool}&number={number}");
    let text = async || server.get(&format!("/get-artifact?run_uuid={run}&path=f")).await.text();
    assert_eq!(put_by_run(&server, &run, &at("2"), "first").await.show(), r#"200 {"applied":2}"#);
    for number in ["2", "1"] {
        let again = put_by_run(&server, &run, &at(number), "again").await;
        assert_eq!(
            (again.show(), text().await),
            (r#"200 {"applied":2,"skipped":true}"#.to_owned(), "first".to_owned())
        );
    }
    let broken = [Ok("half"), Err(std::io::Error::other("gone"))];
    let broken = put_by_run(&server, &run, &at("3"), Body::from_stream(futures_util::stream::iter(broken))).await;
    assert_eq!((broken.status.as_u16(), text().await), (400, "first".to_owned()));
    assert_eq!(put_by_run(&server, &run, &at("3"), "third").await.show(), r#"200 {"applied":3}"#);
    assert_eq!(text().await, "third");
    for half in ["f?number=1", &format!("f?spool={spool}"), "f?spool=x&number=1", &at("0"), &at("x")] {
        assert_eq!(put_by_run(&server, &run, half, "x").await.status, 400, "{half}");
    }
}

#[tokio::test]
async fn a_body_that_nobody_wants_is_read_to_its_end() {
    let server = Server::new();
    let read = Arc::new(AtomicUsize::new(0));
    let counted = read.clone();
    let pieces = futures_util::stream::iter(0..10).map(move |_| {
        counted.fetch_add(1, Relaxed);
        Ok::<_, std::io::Error>("piece")
    });
    assert_eq!(put_by_run(&server, "nobody", "f", Body::from_stream(pieces)).await.status, 404);
    assert_eq!(read.load(Relaxed), 10);
}

#[tokio::test]
async fn by_logged_model() {
    let server = Server::new();
    let made = server.post("logged-models", &json!({"experiment_id": "0", "name": "m"})).await.json();
    let id = made["model"]["info"]["model_id"].as_str().unwrap();
    put(&server, &format!("0/models/{id}/artifacts/MLmodel"), "flavors: {}").await;
    let listed = server.get(&format!("{V2}/logged-models/{id}/artifacts/directories")).await.json();
    assert_eq!(listed["files"], json!([{"path": "MLmodel", "is_dir": false, "file_size": 11}]));
    let file = format!("/ajax-api/2.0/mlflow/logged-models/{id}/artifacts/files?artifact_file_path=MLmodel");
    assert_eq!(server.get(&file).await.text(), "flavors: {}");
}

#[tokio::test]
async fn a_bucket_takes_files_by_signed_urls() {
    let keys = [("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_DEFAULT_REGION", "eu-west-1")];
    let server = Server::within(AppConfig::default(), keys.into_iter().collect());
    let bucket = json!({"name": "e", "artifact_location": "s3://bucket/p?x=y"});
    let experiment = server.post("experiments/create", &bucket).await.json();
    let run = server.post("runs/create", &experiment).await.json()["run"]["info"]["run_id"].take();
    let model = json!({"experiment_id": experiment["experiment_id"], "name": "m"});
    let model = server.post("logged-models", &model).await.json()["model"]["info"]["model_id"].take();
    for (owner, id, folder) in [("run_id", &run, ""), ("model_id", &model, "models/")] {
        let ask = |path: &str, seconds: i64| {
            let body = json!({owner: id, "path": path, "expiration": seconds});
            let server = &server;
            async move { server.post("artifacts/presigned-upload-url", &body).await }
        };
        let signed = ask("d/a b.json", 60).await.json();
        assert_eq!(signed["headers"], json!({"Content-Type": "application/json"}));
        let url = signed["presigned_url"].as_str().unwrap();
        let (place, query) = url.split_once('?').unwrap();
        let id = id.as_str().unwrap();
        assert!(place.ends_with(&format!("/bucket/p/{folder}{id}/artifacts/d/a%20b.json")), "{url}");
        assert!(query.contains("X-Amz-Expires=60&") && query.contains("X-Amz-Signature="), "{url}");
        for (path, seconds) in [("../x", 60), ("d/", 60), ("", 60), ("a", 0), ("a", 604_801)] {
            assert_eq!(ask(path, seconds).await.status, 400, "{path:?} {seconds}");
        }
    }
}

#[tokio::test]
async fn local_folders_sign_no_urls() {
    let server = Server::new();
    let local = json!({"name": "e", "artifact_location": server.dir.path()});
    let experiment = server.post("experiments/create", &local).await.json();
    let run = server.post("runs/create", &experiment).await.json()["run"]["info"]["run_id"].take();
    assert_snapshot!(server.post("artifacts/presigned-upload-url", &json!({"run_id": run, "path": "x"})).await.error(), @"501 NOT_IMPLEMENTED: Presigned upload is not supported for the current artifact repository");
    let path = "/api/2.0/mlflow-artifacts/mpu/create/0/r";
    assert_snapshot!(server.call(Method::POST, path, &json!({"path": "/home/me/f", "num_parts": 2})).await.error(), @"501 NOT_IMPLEMENTED: Multipart upload is not supported for the current artifact repository");
    assert_snapshot!(server.get("/api/2.0/mlflow-artifacts/presigned/0/f").await.error(), @"501 NOT_IMPLEMENTED: Multipart download is not supported for the current artifact repository");
}

#[tokio::test]
async fn what_a_server_was_started_without() {
    let no_files = Server::with(AppConfig { serve_artifacts: false, ..AppConfig::default() });
    let answer = no_files.get(&format!("{FILES}/f")).await;
    assert_eq!(answer.status, 503);
    assert_snapshot!(answer.text(), @"Endpoint: /api/2.0/mlflow-artifacts/artifacts/{*path} disabled due to the server running with `--no-serve-artifacts`. To serve artifacts, start it with `--serve-artifacts`");
    assert_eq!(no_files.get(&format!("{V2}/experiments/get?experiment_id=0")).await.status, 200);
    let only_files = Server::with(AppConfig { artifacts_only: true, ..AppConfig::default() });
    let answer = only_files.get(&format!("{V2}/experiments/get?experiment_id=0")).await;
    assert_eq!(answer.status, 503);
    assert_snapshot!(answer.text(), @"Endpoint: /api/2.0/mlflow/experiments/get disabled due to the server running in `--artifacts-only` mode. To track runs as well, start it without `--artifacts-only`");
    assert_eq!(put(&only_files, "f", "x").await.status, 200);
    let prefixed = Server::with(AppConfig { static_prefix: "/ml".to_owned(), ..AppConfig::default() });
    assert_eq!(put(&prefixed, "f", "x").await.status, 200);
    assert_eq!(prefixed.get(&format!("/ml{FILES}/f")).await.text(), "x");
}

//! Bodies that no honest client sends: each is answered with a 4xx and changes nothing.

use axum::body::Body;
use axum::http::{Method, Request};
use insta::assert_snapshot;
use runlore_server::AppConfig;
use serde_json::json;

use crate::support::{Server, V2};

#[tokio::test]
async fn every_one_is_a_client_error() {
    let server = Server::new();
    let id = server.run().await;
    let deep = format!("{{\"run_id\":\"{id}\",\"tags\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    for body in [
        b"{".to_vec(),
        b"[1".to_vec(),
        b"[]".to_vec(),
        b"17".to_vec(),
        b"\"no object\"".to_vec(),
        b"{\"run_id\": \"\xff\xfe\"}".to_vec(),
        b"{\"run_id\": \"\\ud800\"}".to_vec(),
        b"\0\0\0\0".to_vec(),
        deep.into_bytes(),
        format!("{{\"run_id\":\"{id}\",\"metrics\":[{{\"key\":\"m\",\"value\":NaN,\"timestamp\":1}}]}}").into_bytes(),
        format!("{{\"run_id\":\"{id}\",\"metrics\":[{{\"key\":\"m\",\"value\":1e999,\"timestamp\":1}}]}}").into_bytes(),
        format!("{{\"run_id\":\"{id}\",\"metrics\":[{{\"key\":\"m\",\"value\":1,\"timestamp\":2.5}}]}}").into_bytes(),
        format!(
            "{{\"run_id\":\"{id}\",\"metrics\":[{{\"key\":\"m\",\"value\":1,\"timestamp\":99999999999999999999}}]}}"
        )
        .into_bytes(),
        format!("{{\"run_id\":\"{id}\",\"tags\":[{{\"key\":\"k\",\"value\":\"a\\u0000b\"}}]}}").into_bytes(),
        format!("{{\"run_id\":\"{id}\",\"tags\":[null]}}").into_bytes(),
        format!("{{\"run_id\":\"{id}\",\"runId\":\"{id}\"}}").into_bytes(),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(100)]).into_owned();
        let answer = server.raw(Method::POST, &format!("{V2}/runs/log-batch"), body).await;
        assert_eq!(answer.status, 400, "{shown}: {}", answer.text());
        assert_eq!(answer.json()["error_code"], "INVALID_PARAMETER_VALUE", "{shown}");
        assert!(answer.body.len() < 5000, "{shown}");
    }
    assert_eq!(server.get_run(&id).await["data"].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn nul_characters_are_named() {
    let server = Server::new();
    let answer = server.post("experiments/create", &json!({"name": "a\0b"})).await;
    assert_snapshot!(answer.error(), @r#"400 INVALID_PARAMETER_VALUE: Invalid value "a\u0000b" for parameter 'name' supplied:  Hint: Text must not contain the NUL character (at byte 1). See the API docs for more information about request parameters."#);
    assert_eq!(server.get(&format!("{V2}/runs/get?run_id=%00")).await.status, 400);
}

#[tokio::test]
async fn of_equal_keys_the_last_counts() {
    let server = Server::new();
    let body = br#"{"name": "a", "name": "b"}"#.to_vec();
    assert_eq!(server.raw(Method::POST, &format!("{V2}/experiments/create"), body).await.status, 200);
    assert_eq!(server.get(&format!("{V2}/experiments/get-by-name?experiment_name=b")).await.status, 200);
}

#[tokio::test]
async fn large_bodies_are_refused_with_the_limit() {
    let server = Server::with(AppConfig { body_limit: 1024, ..AppConfig::default() });
    let path = format!("{V2}/experiments/create");
    let body = json!({"name": "x".repeat(2000)}).to_string();
    let declared = server.raw(Method::POST, &path, body.clone().into_bytes()).await;
    assert_snapshot!(declared.error(), @"413 INVALID_PARAMETER_VALUE: The body is larger than this server takes, which is 1024 bytes (0 MiB).");
    let chunks = futures_util::stream::iter(body.into_bytes().chunks(100).map(<[u8]>::to_vec).collect::<Vec<_>>());
    let chunks = futures_util::StreamExt::map(chunks, Ok::<_, std::io::Error>);
    let request = Request::post(&path).header("content-type", "application/json").body(Body::from_stream(chunks));
    assert_eq!(server.send(request.unwrap()).await.status, 413);
}

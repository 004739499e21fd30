//! What holds for every endpoint: content types, both prefixes, unknown routes, guards.

use axum::body::Body;
use axum::http::{Method, Request};
use insta::assert_snapshot;
use runlore_server::AppConfig;
use serde_json::json;

use crate::support::{Answer, Server, V2};

async fn with(server: &Server, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    server.send(request.body(Body::from("{\"name\":\"n\"}")).unwrap()).await
}

#[tokio::test]
async fn posts_are_json() {
    let server = Server::new();
    let create = format!("{V2}/experiments/create");
    assert_snapshot!(with(&server, Method::POST, &create, &[]).await.error(), @"400 INVALID_PARAMETER_VALUE: Bad Request. Content-Type header is missing.");
    assert_snapshot!(with(&server, Method::POST, &create, &[("content-type", "text/plain")]).await.error(), @"400 INVALID_PARAMETER_VALUE: Bad Request. Content-Type must be one of ['application/json'].");
    let charset = [("content-type", "application/json; charset=utf-8")];
    assert_eq!(with(&server, Method::POST, &create, &charset).await.status, 200);
}

#[tokio::test]
async fn a_get_without_a_query_reads_its_body() {
    let server = Server::new();
    let path = format!("{V2}/experiments/get");
    let answer = server.call(Method::GET, &path, &json!({"experimentId": "0"})).await;
    assert_eq!(answer.json()["experiment"]["name"], "Default");
    let ignored = server.call(Method::GET, &format!("{path}?x=1"), &json!({"experiment_id": "0"})).await;
    assert_eq!(ignored.status, 400);
    let camel = server.get(&format!("{path}?experimentId=0")).await;
    assert_eq!(camel.status, 400);
}

#[tokio::test]
async fn both_prefixes_and_the_static_one() {
    let server = Server::new();
    assert_eq!(server.get("/ajax-api/2.0/mlflow/experiments/get?experiment_id=0").await.status, 200);
    assert_eq!(server.get("/api/3.0/mlflow/experiments/get?experiment_id=0").await.status, 404);
    let prefixed = Server::with(AppConfig { static_prefix: "/ml".to_owned(), ..AppConfig::default() });
    assert_eq!(prefixed.get("/ml/api/2.0/mlflow/experiments/get?experiment_id=0").await.status, 200);
    assert_eq!(prefixed.get("/ml/health").await.text(), "OK");
    assert_eq!(prefixed.get("/api/2.0/mlflow/experiments/get?experiment_id=0").await.status, 404);
}

#[tokio::test]
async fn unknown_routes_are_answered_at_once() {
    let server = Server::new();
    assert_snapshot!(server.post("registered-models/create", &json!({"name": "m"})).await.error(), @"404 ENDPOINT_NOT_FOUND: Runlore has no endpoint POST /api/2.0/mlflow/registered-models/create.");
    assert_snapshot!(server.get(&format!("{V2}/runs/create")).await.error(), @"405 BAD_REQUEST: GET is not a method of /api/2.0/mlflow/runs/create.");
    assert_snapshot!(server.get("/nothing").await.error(), @"404 ENDPOINT_NOT_FOUND: Runlore has no endpoint GET /nothing.");
    let html = [("accept", "text/html,application/xhtml+xml")];
    assert_eq!(with(&server, Method::GET, "/api/2.0/mlflow/nothing", &html).await.status, 404);
}

#[tokio::test]
async fn traces_are_refused_in_words_that_clients_know() {
    let server = Server::new();
    assert_snapshot!(server.call(Method::POST, "/v1/traces", &json!({})).await.error(), @"501 NOT_IMPLEMENTED: REST OTLP span logging is not supported");
    assert_snapshot!(server.call(Method::POST, "/api/3.0/mlflow/traces", &json!({})).await.error(), @"501 NOT_IMPLEMENTED: Traces are not served by this server yet.");
    for (method, path) in
        [(Method::GET, "/api/2.0/mlflow/traces"), (Method::PATCH, "/ajax-api/2.0/mlflow/traces/tr-1/tags")]
    {
        assert_eq!(server.call(method, path, &json!({})).await.status, 501, "{path}");
    }
}

#[tokio::test]
async fn hosts_and_origins() {
    let server = Server::new();
    let get = format!("{V2}/experiments/get?experiment_id=0");
    let rebound = with(&server, Method::GET, &get, &[("host", "evil.example")]).await;
    assert_eq!(
        (rebound.status.as_u16(), rebound.text().as_str()),
        (403, "Invalid Host header - possible DNS rebinding attack detected")
    );
    assert_eq!(with(&server, Method::GET, "/health", &[("host", "evil.example")]).await.status, 200);
    let create = format!("{V2}/experiments/create");
    let json = ("content-type", "application/json");
    let foreign = with(&server, Method::POST, &create, &[json, ("origin", "https://evil.example")]).await;
    assert_eq!((foreign.status.as_u16(), foreign.text().as_str()), (403, "Cross-origin request blocked"));
    let local = with(&server, Method::POST, &create, &[json, ("origin", "http://localhost:3000")]).await;
    assert_eq!(
        (local.status.as_u16(), local.header("access-control-allow-origin")),
        (200, Some("http://localhost:3000"))
    );
    assert_eq!(local.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(local.header("x-frame-options"), Some("SAMEORIGIN"));
    let preflight = [("origin", "http://localhost:3000"), ("access-control-request-method", "POST")];
    let preflight = with(&server, Method::OPTIONS, &create, &preflight).await;
    assert_eq!((preflight.status.as_u16(), preflight.text().as_str()), (200, "OK"));
    let open = Server::with(AppConfig { security: false, ..AppConfig::default() });
    let unguarded =
        with(&open, Method::POST, &create, &[json, ("host", "x"), ("origin", "https://evil.example")]).await;
    assert_eq!((unguarded.status.as_u16(), unguarded.header("x-frame-options")), (200, None));
}

#[tokio::test]
async fn workspaces_are_off() {
    let server = Server::new();
    let header = [("x-mlflow-workspace", "team")];
    let get = format!("{V2}/experiments/get?experiment_id=0");
    assert_snapshot!(with(&server, Method::GET, &get, &header).await.error(), @"500 FEATURE_DISABLED: Workspace APIs are not available: workspaces are not enabled on this server");
    assert_eq!(with(&server, Method::GET, "/api/3.0/mlflow/server-info", &header).await.status, 200);
}

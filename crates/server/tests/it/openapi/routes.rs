//! The document has the endpoints of the router, each of them, and no others.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde_json::Value;

use super::{DOCUMENT, OPERATIONS, TEXT};
use crate::support::Server;

const ROUTER: &str = include_str!("../../../src/router.rs");

/// Where each function of the router has its routes, by their public path. `bare_files` has some of `served_files` once more.
const FUNCTIONS: [(&str, &str); 5] = [
    ("everything", ""),
    ("own", "/api/runlore/v1"),
    ("ajax_only", ""),
    ("served_files", "/api/2.0/mlflow-artifacts"),
    ("v2", "/api/2.0/mlflow"),
];

/// The files of the interface, and what is only refused.
const LEFT_OUT: [&str; 2] = ["GET /assets/{name}", "POST /v1/traces"];

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Method and path of each route that the text of the router has.
fn routes(router: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for function in router.split("\nfn ").skip(1) {
        let name = function.split('(').next().unwrap();
        if name == "bare_files" {
            continue;
        }
        let below = FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, below)| *below);
        for route in function.split(".route(").skip(1) {
            let below = below.unwrap_or_else(|| panic!("say in FUNCTIONS where `{name}` has its routes"));
            let path = route.split('"').nth(1).unwrap().replace("{*", "{");
            let methods: Vec<&str> = METHODS.into_iter().filter(|method| calls(route, method)).collect();
            assert!(!methods.is_empty(), "{path} has none of {METHODS:?}");
            found.extend(methods.iter().map(|method| format!("{} {below}{path}", method.to_uppercase())));
        }
    }
    // What is below /ajax-api as well is in the document once.
    let twice =
        |route: &String| found.contains(&route.replacen("/ajax-api/", "/api/", 1)) && route.contains("/ajax-api/");
    found.iter().filter(|route| !twice(route) && !LEFT_OUT.contains(&route.as_str())).cloned().collect()
}

/// Whether the text calls a function of that name.
fn calls(text: &str, function: &str) -> bool {
    let part_of_name = |c: char| c == '_' || c == ':' || c.is_alphanumeric();
    text.match_indices(&format!("{function}(")).any(|(at, _)| !text[..at].ends_with(part_of_name))
}

#[test]
fn the_document_has_the_endpoints_of_the_router() {
    let documented: BTreeSet<String> =
        OPERATIONS.iter().map(|operation| format!("{} {}", operation.method, operation.path)).collect();
    let routes = routes(ROUTER);
    let only: Vec<&String> = routes.difference(&documented).collect();
    assert!(only.is_empty(), "not in crates/server/openapi.json: {only:?}");
    let only: Vec<&String> = documented.difference(&routes).collect();
    assert!(only.is_empty(), "not in the router: {only:?}");
}

#[test]
fn routes_are_read() {
    let router = "pub fn app() {}\n\nfn own() {\n    Router::new()\n        .route(\"/a/{*path}\", get(x::get).put(x::put))\n        .route(\n            \"/b\",\n            post(x::delete),\n        )\n}\n";
    let expected = ["GET /api/runlore/v1/a/{path}", "POST /api/runlore/v1/b", "PUT /api/runlore/v1/a/{path}"];
    assert_eq!(routes(router).into_iter().collect::<Vec<_>>(), expected);
    assert!(std::panic::catch_unwind(|| routes("\nfn other() { r.route(\"/a\", get(x)) }")).is_err());
}

#[tokio::test]
async fn the_server_answers_every_endpoint() {
    let server = Server::new();
    for operation in OPERATIONS.iter() {
        let path = operation.path.replace(['{', '}'], "");
        let request = Request::builder().method(operation.method.as_str()).uri(&path);
        let request = request.header("content-type", "application/json").body(Body::from("{}")).unwrap();
        let response = server.answer(request).await;
        assert_ne!(response.status(), 405, "{} {path}", operation.method);
        // Streams have no end, and are there.
        if response.status() == 404 {
            let body = response.into_body().collect().await.unwrap().to_bytes();
            let error: Value = serde_json::from_slice(&body).unwrap();
            assert_ne!(error["error_code"], "ENDPOINT_NOT_FOUND", "{} {path}", operation.method);
        }
    }
}

#[tokio::test]
async fn the_document_is_served() {
    let answer = Server::new().get("/api/runlore/v1/openapi.json").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, Some("application/json")));
    assert_eq!(answer.text(), TEXT);
    assert_eq!(DOCUMENT["info"]["version"], env!("CARGO_PKG_VERSION"));
}

//! What the server says about itself.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use runlore_domain::Error;
use runlore_protocol::ServerIdentity;
use serde::Serialize;

use crate::answer::{Answer, json, of_type};
use crate::state::AppState;

/// The MLflow release whose contract is kept; clients turn features on and off by it.
const MLFLOW_VERSION: &str = "3.17.2";

/// What there is to ask, for programs. It is text of the binary, so it takes no memory of its own.
const OPENAPI: &str = include_str!("../../openapi.json");

pub(crate) async fn health() -> Response {
    of_type("text/plain; charset=utf-8", "OK")
}

pub(crate) async fn version() -> Response {
    of_type("text/html; charset=utf-8", MLFLOW_VERSION)
}

pub(crate) async fn identity() -> Answer {
    json(&ServerIdentity::runlore(env!("CARGO_PKG_VERSION")))
}

pub(crate) async fn openapi() -> Response {
    let mut response = of_type("application/json", Bytes::from_static(OPENAPI.as_bytes()));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

pub(crate) async fn metrics(State(app): State<AppState>) -> Answer {
    let mut text = String::with_capacity(16 * 1024);
    app.telemetry
        .write(&mut text)
        .map_err(|error| Error::internal("The counters could not be written.").with_source(error))?;
    if let Ok(store) = app.store() {
        store.write_metrics(&mut text);
    }
    Ok(of_type("text/plain; version=0.0.4; charset=utf-8", text))
}

/// What clients and the interface ask before they choose how to talk to a server.
#[derive(Debug, Serialize)]
struct ServerInfo {
    store_type: Option<&'static str>,
    workspaces_enabled: bool,
    trace_archival_enabled: bool,
    multipart_uploads_enabled: bool,
    multipart_downloads_enabled: bool,
    presigned_upload_run_id_supported: bool,
    presigned_upload_model_id_supported: bool,
    features_enabled: Features,
}

#[derive(Debug, Serialize)]
struct Features {
    gateway: bool,
}

pub(crate) async fn server_info(State(app): State<AppState>) -> Answer {
    let signs_urls = app.artifacts.served().is_ok_and(|served| served.store.signs_urls());
    json(&ServerInfo {
        store_type: app.store().is_ok().then_some("SqlStore"),
        workspaces_enabled: false,
        trace_archival_enabled: false,
        multipart_uploads_enabled: signs_urls,
        multipart_downloads_enabled: signs_urls,
        presigned_upload_run_id_supported: true,
        presigned_upload_model_id_supported: true,
        features_enabled: Features { gateway: false },
    })
}

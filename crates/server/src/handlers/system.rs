//! What the server says about itself.

use axum::extract::State;
use axum::response::Response;
use runlore_domain::Error;

use crate::answer::{Answer, of_type};
use crate::state::AppState;

/// The MLflow release whose contract is kept; clients turn features on and off by it.
const MLFLOW_VERSION: &str = "3.17.2";

pub(crate) async fn health() -> Response {
    of_type("text/plain; charset=utf-8", "OK")
}

pub(crate) async fn version() -> Response {
    of_type("text/html; charset=utf-8", MLFLOW_VERSION)
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

pub(crate) async fn server_info() -> Answer {
    Ok(of_type(
        "application/json",
        r#"{"store_type":"SqlStore","workspaces_enabled":false,"trace_archival_enabled":false,"multipart_uploads_enabled":false,"multipart_downloads_enabled":false,"presigned_upload_run_id_supported":true,"presigned_upload_model_id_supported":true,"features_enabled":{"gateway":false}}"#,
    ))
}

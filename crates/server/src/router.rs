//! The route table: every path that this server answers, once.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, patch, post, put};

use crate::config::AppConfig;
use crate::handlers::{
    artifacts, events, experiments, heartbeats, ingest, logged_models, many_runs, metrics, runs, served_files, system,
    tables, traces,
};
use crate::state::AppState;
use crate::{fallback, middleware, ui};

/// The whole server.
pub fn app(state: AppState) -> Router {
    let config = &state.config;
    let router = match config.static_prefix.as_str() {
        "" => everything(config),
        // Clients ask for files where they always are, whatever the prefix.
        prefix => Router::new().nest(prefix, everything(config)).merge(bare_files(config)),
    };
    router
        .fallback(fallback::not_found)
        .method_not_allowed_fallback(fallback::method_not_allowed)
        .layer(from_fn_with_state(state.clone(), middleware::around))
        .with_state(state)
}

fn everything(config: &AppConfig) -> Router<AppState> {
    let mut tracking = ajax_only();
    let mut files = Router::new();
    for root in ["/api", "/ajax-api"] {
        tracking = tracking.nest(&format!("{root}/2.0/mlflow"), v2()).nest(&format!("{root}/3.0/mlflow"), v3());
        files = files.nest(&format!("{root}/2.0/mlflow-artifacts"), served_files());
    }
    if config.artifacts_only {
        tracking = tracking.route_layer(from_fn(fallback::tracking_is_off));
    }
    if !config.serve_artifacts {
        files = files.route_layer(from_fn(fallback::files_are_off));
    }
    Router::new()
        .route("/health", get(system::health))
        .route("/version", get(system::version))
        .route("/metrics", get(system::metrics))
        .route("/assets/{*name}", get(ui::asset))
        .route("/api/3.0/mlflow/server-info", get(system::server_info))
        .route("/ajax-api/3.0/mlflow/server-info", get(system::server_info))
        .nest("/api/runlore/v1", own(config))
        .merge(tracking)
        .merge(files)
}

/// What MLflow has no endpoint for.
fn own(config: &AppConfig) -> Router<AppState> {
    let mut own = Router::new()
        .route("/ingest", post(ingest::apply))
        .route("/tables/append", post(tables::append))
        .route("/tables/flush", post(tables::flush))
        .route("/events", get(events::stream))
        .route("/experiments/activity", post(experiments::activity))
        .route("/heartbeat", post(heartbeats::beat))
        .route("/runs/lost", post(heartbeats::lost))
        .route("/metrics/sampled", post(metrics::sampled))
        .route("/runs/search", post(many_runs::search))
        .route("/runs/keys", post(many_runs::keys))
        .route("/runs/delete", post(many_runs::delete))
        .route("/runs/restore", post(many_runs::restore))
        .route("/runs/set-tag", post(many_runs::set_tag))
        .route("/runs/delete-tag", post(many_runs::delete_tag))
        .route("/tables/rows", post(tables::rows))
        .route("/artifacts/zip", get(artifacts::zip))
        .route("/artifacts/page", get(artifacts::page))
        .route("/runs/{run_id}/artifacts/{*path}", put(artifacts::put));
    if config.artifacts_only {
        own = own.route_layer(from_fn(fallback::tracking_is_off));
    }
    own.route("/server", get(system::identity)).route("/openapi.json", get(system::openapi))
}

/// What the interface asks for beside the public API.
fn ajax_only() -> Router<AppState> {
    Router::new()
        .route("/v1/traces", post(traces::refuse_spans))
        .route("/get-artifact", get(artifacts::get))
        .route("/ajax-api/2.0/mlflow/upload-artifact", post(artifacts::upload))
        .route("/ajax-api/2.0/mlflow/logged-models/{id}/artifacts/files", get(artifacts::get_of_model))
        .route("/ajax-api/2.0/mlflow/metrics/get-history-bulk", get(metrics::history_bulk))
        .route("/ajax-api/2.0/mlflow/experiments/search-datasets", post(experiments::search_datasets))
}

fn served_files() -> Router<AppState> {
    Router::new()
        .route("/artifacts", get(served_files::list))
        .route("/artifacts/{*path}", get(served_files::get).put(served_files::put).delete(served_files::delete))
        .route("/mpu/create/{*folder}", post(served_files::create_multipart))
        .route("/mpu/complete/{*folder}", post(served_files::complete_multipart))
        .route("/mpu/abort/{*folder}", post(served_files::abort_multipart))
        .route("/presigned/{*path}", get(served_files::presign))
}

fn bare_files(config: &AppConfig) -> Router<AppState> {
    if !config.serve_artifacts {
        return Router::new();
    }
    let file = || get(served_files::get).put(served_files::put);
    Router::new()
        .route("/api/2.0/mlflow-artifacts/artifacts/{*path}", file())
        .route("/ajax-api/2.0/mlflow-artifacts/artifacts/{*path}", file())
}

fn v2() -> Router<AppState> {
    Router::new()
        .route("/experiments/create", post(experiments::create))
        .route("/experiments/search", get(experiments::search).post(experiments::search))
        .route("/experiments/get", get(experiments::get))
        .route("/experiments/get-by-name", get(experiments::get_by_name))
        .route("/experiments/update", post(experiments::update))
        .route("/experiments/delete", post(experiments::delete))
        .route("/experiments/restore", post(experiments::restore))
        .route("/experiments/set-experiment-tag", post(experiments::set_tag))
        .route("/experiments/delete-experiment-tag", post(experiments::delete_tag))
        .route("/runs/create", post(runs::create))
        .route("/runs/get", get(runs::get))
        .route("/runs/update", post(runs::update))
        .route("/runs/delete", post(runs::delete))
        .route("/runs/restore", post(runs::restore))
        .route("/runs/log-metric", post(runs::log_metric))
        .route("/runs/log-parameter", post(runs::log_param))
        .route("/runs/set-tag", post(runs::set_tag))
        .route("/runs/delete-tag", post(runs::delete_tag))
        .route("/runs/log-batch", post(runs::log_batch))
        .route("/runs/log-model", post(runs::log_model))
        .route("/runs/search", post(runs::search))
        .route("/runs/log-inputs", post(runs::log_inputs))
        .route("/runs/outputs", post(runs::log_outputs))
        .route("/metrics/get-history", get(metrics::history))
        .route("/metrics/get-history-bulk-interval", get(metrics::history_interval))
        .route("/artifacts/list", get(artifacts::list))
        .route("/artifacts/presigned-upload-url", post(artifacts::presign_upload))
        .route("/artifacts/presigned-download-url", post(artifacts::presign_download))
        .route("/logged-models", post(logged_models::create))
        .route("/logged-models/search", post(logged_models::search))
        .route(
            "/logged-models/{id}",
            get(logged_models::get).patch(logged_models::finalize).delete(logged_models::delete),
        )
        .route("/logged-models/{id}/params", post(logged_models::log_params))
        .route("/logged-models/{id}/tags", patch(logged_models::set_tags))
        .route("/logged-models/{id}/tags/{key}", delete(logged_models::delete_tag))
        .route("/logged-models/{id}/artifacts/directories", get(artifacts::list_of_model))
        .merge(traces::routes())
}

fn v3() -> Router<AppState> {
    traces::routes()
}

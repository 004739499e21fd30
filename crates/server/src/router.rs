//! The route table: every path that this server answers, once.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, patch, post};

use crate::handlers::{experiments, logged_models, metrics, runs, system, traces};
use crate::state::AppState;
use crate::{fallback, middleware};

/// The whole server.
pub fn app(state: AppState) -> Router {
    let inside = everything();
    let prefix = state.config.static_prefix.as_str();
    let router = if prefix.is_empty() { inside } else { Router::new().nest(prefix, inside) };
    router
        .fallback(fallback::not_found)
        .method_not_allowed_fallback(fallback::method_not_allowed)
        .layer(from_fn_with_state(state.clone(), middleware::around))
        .with_state(state)
}

fn everything() -> Router<AppState> {
    let mut router = Router::new()
        .route("/health", get(system::health))
        .route("/version", get(system::version))
        .route("/metrics", get(system::metrics))
        .route("/v1/traces", post(traces::refuse_spans))
        .route("/ajax-api/2.0/mlflow/metrics/get-history-bulk", get(metrics::history_bulk))
        .route("/ajax-api/2.0/mlflow/experiments/search-datasets", post(experiments::search_datasets));
    for root in ["/api", "/ajax-api"] {
        router = router.nest(&format!("{root}/2.0/mlflow"), v2()).nest(&format!("{root}/3.0/mlflow"), v3());
    }
    router
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
        .route("/logged-models", post(logged_models::create))
        .route("/logged-models/search", post(logged_models::search))
        .route(
            "/logged-models/{id}",
            get(logged_models::get).patch(logged_models::finalize).delete(logged_models::delete),
        )
        .route("/logged-models/{id}/params", post(logged_models::log_params))
        .route("/logged-models/{id}/tags", patch(logged_models::set_tags))
        .route("/logged-models/{id}/tags/{key}", delete(logged_models::delete_tag))
        .merge(traces::routes())
}

fn v3() -> Router<AppState> {
    Router::new().route("/server-info", get(system::server_info)).merge(traces::routes())
}

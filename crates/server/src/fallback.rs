//! What is answered where there is no route: MLflow's error JSON for clients, at once (a 5xx would
//! send them into minutes of retries), and the interface for people.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use runlore_domain::{Error, ErrorKind};

use crate::error::ApiError;
use crate::state::AppState;
use crate::ui;

/// No such path.
pub(crate) async fn not_found(State(app): State<AppState>, request: Request) -> Response {
    let (method, path) = (request.method(), request.uri().path());
    let inside = path.strip_prefix(app.config.static_prefix.as_str()).unwrap_or(path);
    let api = ["/api/", "/ajax-api/", "/v1/"].iter().any(|prefix| inside.starts_with(prefix));
    if matches!(*method, Method::GET | Method::HEAD) && !api && wants_html(request.headers()) {
        return ui::page(&app, path).await;
    }
    let message = format!("Runlore has no endpoint {method} {path}.");
    ApiError::from(Error::new(ErrorKind::EndpointNotFound, message)).into_response()
}

fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The path exists, the method does not.
pub(crate) async fn method_not_allowed(request: Request) -> Response {
    let message = format!("{} is not a method of {}.", request.method(), request.uri().path());
    let mut response = ApiError::from(Error::bad_request(message)).into_response();
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    response
}

/// A tracking route of a server that only passes files through.
pub(crate) async fn tracking_is_off(route: MatchedPath, _: Request, _: Next) -> Response {
    disabled(&route, "in `--artifacts-only` mode. To track runs as well, start it without `--artifacts-only`")
}

/// A file route of a server that passes no files through.
pub(crate) async fn files_are_off(route: MatchedPath, _: Request, _: Next) -> Response {
    disabled(&route, "with `--no-serve-artifacts`. To serve artifacts, start it with `--serve-artifacts`")
}

fn disabled(route: &MatchedPath, why: &str) -> Response {
    let message = format!("Endpoint: {} disabled due to the server running {why}", route.as_str());
    (StatusCode::SERVICE_UNAVAILABLE, message).into_response()
}

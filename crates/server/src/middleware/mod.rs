//! What happens around every request, in one layer: guard, handler, headers, counting.

mod cors;
mod glob;
mod guard;
mod hosts;

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use runlore_domain::Error;

pub(crate) use guard::Guard;

use crate::error::ApiError;
use crate::state::AppState;

/// Wraps the whole router.
pub(crate) async fn around(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let origin = request.headers().get(axum::http::header::ORIGIN).cloned();
    let mut response = match app.guard.check(&request) {
        Some(refusal) => refusal,
        None => run(request, next).await,
    };
    app.guard.decorate(origin.as_ref(), &mut response);
    let template = route.as_ref().map_or("unmatched", MatchedPath::as_str);
    app.telemetry.record(template, label(&method), response.status(), started.elapsed());
    response
}

/// Runs the handler; a panic in it is the answer to this request alone.
async fn run(request: Request, next: Next) -> Response {
    AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        let error = Error::internal("Runlore failed to handle the request; the cause is in its log.");
        ApiError::from(error.with_source(said.unwrap_or_else(|| "a panic without words".to_owned()))).into_response()
    })
}

/// The method as a label, of which there is a fixed number.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use http_body_util::BodyExt as _;
    use runlore_artifacts::{ArtifactConfig, ArtifactStores};
    use tower::ServiceExt as _;

    use super::*;
    use crate::AppConfig;

    async fn panics() -> &'static str {
        panic!("on purpose")
    }

    #[tokio::test]
    async fn a_panic_is_a_500_for_its_request_alone() {
        let state = AppState::new(AppConfig::default(), None, ArtifactStores::new(ArtifactConfig::default()).unwrap());
        let router = Router::new().route("/panics", get(panics)).route("/works", get(async || "fine"));
        let router = router.layer(from_fn_with_state(state.clone(), around)).with_state(state);
        let ask = async |path: &str| {
            let request = Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            (status, String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap())
        };
        let (status, body) = ask("/panics").await;
        assert_eq!(status, 500);
        assert!(body.contains("INTERNAL_ERROR") && !body.contains("on purpose"), "{body}");
        assert_eq!(ask("/works").await, (200, "fine".to_owned()));
    }
}

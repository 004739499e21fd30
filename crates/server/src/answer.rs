//! Answers that went well.

mod pieces;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use serde::Serialize;

use crate::error::ApiError;
use pieces::Pieces;

/// What a handler returns.
pub(crate) type Answer = Result<Response, ApiError>;

/// `value` as JSON.
pub(crate) fn json(value: &impl Serialize) -> Answer {
    let mut body = Pieces::default();
    serde_json::to_writer(&mut body, value)
        .map_err(|error| runlore_domain::Error::internal("The answer could not be written.").with_source(error))?;
    Ok(of_type("application/json", body.into_body()))
}

/// `{}`, the answer of everything that has nothing to tell.
pub(crate) fn done() -> Answer {
    Ok(of_type("application/json", Bytes::from_static(b"{}")))
}

/// A body with its content type.
pub(crate) fn of_type(content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

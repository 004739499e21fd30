//! Answers that went well.

mod pieces;

use std::cell::RefCell;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use serde::ser::{Serialize, SerializeSeq as _, Serializer};

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

/// A list whose items go while they are written: a large answer is not in memory twice. It is written once.
#[derive(Debug)]
pub(crate) struct Drained<T>(RefCell<Vec<T>>);

impl<T> Drained<T> {
    pub(crate) fn new(items: Vec<T>) -> Self {
        Self(RefCell::new(items))
    }
}

impl<T: Serialize> Serialize for Drained<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.0.take();
        let mut list = serializer.serialize_seq(Some(items.len()))?;
        for item in items {
            list.serialize_element(&item)?;
        }
        list.end()
    }
}

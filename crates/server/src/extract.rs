//! From an HTTP request to a request of the protocol: content type, size, time, parsing.

use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use runlore_domain::{Error, ErrorKind, Result};
use runlore_protocol::decode;
use serde::de::DeserializeOwned;

use crate::error::ApiError;
use crate::state::AppState;

/// How long a client may pause while it sends a body. How long it takes for all of it is left to
/// its network.
pub(crate) const IDLE: Duration = Duration::from_secs(120);

/// A request, from the query string of a GET or from a JSON body.
pub(crate) struct Input<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<AppState> for Input<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &AppState) -> std::result::Result<Self, ApiError> {
        if request.method() == Method::GET
            && let Some(query) = request.uri().query().filter(|query| !query.is_empty())
        {
            return Ok(Self(decode::from_query(query)?));
        }
        if matches!(*request.method(), Method::POST | Method::PUT) {
            check_content_type(request.headers())?;
        }
        let body = read_body(request.into_body(), app.config.body_limit).await?;
        Ok(Self(decode::from_json(&body)?))
    }
}

/// The query string of any request.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, ApiError> {
        Ok(Self(decode::from_query(parts.uri.query().unwrap_or_default())?))
    }
}

/// What stands for a placeholder of the route, decoded once; `+` is a plus.
pub(crate) struct RoutePath<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for RoutePath<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Self, ApiError> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(rejection) => Err(Error::invalid("Invalid path").with_source(rejection).into()),
        }
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<()> {
    const ALLOWED: &str = "Content-Type must be one of ['application/json'].";
    let Some(value) = headers.get(header::CONTENT_TYPE) else {
        return Err(Error::invalid("Bad Request. Content-Type header is missing."));
    };
    if value.as_bytes().split(|byte| *byte == b';').next() == Some(b"application/json") {
        return Ok(());
    }
    Err(Error::invalid(format!("Bad Request. {ALLOWED}")))
}

/// Reads a body of at most `limit` bytes.
pub(crate) async fn read_body(body: Body, limit: usize) -> Result<Bytes> {
    collect(body, limit, IDLE).await
}

async fn collect(body: Body, limit: usize, idle: Duration) -> Result<Bytes> {
    let too_large = || {
        let mib = limit / (1024 * 1024);
        let message = format!("The body is larger than this server takes, which is {limit} bytes ({mib} MiB).");
        Error::new(ErrorKind::TooLarge, message)
    };
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large());
    }
    let mut read = BytesMut::new();
    let mut pieces = body.into_data_stream();
    loop {
        match tokio::time::timeout(idle, pieces.next()).await {
            Ok(Some(Ok(piece))) if read.len() + piece.len() <= limit => read.extend_from_slice(&piece),
            Ok(Some(Ok(_))) => return Err(too_large()),
            Ok(Some(Err(error))) => return Err(Error::bad_request("The body broke off.").with_source(error)),
            Ok(None) => return Ok(read.freeze()),
            Err(_) => return Err(Error::bad_request(format!("The body paused for {} s.", idle.as_secs()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    /// A body of `pieces`, with a pause before each.
    fn slow(pieces: usize, pause: Duration) -> Body {
        Body::from_stream(stream::iter(0..pieces).then(move |_| async move {
            tokio::time::sleep(pause).await;
            Ok::<_, std::io::Error>("x")
        }))
    }

    #[tokio::test]
    async fn a_body_may_take_long_but_not_pause() {
        let (pause, idle) = (Duration::from_millis(60), Duration::from_secs(1));
        assert_eq!(collect(slow(20, pause), 20, idle).await.unwrap(), "x".repeat(20));
        assert_eq!(collect(slow(21, Duration::ZERO), 20, idle).await.unwrap_err().kind(), ErrorKind::TooLarge);
        let error = collect(slow(1, idle * 60), 20, idle).await.unwrap_err();
        assert_eq!(error.message(), "The body paused for 1 s.");
    }
}

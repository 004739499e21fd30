//! Files over HTTP: bodies that stream in, downloads that stream out with ranges, validators and
//! headers that keep a browser from running what somebody logged.

use std::time::SystemTime;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use runlore_artifacts::store::ArtifactFile;
use runlore_artifacts::{ArtifactPath, ByteRange, ByteStream, Location, content};
use runlore_domain::table::TableName;
use runlore_domain::{Error, ErrorKind};

use crate::answer::Answer;
use crate::error::ApiError;
use crate::extract::IDLE;
use crate::state::AppState;
use crate::tables;
use crate::telemetry::Operation;

/// A request's body, piece by piece; an error ends it.
pub(crate) fn incoming(body: Body) -> ByteStream {
    let pieces = stream::unfold(Some(body.into_data_stream()), |pieces| async {
        let mut pieces = pieces?;
        match tokio::time::timeout(IDLE, pieces.next()).await {
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some(pieces))),
            Ok(Some(Err(error))) => Some((Err(Error::bad_request("The upload broke off.").with_source(error)), None)),
            Ok(None) => None,
            Err(_) => Some((Err(Error::bad_request(format!("The upload paused for {} s.", IDLE.as_secs()))), None)),
        }
    });
    pieces.boxed()
}

/// Reads what is left of a body that nobody wants: many clients look at the answer only when they have sent everything,
/// and take a connection that closes under them for an outage.
pub(crate) async fn drain(mut body: ByteStream) {
    while let Some(Ok(_)) = body.next().await {}
}

/// The file `path` of `location`, or the part of it that the request asks for; `table` is its name if it
/// may be a table.
pub(crate) async fn download(
    app: &AppState,
    location: &Location,
    path: &ArtifactPath,
    table: Option<TableName>,
    asked: &HeaderMap,
) -> Answer {
    let at = location.at(path);
    let open = |range| tables::open(app, location, &at, table.as_ref(), range);
    let mut range = asked.get(header::RANGE).and_then(|value| value.to_str().ok()).and_then(ByteRange::parse);
    let mut file = match app.telemetry.timed(Operation::Open, open(range)).await {
        Err(error) if error.kind() == ErrorKind::RangeNotSatisfiable => {
            let size = open(None).await?.size;
            return Ok(not_satisfiable(error, size));
        }
        opened => opened?,
    };
    if range.is_some() && !still_the_same(asked, &file) {
        range = None;
        file = open(None).await?;
    }
    if is_known(asked, &file) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        set(response.headers_mut(), header::ETAG, &file.etag);
        return Ok(response);
    }
    let partial = range.is_some();
    Ok(answer(path, file, partial))
}

fn answer(path: &ArtifactPath, file: ArtifactFile, partial: bool) -> Response {
    let (size, range) = (file.size, file.range.clone());
    let mut response = Response::new(Body::from_stream(file.body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content::content_type(path.name())));
    set(headers, header::CONTENT_DISPOSITION, &content::attachment(path.name()));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // What is under a path may be replaced at any time; asking whether it was costs little.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    set(headers, header::ETAG, &file.etag);
    set(headers, header::LAST_MODIFIED, &httpdate::fmt_http_date(file.last_modified));
    if partial {
        set(headers, header::CONTENT_RANGE, &format!("bytes {}-{}/{size}", range.start, range.end - 1));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    response
}

fn set(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn not_satisfiable(error: Error, size: u64) -> Response {
    let mut response = ApiError::from(error).into_response();
    set(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{size}"));
    response
}

/// `If-Range`: a part only makes sense when the client's other parts are of the same file.
fn still_the_same(asked: &HeaderMap, file: &ArtifactFile) -> bool {
    let Some(condition) = asked.get(header::IF_RANGE) else { return true };
    let Ok(condition) = condition.to_str() else { return false };
    condition == file.etag || condition == httpdate::fmt_http_date(file.last_modified)
}

/// `If-None-Match`, or without it `If-Modified-Since`: the client has the file already.
fn is_known(asked: &HeaderMap, file: &ArtifactFile) -> bool {
    let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(known) = text(header::IF_NONE_MATCH) {
        let tag = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        return known.trim() == "*" || known.split(',').any(|candidate| tag(candidate) == file.etag);
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(|date| httpdate::parse_http_date(date).ok());
    since.is_some_and(|since| seconds(file.last_modified) <= seconds(since))
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

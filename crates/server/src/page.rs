//! HTML that somebody logged, to be looked at: its scripts run, in an origin of nobody, and reach nothing.
//!
//! The header alone keeps it away from everything, wherever the file is opened; the interface's frame says the same once
//! more, and the interface's own policy keeps the frame from going elsewhere.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use runlore_artifacts::{ArtifactPath, content};
use runlore_domain::{Error, Result};

/// What a page may do. Drawing libraries make code of texts; without a network that is no more than any script may.
const POLICY: &str = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; \
                      style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data: blob:; \
                      connect-src 'none'; frame-src 'none'; worker-src 'none'; form-action 'none'; base-uri 'none'";

/// Whether a file of this name is a page; its content type.
pub(crate) fn type_of(path: &ArtifactPath) -> Result<&'static str> {
    match content::guess(path.name()) {
        Some("text/html") => Ok("text/html; charset=utf-8"),
        Some(xhtml @ "application/xhtml+xml") => Ok(xhtml),
        _ => Err(Error::invalid(format!("'{path}' is no HTML file by its name: ask get-artifact for it."))),
    }
}

/// A download as a page in a frame.
pub(crate) fn shown(content_type: &'static str, mut download: Response) -> Response {
    let headers = download.headers_mut();
    headers.remove(header::CONTENT_DISPOSITION);
    for (name, value) in [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // Asking for a name is a way to tell something, and so is where one comes from.
        (HeaderName::from_static("x-dns-prefetch-control"), "off"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    download
}

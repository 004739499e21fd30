//! Which pages of other origins may call this server from a browser.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::glob;

/// The origins that may, beside pages of this machine.
#[derive(Debug)]
pub(super) struct Cors {
    patterns: Vec<String>,
    everyone: bool,
}

const METHODS: &str = "GET, POST, PUT, DELETE, OPTIONS, PATCH";

impl Cors {
    pub(super) fn new(origins: &[String]) -> Self {
        Self { patterns: origins.to_vec(), everyone: origins.iter().any(|origin| origin == "*") }
    }

    /// Whether a request that changes something comes from a page that may not do that.
    pub(super) fn blocks(&self, method: &Method, origin: Option<&HeaderValue>) -> bool {
        let changes = matches!(*method, Method::POST | Method::PUT | Method::DELETE | Method::PATCH);
        changes && origin.is_some_and(|origin| !origin.is_empty() && !self.allows(origin))
    }

    fn allows(&self, origin: &HeaderValue) -> bool {
        let Ok(origin) = origin.to_str() else { return false };
        self.everyone || is_local(origin) || self.patterns.iter().any(|pattern| glob::matches(pattern, origin))
    }

    /// Answers a browser's question whether it may send a request.
    pub(super) fn preflight(&self, method: &Method, headers: &HeaderMap) -> Option<Response> {
        let origin = headers.get(header::ORIGIN).filter(|_| *method == Method::OPTIONS)?;
        let wanted = headers.get(header::ACCESS_CONTROL_REQUEST_METHOD)?;
        let known = METHODS.split(", ").any(|name| name.as_bytes() == wanted.as_bytes());
        let failures = match (self.allows(origin), known) {
            (true, true) => None,
            (false, true) => Some("Disallowed CORS origin"),
            (true, false) => Some("Disallowed CORS method"),
            (false, false) => Some("Disallowed CORS origin, method"),
        };
        let status = if failures.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
        let mut response = (status, failures.unwrap_or("OK")).into_response();
        let out = response.headers_mut();
        out.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
        out.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        if let Some(asked) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
            out.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
        }
        Some(response)
    }

    /// Tells the browser whether the page may read the answer.
    pub(super) fn decorate(&self, origin: Option<&HeaderValue>, headers: &mut HeaderMap) {
        if !self.everyone {
            headers.append(header::VARY, HeaderValue::from_static("Origin"));
        }
        let Some(origin) = origin.filter(|origin| self.allows(origin)) else { return };
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("*"));
        if self.everyone {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        } else {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
    }
}

/// A page that this machine served.
fn is_local(origin: &str) -> bool {
    let Some((_, authority)) = origin.split_once("://") else { return false };
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    matches!(host, "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_elsewhere_change_nothing() {
        let cors = Cors::new(&["https://ui.example.com".to_owned(), "https://*.corp".to_owned()]);
        let blocked =
            |method: Method, origin: &str| cors.blocks(&method, Some(&HeaderValue::from_str(origin).unwrap()));
        for bad in [
            "https://evil.com",
            "null",
            "http://localhost.evil.com",
            "https://ui.example.com.evil.com",
            "http://localhost@evil.com",
            "https://corp",
        ] {
            assert!(blocked(Method::POST, bad), "{bad}");
            assert!(!blocked(Method::GET, bad), "{bad}");
        }
        for good in ["https://ui.example.com", "https://a.corp", "http://localhost:3000", "http://[::1]:1"] {
            assert!(!blocked(Method::DELETE, good), "{good}");
        }
        assert!(!cors.blocks(&Method::POST, None));
    }
}

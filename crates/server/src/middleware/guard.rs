//! The checks before a request is handled, and the headers after.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use runlore_domain::{Error, ErrorKind};

use super::cors::Cors;
use super::hosts::Hosts;
use crate::config::AppConfig;
use crate::error::ApiError;

const WORKSPACE: HeaderName = HeaderName::from_static("x-mlflow-workspace");

/// Host check, origin check and security headers, or none of them.
#[derive(Debug)]
pub(crate) struct Guard {
    enabled: bool,
    prefix: String,
    hosts: Hosts,
    cors: Cors,
    frame_options: Option<HeaderValue>,
}

impl Guard {
    pub(crate) fn new(config: &AppConfig) -> Self {
        Self {
            enabled: config.security,
            prefix: config.static_prefix.clone(),
            hosts: Hosts::new(config.allowed_hosts.as_deref()),
            cors: Cors::new(&config.cors_allowed_origins),
            frame_options: config.x_frame_options.as_deref().and_then(|value| HeaderValue::from_str(value).ok()),
        }
    }

    /// The refusal, if the request is not to be handled.
    pub(super) fn check(&self, request: &Request) -> Option<Response> {
        if self.enabled
            && let Some(refusal) = self.check_origin(request)
        {
            return Some(refusal);
        }
        let workspace = request.headers().get(WORKSPACE)?;
        if workspace.as_bytes().trim_ascii().is_empty() || request.uri().path().ends_with("/mlflow/server-info") {
            return None;
        }
        let message = "Workspace APIs are not available: workspaces are not enabled on this server";
        Some(ApiError::from(Error::new(ErrorKind::FeatureDisabled, message)).into_response())
    }

    fn check_origin(&self, request: &Request) -> Option<Response> {
        let (headers, path) = (request.headers(), request.uri().path());
        let inside = path.strip_prefix(self.prefix.as_str()).unwrap_or(path);
        let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
        let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
        if !matches!(inside, "/health" | "/version") && !self.hosts.allow(host.unwrap_or_default()) {
            tracing::warn!(host, "refused a request for a host that is not allowed (see --allowed-hosts)");
            let message = "Invalid Host header - possible DNS rebinding attack detected";
            return Some((StatusCode::FORBIDDEN, message).into_response());
        }
        if let Some(answer) = self.cors.preflight(request.method(), headers) {
            return Some(answer);
        }
        let api = [inside, path].iter().any(|path| path.starts_with("/api/") || path.starts_with("/ajax-api/"));
        let origin = headers.get(header::ORIGIN);
        if api && self.cors.blocks(request.method(), origin) {
            tracing::warn!(?origin, "refused a change from a page of another origin (see --cors-allowed-origins)");
            return Some((StatusCode::FORBIDDEN, "Cross-origin request blocked").into_response());
        }
        None
    }

    /// Adds the headers that every answer carries.
    pub(super) fn decorate(&self, origin: Option<&HeaderValue>, response: &mut Response) {
        if !self.enabled {
            return;
        }
        let headers = response.headers_mut();
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(value) = &self.frame_options {
            headers.insert(header::X_FRAME_OPTIONS, value.clone());
        }
        self.cors.decorate(origin, headers);
    }
}

//! Speaking to a server over HTTP.

use std::sync::Once;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::{Method, StatusCode, Url};
use runlore_domain::{Error, ErrorKind, Result};
use runlore_protocol::error_body::ErrorBody;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server may take to answer a request of the API.
const ANSWER: Duration = Duration::from_secs(120);

/// A server, and who asks.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    client: reqwest::Client,
    base: Url,
    authorization: Option<HeaderValue>,
}

/// An answer that is no success.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) error_code: String,
    /// The same request may succeed later.
    pub(crate) again: bool,
    /// When, if the server said so.
    pub(crate) after: Option<Duration>,
}

impl Http {
    /// `uri` may hold user and password; else `MLFLOW_TRACKING_USERNAME` and `…_PASSWORD` or `…_TOKEN` count,
    /// and before them the same names that begin with `RUNLORE_`.
    pub(crate) fn new(uri: &str, env: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        // reqwest takes the process's TLS provider; whoever comes first decides.
        static TLS: Once = Once::new();
        TLS.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let mut base = Url::parse(uri).map_err(|cause| {
            Error::invalid(format!("The tracking URI {uri} is not a URL; write http://host:port")).with_source(cause)
        })?;
        let authorization = authorization(&base, env)?;
        // Setting them fails for URLs without a host only.
        let _kept = base.set_username("").and_then(|()| base.set_password(None));
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .user_agent(concat!("runlore/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|cause| Error::internal("The HTTP client could not be made").with_source(cause))?;
        Ok(Self { client, base, authorization })
    }

    /// The URI without credentials.
    pub(crate) fn uri(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Sends a JSON body, or none, and answers the body of a success.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> std::result::Result<Vec<u8>, Failure> {
        let mut url = self.base.join(path).map_err(|cause| Failure::ours(Error::internal(cause.to_string())))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = self.client.request(method, url);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let answer = request.send().await.map_err(|cause| self.away(cause))?;
        let status = answer.status();
        let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let body = answer.bytes().await.map_err(|cause| self.away(cause))?;
        if status.is_success() {
            return Ok(body.into());
        }
        Err(Failure::answered(status, &body, after.map(Duration::from_secs)))
    }

    fn away(&self, cause: reqwest::Error) -> Failure {
        let error = Error::unavailable(format!("The tracking server {} can not be reached: {cause}", self.uri()));
        Failure { error: error.with_source(cause), error_code: String::new(), again: true, after: None }
    }
}

impl Failure {
    fn ours(error: Error) -> Self {
        Self { error, error_code: "INTERNAL_ERROR".to_owned(), again: false, after: None }
    }

    fn answered(status: StatusCode, body: &[u8], after: Option<Duration>) -> Self {
        let told: Option<ErrorBody> = serde_json::from_slice(body).ok();
        let error_code = told.as_ref().map_or_else(|| "INTERNAL_ERROR".to_owned(), |told| told.error_code.clone());
        let message = told
            .map_or_else(|| format!("The tracking server answered {status}: {}", excerpt(body)), |told| told.message);
        let again = status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED
            || matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
        Self { error: Error::new(kind(status, &error_code), message), error_code, again, after }
    }
}

/// The beginning of a body that is no error of the API: a proxy's page, perhaps.
fn excerpt(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().filter(|c| !c.is_control()).take(200).collect()
}

fn kind(status: StatusCode, code: &str) -> ErrorKind {
    match (status.as_u16(), code) {
        (_, "RESOURCE_DOES_NOT_EXIST") => ErrorKind::NotFound,
        (_, "RESOURCE_ALREADY_EXISTS") => ErrorKind::AlreadyExists,
        (_, "INVALID_PARAMETER_VALUE") => ErrorKind::InvalidParameter,
        (_, "INVALID_STATE") => ErrorKind::InvalidState,
        (401 | 403, _) => ErrorKind::PermissionDenied,
        (404, _) => ErrorKind::EndpointNotFound,
        (413, _) => ErrorKind::TooLarge,
        (429, _) => ErrorKind::Overloaded,
        (501, _) => ErrorKind::NotImplemented,
        (507, _) => ErrorKind::StorageFull,
        (502..=504, _) => ErrorKind::Unavailable,
        (400..=499, _) => ErrorKind::BadRequest,
        _ => ErrorKind::Internal,
    }
}

fn authorization(url: &Url, env: &dyn Fn(&str) -> Option<String>) -> Result<Option<HeaderValue>> {
    let set = |name: &str| env(&format!("RUNLORE_TRACKING_{name}")).or_else(|| env(&format!("MLFLOW_TRACKING_{name}")));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let basic = |user: &str, password: &str| format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
    let words = if url.username().is_empty() {
        match (set("USERNAME"), set("PASSWORD"), set("TOKEN")) {
            (Some(user), Some(password), _) => Some(basic(&user, &password)),
            (_, _, Some(token)) => Some(format!("Bearer {token}")),
            _ => None,
        }
    } else {
        Some(basic(&decoded(url.username()), &decoded(url.password().unwrap_or_default())))
    };
    let Some(words) = words else { return Ok(None) };
    let mut value = HeaderValue::from_str(&words)
        .map_err(|cause| Error::invalid("The tracking credentials hold control characters").with_source(cause))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(uri: &str, env: &[(&str, &str)]) -> Option<String> {
        let of = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Http::new(uri, &of).unwrap().authorization.map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn credentials_come_from_the_uri_or_the_environment_and_are_not_shown() {
        assert_eq!(header("http://u:p%40@h:1", &[]).as_deref(), Some("Basic dTpwQA=="));
        let both =
            [("MLFLOW_TRACKING_USERNAME", "u"), ("MLFLOW_TRACKING_PASSWORD", "p"), ("MLFLOW_TRACKING_TOKEN", "t")];
        assert_eq!(header("http://h", &both).as_deref(), Some("Basic dTpw"));
        assert_eq!(header("http://h", &both[2..]).as_deref(), Some("Bearer t"));
        let own = [("RUNLORE_TRACKING_TOKEN", "r"), ("MLFLOW_TRACKING_TOKEN", "t")];
        assert_eq!(header("http://h", &own).as_deref(), Some("Bearer r"));
        assert_eq!(header("http://h", &[]), None);
        let http = Http::new("http://u:secret@h:1/prefix", &|_| None).unwrap();
        assert_eq!(http.uri(), "http://h:1/prefix");
        assert!(!format!("{http:?}").contains("secret"), "{http:?}");
        assert!(Http::new("no url", &|_| None).is_err());
    }
}

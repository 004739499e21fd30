//! Speaking to a server over HTTP.

use std::sync::Once;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::StreamExt as _;
use percent_encoding::percent_decode_str;
use reqwest::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Certificate, Client, Url};
use runlore_domain::{Error, Result};

use super::{Answer, Body, Failure, Request};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a server may take to answer a request of the API.
const ANSWER: Duration = Duration::from_secs(120);
/// How long a transfer may stand still.
const STALL: Duration = Duration::from_secs(120);

/// A server, and who asks.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    client: Client,
    base: Url,
    authorization: Option<HeaderValue>,
}

impl Http {
    /// `uri` may hold user and password; else `MLFLOW_TRACKING_USERNAME` and `…_PASSWORD` or `…_TOKEN` count,
    /// and before them the same names that begin with `RUNLORE_`.
    pub(crate) fn new(uri: &str, env: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let mut base = Url::parse(uri).map_err(|cause| {
            // Before the last @ there may be a password, which is perhaps what is wrong.
            let shown = uri.rsplit_once('@').map_or_else(|| uri.to_owned(), |(_, host)| format!("…@{host}"));
            Error::invalid(format!(
                "The tracking URI {shown} is not a URL; write http://host:port, with a password's / \
                                    and @ as %2F and %40"
            ))
            .with_source(cause)
        })?;
        let authorization = authorization(&base, env)?;
        base.set_query(None);
        // Setting them fails for URLs without a host only.
        let _kept = base.set_username("").and_then(|()| base.set_password(None));
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Ok(Self { client: client(&base, env)?, base, authorization })
    }

    /// The URI without credentials.
    pub(crate) fn uri(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    pub(crate) async fn send(&self, request: Request) -> std::result::Result<Answer, Failure> {
        let Request { method, path, query, headers, body } = request;
        let mut url = self.base.join(&path).map_err(|cause| Failure::ours(Error::internal(cause.to_string())))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let same_host = url.origin() == self.base.origin();
        let mut sent = self.client.request(method, url).headers(headers);
        if let Some(authorization) = self.authorization.as_ref().filter(|_| same_host) {
            sent = sent.header(AUTHORIZATION, authorization);
        }
        sent = match body {
            Body::None => sent,
            Body::Json(json) => sent.header(CONTENT_TYPE, "application/json").timeout(ANSWER).body(json),
            Body::Stream(pieces, length) => {
                sent.header(CONTENT_LENGTH, length).body(reqwest::Body::wrap_stream(pieces))
            }
        };
        let answer = sent.send().await.map_err(|cause| self.away(cause))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        if !status.is_success() {
            let body = answer.bytes().await.map_err(|cause| self.away(cause))?;
            return Err(Failure::answered(status, &headers, &body));
        }
        let uri = self.uri().to_owned();
        let body = answer.bytes_stream().map(move |piece| piece.map_err(|cause| broke_off(&uri, cause))).boxed();
        Ok(Answer { headers, body })
    }

    fn away(&self, cause: reqwest::Error) -> Failure {
        let why = root(&cause);
        Failure::away(
            Error::unavailable(format!("The tracking server {} can not be reached: {why}", self.uri()))
                .with_source(cause),
        )
    }
}

fn broke_off(uri: &str, cause: reqwest::Error) -> Error {
    Error::unavailable(format!("The answer of {uri} broke off: {}", root(&cause))).with_source(cause)
}

/// The innermost cause, which says most: "connection refused".
fn root(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

fn client(base: &Url, env: &dyn Fn(&str) -> Option<String>) -> Result<Client> {
    // reqwest takes the process's TLS provider; whoever comes first decides.
    static TLS: Once = Once::new();
    TLS.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let set = |name: &str| env(&format!("RUNLORE_TRACKING_{name}")).or_else(|| env(&format!("MLFLOW_TRACKING_{name}")));
    let mut client = Client::builder()
        .connect_timeout(CONNECT)
        .read_timeout(STALL)
        .tcp_nodelay(true)
        .user_agent(concat!("runlore/", env!("CARGO_PKG_VERSION")));
    if base.scheme() == "http" {
        // The system's certificates take tens of milliseconds to read, and nobody asks for them.
        client = client.tls_certs_only([]);
    }
    if set("INSECURE_TLS").is_some_and(|value| value.eq_ignore_ascii_case("true") || value == "1") {
        client = client.tls_danger_accept_invalid_certs(true);
    }
    if let Some(path) = set("SERVER_CERT_PATH") {
        let unusable = |cause: &dyn std::fmt::Display| {
            Error::invalid(format!("The certificates in {path} (…TRACKING_SERVER_CERT_PATH) can not be used: {cause}"))
        };
        let pem = std::fs::read(&path).map_err(|cause| unusable(&cause))?;
        client = client.tls_certs_merge(Certificate::from_pem_bundle(&pem).map_err(|cause| unusable(&cause))?);
    }
    client.build().map_err(|cause| Error::internal("The HTTP client could not be made").with_source(cause))
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

    #[test]
    fn certificates_that_can_not_be_read_are_an_error() {
        let env = |name: &str| (name == "MLFLOW_TRACKING_SERVER_CERT_PATH").then(|| "/nowhere.pem".to_owned());
        assert!(Http::new("https://h", &env).unwrap_err().message().contains("/nowhere.pem"));
        assert!(Http::new("https://h", &|_| None).is_ok());
    }
}

//! How a request reaches a server: over HTTP, or in process to a database of the program's own.
//!
//! Everything above speaks in [`Request`] and [`Answer`] and does not know which of the two it is.

mod body;
#[cfg(feature = "embedded")]
mod embedded;
mod failure;
mod http;

use std::borrow::Cow;

use ::http::{HeaderMap, Method};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use runlore_domain::{Error, Result};

pub use body::Progress;
pub(crate) use body::{Body, Pieces, file};
pub(crate) use failure::Failure;

/// What a segment of a path may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A request, relative to the server's own address.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Without a slash in front, and encoded.
    pub(crate) path: String,
    pub(crate) query: Vec<(Cow<'static, str>, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

impl Request {
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: Vec::new(), headers: HeaderMap::new(), body: Body::None }
    }

    pub(crate) fn query(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.query.push((key.into(), value.into()));
        self
    }

    pub(crate) fn json(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Body::Json(body.into());
        self
    }

    pub(crate) fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }
}

/// A success.
pub(crate) struct Answer {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Pieces,
}

impl Answer {
    /// The whole body.
    pub(crate) async fn bytes(mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(piece) = self.body.try_next().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all)
    }
}

/// Where requests go.
#[derive(Debug, Clone)]
pub(crate) enum Transport {
    Http(http::Http),
    #[cfg(feature = "embedded")]
    Embedded(embedded::Embedded),
}

impl Transport {
    /// The transport that `uri` means. `env` are the variables that hold credentials.
    pub(crate) fn open(uri: &str, env: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        match uri.split_once(':').map(|(scheme, _)| scheme.split('+').next().unwrap_or(scheme)) {
            Some("http" | "https") => http::Http::new(uri, env).map(Self::Http),
            #[cfg(feature = "embedded")]
            Some("sqlite" | "postgresql" | "postgres") => embedded::Embedded::new(uri).map(Self::Embedded),
            #[cfg(not(feature = "embedded"))]
            Some("sqlite" | "postgresql" | "postgres") => Err(Error::invalid(format!(
                "{} is a database: logging to it without a server needs the crate's feature `embedded`.",
                without_password(uri)
            ))),
            _ => Err(Error::invalid(format!(
                "'{}' can not be logged to: give http(s)://host:port, sqlite:///file.db or postgresql://…; folders of \
                 files (mlruns) are not supported.",
                without_password(uri)
            ))),
        }
    }

    /// The URI without credentials, a file with its whole path.
    pub(crate) fn uri(&self) -> &str {
        match self {
            Self::Http(http) => http.uri(),
            #[cfg(feature = "embedded")]
            Self::Embedded(embedded) => embedded.uri(),
        }
    }

    /// Whether it needs no network.
    pub(crate) fn is_embedded(&self) -> bool {
        !matches!(self, Self::Http(_))
    }

    /// Sends a request; a status that is no success is a failure.
    pub(crate) async fn send(&self, request: Request) -> std::result::Result<Answer, Failure> {
        match self {
            Self::Http(http) => http.send(request).await,
            #[cfg(feature = "embedded")]
            Self::Embedded(embedded) => embedded.send(request).await,
        }
    }

    /// Makes sure that the database can be used. A server is only reached when it is asked something.
    #[cfg_attr(not(feature = "embedded"), expect(clippy::unused_async, reason = "a database is waited for"))]
    pub(crate) async fn ready(&self) -> Result<()> {
        match self {
            Self::Http(_) => Ok(()),
            #[cfg(feature = "embedded")]
            Self::Embedded(embedded) => embedded.ready().await,
        }
    }

    /// Closes the database, if it is one; the next request opens it again.
    pub(crate) fn close(&self) {
        #[cfg(feature = "embedded")]
        if let Self::Embedded(embedded) = self {
            embedded.close();
        }
    }
}

/// The databases of this process, closed and kept closed as long as this lives. A request waits meanwhile.
pub(crate) struct AtRest {
    #[cfg(feature = "embedded")]
    databases: embedded::AtRest,
}

impl AtRest {
    pub(crate) fn all() -> Self {
        Self {
            #[cfg(feature = "embedded")]
            databases: embedded::AtRest::all(),
        }
    }

    /// In a forked child: they are the parent's.
    pub(crate) fn forget(self) {
        #[cfg(feature = "embedded")]
        self.databases.forget();
    }
}

/// A URI as it may be shown and kept.
pub(crate) fn without_password(uri: &str) -> String {
    let Some((scheme, rest)) = uri.split_once("://") else { return uri.to_owned() };
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    let end = place.find('/').unwrap_or(place.len());
    let place = place[..end].rsplit_once('@').map_or_else(
        || place.to_owned(),
        |(user, host)| format!("{}@{host}{}", user.split(':').next().unwrap_or_default(), &place[end..]),
    );
    let kept = query.map(|query| query.split('&').filter(|part| !part.starts_with("password=")).collect::<Vec<_>>());
    match kept.filter(|kept| !kept.is_empty()) {
        Some(kept) => format!("{scheme}://{place}?{}", kept.join("&")),
        None => format!("{scheme}://{place}"),
    }
}

/// A path as it stands in a URL; slashes stay.
pub(crate) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

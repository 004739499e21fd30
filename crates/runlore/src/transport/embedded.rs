//! A database of the program's own: the server's router, called instead of listened to.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use ::http::{HeaderValue, Request as HttpRequest};
use futures_util::stream::{self, StreamExt as _};
use runlore_domain::{Error, ErrorKind, Result};
use runlore_server::InProcess;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

use super::{Answer, Body, Failure, Request, encode, without_password};

/// Where experiments put their artifacts that have no place of their own; as MLflow's client does.
const ARTIFACT_ROOT: &str = "./mlruns";
/// What a server beside the database serves, unless it was told otherwise.
const SERVED: &str = "mlartifacts";

/// A database, opened when it is first used.
#[derive(Debug, Clone)]
pub(crate) struct Embedded(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// As it is opened, with a password if it has one.
    database: String,
    /// Without it.
    shown: String,
    artifact_root: String,
    served: Option<String>,
    /// Read by requests as long as they are under way; written to open and to close.
    open: Arc<RwLock<Option<InProcess>>>,
}

/// Every database that this process has used, to close them before a fork.
static ALL: Mutex<Vec<Weak<Inner>>> = Mutex::new(Vec::new());

fn all() -> MutexGuard<'static, Vec<Weak<Inner>>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Embedded {
    /// `uri` is `sqlite:///file` or `postgresql://…`; a relative file is below the working folder of now.
    pub(crate) fn new(uri: &str) -> Result<Self> {
        let (database, folder) = absolute(uri)?;
        let cwd = std::env::current_dir()
            .map_err(|cause| Error::invalid("There is no working folder to keep artifacts in").with_source(cause))?;
        let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let artifact_root = cwd.join(ARTIFACT_ROOT.trim_start_matches("./")).display().to_string();
        let named = env("RUNLORE_ARTIFACTS_DESTINATION").or_else(|| env("MLFLOW_ARTIFACTS_DESTINATION"));
        let beside = folder.map(|folder| folder.join(SERVED)).filter(|folder| folder.is_dir());
        let served = named.or_else(|| beside.map(|folder| folder.display().to_string()));
        let shown = without_password(&database);
        let inner = Arc::new(Inner { database, shown, artifact_root, served, open: Arc::default() });
        let mut all = all();
        all.retain(|known| known.strong_count() > 0);
        all.push(Arc::downgrade(&inner));
        drop(all);
        Ok(Self(inner))
    }

    pub(crate) fn uri(&self) -> &str {
        &self.0.shown
    }

    pub(crate) async fn ready(&self) -> Result<()> {
        self.opened().await.map(drop)
    }

    /// Closes the database when no request is under way any more; the next one opens it again.
    pub(crate) fn close(&self) {
        let open = self.0.open.try_read().ok().and_then(|open| open.clone());
        if let Some(server) = open {
            let written = crate::runtime::wait(async {
                server.write_tables().await;
                Ok(())
            });
            if let Err(error) = written {
                tracing::warn!("{error}");
            }
        }
        drop(closed(&self.0, CLOSING));
    }

    /// The opened database, which stays open as long as the guard lives.
    async fn opened(&self) -> Result<OwnedRwLockReadGuard<Option<InProcess>, InProcess>> {
        loop {
            let open = self.0.open.clone().read_owned().await;
            if let Ok(open) = OwnedRwLockReadGuard::try_map(open, Option::as_ref) {
                return Ok(open);
            }
            let mut open = self.0.open.write().await;
            if open.is_none() {
                *open = Some(InProcess::open(&self.0.database, &self.0.artifact_root, self.0.served.clone()).await?);
            }
        }
    }

    pub(crate) async fn send(&self, request: Request) -> std::result::Result<Answer, Failure> {
        let server = self.opened().await.map_err(|error| match error.kind() {
            ErrorKind::Unavailable | ErrorKind::Overloaded | ErrorKind::StorageFull => Failure::away(error),
            _ => Failure::ours(error),
        })?;
        let request = to_http(request).map_err(Failure::ours)?;
        let (parts, body) = server.call(request).await.into_parts();
        // The database stays open until the body is read.
        let body = body.map(move |piece| (piece, &server).0).boxed();
        let answer = Answer { headers: parts.headers, body };
        if parts.status.is_success() {
            return Ok(answer);
        }
        let headers = answer.headers.clone();
        let body = answer.bytes().await.map_err(Failure::ours)?;
        Err(Failure::answered(parts.status, &headers, &body))
    }
}

/// How long requests under way may take before a database is left open all the same.
const CLOSING: Duration = Duration::from_secs(5);

/// Waits for requests under way and closes the database; nothing opens it as long as the guard lives.
fn closed(inner: &Arc<Inner>, patience: Duration) -> Option<OwnedRwLockWriteGuard<Option<InProcess>>> {
    let end = Instant::now() + patience;
    loop {
        if let Ok(mut open) = inner.open.clone().try_write_owned() {
            let server = open.take();
            if server.is_some_and(|server| !server.close(end.saturating_duration_since(Instant::now()))) {
                tracing::warn!(database = inner.shown, "the database is still in use by work in the background");
            }
            return Some(open);
        }
        if Instant::now() >= end {
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Every database of this process, closed.
pub(super) struct AtRest {
    all: MutexGuard<'static, Vec<Weak<Inner>>>,
    closed: Vec<OwnedRwLockWriteGuard<Option<InProcess>>>,
}

impl AtRest {
    pub(super) fn all() -> Self {
        let all = all();
        let closed = all.iter().filter_map(Weak::upgrade).filter_map(|inner| closed(&inner, CLOSING)).collect();
        Self { all, closed }
    }

    pub(super) fn forget(mut self) {
        self.all.clear();
        // Whoever waits for these locks is a thread of the parent's.
        std::mem::forget(self.closed);
    }
}

fn to_http(request: Request) -> Result<HttpRequest<super::Pieces>> {
    let Request { method, path, query, headers, body } = request;
    let query: Vec<String> = query.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
    let uri = if query.is_empty() { format!("/{path}") } else { format!("/{path}?{}", query.join("&")) };
    let mut http = HttpRequest::builder().method(method).uri(uri);
    if let Some(set) = http.headers_mut() {
        *set = headers;
        set.insert(HOST, HeaderValue::from_static("localhost"));
    }
    let http = match body {
        Body::None => http.body(stream::empty().boxed()),
        Body::Json(json) => {
            let typed = http.header(CONTENT_TYPE, "application/json");
            typed.body(stream::iter([Ok(json)]).boxed())
        }
        Body::Stream(pieces, length) => http.header(CONTENT_LENGTH, length).body(pieces),
    };
    http.map_err(|cause| Error::internal("A request could not be made").with_source(cause))
}

/// The URI with the whole path of a file, and the folder that the file is in.
fn absolute(uri: &str) -> Result<(String, Option<PathBuf>)> {
    let Some(file) = uri.strip_prefix("sqlite:///") else { return Ok((uri.to_owned(), None)) };
    let (file, query) = file.split_once('?').map_or((file, None), |(file, query)| (file, Some(query)));
    if file.is_empty() || file.starts_with(":memory:") {
        return Err(Error::invalid(format!(
            "{uri} keeps records in memory only, where they would be lost: give a file, as in sqlite:///mlflow.db."
        )));
    }
    let path = std::path::absolute(Path::new(file))
        .map_err(|cause| Error::invalid(format!("The path of {uri} can not be made absolute")).with_source(cause))?;
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok((format!("sqlite:///{}{query}", path.display()), path.parent().map(Path::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgresql://u:p@h:1/d"), "postgresql://u@h:1/d");
        assert_eq!(without_password("postgresql://h/d?user=a@b"), "postgresql://h/d?user=a@b");
        assert_eq!(without_password("postgresql://h/d?user=a&password=b"), "postgresql://h/d?user=a");
        assert_eq!(without_password("postgresql://h?password=a/b@c"), "postgresql://h");
        assert_eq!(without_password("sqlite:////a/b.db"), "sqlite:////a/b.db");
    }

    #[test]
    fn files_are_absolute_and_memory_is_refused() {
        let (uri, folder) = absolute("sqlite:///x.db").unwrap();
        assert!(uri.starts_with("sqlite:////") && uri.ends_with("/x.db"), "{uri}");
        assert_eq!(folder.unwrap(), std::env::current_dir().unwrap());
        assert_eq!(absolute("sqlite:////tmp/x.db").unwrap().0, "sqlite:////tmp/x.db");
        assert!(absolute("sqlite:///:memory:").is_err());
    }
}

//! Bodies that stream, so that a file of any size needs no memory.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use runlore_domain::{Error, Result};

/// A body, piece by piece.
pub(crate) type Pieces = BoxStream<'static, Result<Bytes>>;

/// Is told how many bytes went through since the last time.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// What one call to the blocking threads reads.
const CHUNK: usize = 1 << 20;

/// A request's body.
pub(crate) enum Body {
    None,
    Json(Bytes),
    /// Bytes and how many there are.
    Stream(Pieces, u64),
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Json(bytes) => f.debug_tuple("Json").field(&bytes.len()).finish(),
            Self::Stream(_, length) => f.debug_tuple("Stream").field(length).finish(),
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        Self::Stream(stream::iter([Ok(Bytes::from(bytes))]).boxed(), length)
    }
}

/// A file as a body: the bytes that it has now, also when it grows meanwhile.
pub(crate) fn file(path: &Path, progress: Option<Progress>) -> Result<Body> {
    let failed = |cause: std::io::Error| {
        let kind = match cause.kind() {
            std::io::ErrorKind::NotFound => runlore_domain::ErrorKind::NotFound,
            _ => runlore_domain::ErrorKind::InvalidParameter,
        };
        Error::new(kind, format!("The file {} can not be read: {cause}", path.display())).with_source(cause)
    };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let (file, name): (_, Arc<str>) = (Arc::new(Mutex::new(file)), path.display().to_string().into());
    let pieces = stream::iter((0..length).step_by(CHUNK))
        .map(move |begin| {
            let (file, name) = (file.clone(), name.clone());
            async move {
                let wanted = CHUNK.min(usize::try_from(length - begin).unwrap_or(CHUNK));
                let read = tokio::task::spawn_blocking(move || piece(&file, begin, wanted)).await;
                let read = read.map_err(|cause| Error::internal("The file could not be read").with_source(cause))?;
                read.map_err(|cause| Error::invalid(format!("The file {name} broke off: {cause}")).with_source(cause))
            }
        })
        // The next piece is read while one is sent.
        .buffered(2)
        .inspect_ok(move |bytes| {
            if let Some(progress) = &progress {
                progress(bytes.len() as u64);
            }
        });
    Ok(Body::Stream(pieces.boxed(), length))
}

fn piece(file: &Mutex<File>, begin: u64, wanted: usize) -> std::io::Result<Bytes> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(begin))?;
    let mut bytes = Vec::with_capacity(wanted);
    (&mut *file).take(wanted as u64).read_to_end(&mut bytes)?;
    if bytes.len() < wanted {
        return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "it became shorter while it was read"));
    }
    Ok(bytes.into())
}

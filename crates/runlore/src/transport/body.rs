//! Bodies that stream, so that a file of any size needs no memory.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
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
    let name = path.display().to_string();
    let pieces = stream::try_unfold((file, length), move |(file, left)| {
        let (name, progress) = (name.clone(), progress.clone());
        async move {
            if left == 0 {
                return Ok(None);
            }
            let wanted = CHUNK.min(usize::try_from(left).unwrap_or(CHUNK));
            let read = tokio::task::spawn_blocking(move || piece(file, wanted)).await;
            let (file, bytes) = match read {
                Ok(Ok(read)) => read,
                Ok(Err(cause)) => {
                    return Err(Error::invalid(format!("The file {name} broke off: {cause}")).with_source(cause));
                }
                Err(cause) => return Err(Error::internal("The file could not be read").with_source(cause)),
            };
            if let Some(progress) = progress {
                progress(bytes.len() as u64);
            }
            let left = left - bytes.len() as u64;
            Ok(Some((bytes, (file, left))))
        }
    });
    Ok(Body::Stream(pieces.boxed(), length))
}

fn piece(mut file: File, wanted: usize) -> std::io::Result<(File, Bytes)> {
    let mut bytes = Vec::with_capacity(wanted);
    (&mut file).take(wanted as u64).read_to_end(&mut bytes)?;
    if bytes.len() < wanted {
        return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "it became shorter while it was read"));
    }
    Ok((file, bytes.into()))
}

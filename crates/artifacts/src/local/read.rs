//! Opening a file and streaming it, or a range of it.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use cap_std::fs::Metadata;
use futures_util::{StreamExt as _, stream};
use runlore_domain::{Error, Result};

use super::access::{follow, open_root, relative};
use super::error::{io_error, is_missing};
use super::{ByteStream, blocking};
use crate::store::{ArtifactFile, FileStat, is_a_folder, no_such_artifact};
use crate::{ArtifactPath, ByteRange};

/// What one call to the blocking threads reads: large enough to hide the call, small enough for
/// many downloads at once.
const CHUNK: u64 = 256 * 1024;

pub(super) fn open(root: &Path, path: &ArtifactPath, range: Option<ByteRange>) -> Result<ArtifactFile> {
    let fail = |cause| if is_missing(&cause) { no_such_artifact(path) } else { io_error(path, cause) };
    let dir = open_root(root).map_err(fail)?;
    let (at, metadata) = follow(root, &dir, relative(path)).map_err(fail)?;
    // Looked at before opening: opening a named pipe would wait for its writer.
    let file = if metadata.is_file() { Some(dir.open(at).map_err(fail)?) } else { None };
    let Some(file) = file else {
        return Err(if metadata.is_dir() { is_a_folder(path) } else { no_such_artifact(path) });
    };
    let metadata = file.metadata().map_err(fail)?;
    let size = metadata.len();
    let range = range.map_or(Ok(0..size), |range| range.within(size))?;
    let mut file = file.into_std();
    file.seek(SeekFrom::Start(range.start)).map_err(fail)?;
    let last_modified = metadata.modified().map_err(fail)?.into_std();
    let body = read_through(file, range.end - range.start);
    Ok(ArtifactFile { size, etag: etag(&metadata, last_modified), last_modified, range, body })
}

pub(super) fn stat(root: &Path, path: &ArtifactPath) -> Result<Option<FileStat>> {
    match open_root(root).and_then(|dir| follow(root, &dir, relative(path))) {
        Ok((_, metadata)) if metadata.is_file() => match metadata.modified() {
            Ok(modified) => Ok(Some(FileStat { size: metadata.len(), etag: etag(&metadata, modified.into_std()) })),
            Err(cause) => Err(io_error(path, cause)),
        },
        Ok(_) => Ok(None),
        Err(cause) if is_missing(&cause) => Ok(None),
        Err(cause) => Err(io_error(path, cause)),
    }
}

/// Another file under the same name has another inode, a rewritten one another time or size.
pub(super) fn etag(metadata: &Metadata, modified: SystemTime) -> String {
    #[cfg(unix)]
    let inode = cap_std::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let inode = 0;
    let nanos = modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    format!("\"{inode:x}-{nanos:x}-{:x}\"", metadata.len())
}

fn read_through(file: File, length: u64) -> ByteStream {
    stream::try_unfold((file, length), |(file, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let (file, bytes) = blocking(move || read_chunk(file, left.min(CHUNK))).await?;
        let left = left - bytes.len() as u64;
        Ok(Some((bytes, (file, left))))
    })
    .boxed()
}

fn read_chunk(mut file: File, wanted: u64) -> Result<(File, Bytes)> {
    let mut chunk = Vec::with_capacity(usize::try_from(wanted).unwrap_or_default());
    let read = (&mut file).take(wanted).read_to_end(&mut chunk);
    match read {
        Ok(read) if read as u64 == wanted => Ok((file, chunk.into())),
        Ok(_) => Err(Error::internal("The file became shorter while it was read")),
        Err(cause) => Err(Error::internal("The file could not be read to its end").with_source(cause)),
    }
}

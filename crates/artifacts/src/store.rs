//! The interface of every artifact store, and the values it speaks in.
//!
//! Small on purpose: what only S3 can do (uploads and downloads that bypass the server) has a
//! default that refuses in the words on which stock clients fall back to the plain way.

use std::fmt;
use std::ops::Range;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use runlore_domain::{Error, Result};

use crate::{ArtifactPath, ByteRange};

/// A body, piece by piece. An error ends it: a reader drops the connection, a writer the upload.
pub type ByteStream = BoxStream<'static, Result<Bytes>>;

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// The last part of the path.
    pub name: String,
    /// A folder, which has no size.
    pub is_dir: bool,
    /// Bytes of a file.
    pub size: Option<u64>,
}

/// An opened file: what HTTP wants to know of it, and its bytes.
pub struct ArtifactFile {
    /// Bytes of the whole file.
    pub size: u64,
    /// Changes with the content; quoted, as the `ETag` header has it.
    pub etag: String,
    /// When the content was written.
    pub last_modified: SystemTime,
    /// Which bytes of the file `body` is.
    pub range: Range<u64>,
    /// The bytes of `range`.
    pub body: ByteStream,
}

impl fmt::Debug for ArtifactFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { size, etag, last_modified, range, body: _ } = self;
        f.debug_struct("ArtifactFile")
            .field("size", size)
            .field("etag", etag)
            .field("last_modified", last_modified)
            .field("range", range)
            .finish_non_exhaustive()
    }
}

/// What a file is, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStat {
    /// Bytes of the file.
    pub size: u64,
    /// As that of an opened file.
    pub etag: String,
}

/// An upload whose parts the client sends straight to the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultipartUpload {
    /// The store's name for the upload.
    pub upload_id: String,
    /// Where each part goes, in order.
    pub parts: Vec<PresignedPart>,
}

/// Where one part of a [`MultipartUpload`] goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresignedPart {
    /// Counted from 1.
    pub number: u32,
    /// A signed URL for a `PUT`, without further headers.
    pub url: String,
}

/// What the store answered to a part's upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedPart {
    /// Counted from 1.
    pub number: u32,
    /// The `ETag` of the answer.
    pub etag: String,
}

/// A URL from which a file can be read without the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresignedUrl {
    /// A signed URL for a `GET`, without further headers.
    pub url: String,
    /// Bytes of the file.
    pub size: u64,
}

/// A tree of files in one place. All paths are relative to that place.
#[async_trait]
pub trait ArtifactStore: fmt::Debug + Send + Sync {
    /// The entries of a folder, one level, ordered by name. A missing folder, or a file, has none.
    async fn list(&self, dir: &ArtifactPath) -> Result<Vec<FileInfo>>;

    /// Opens a file, or a range of it.
    async fn open(&self, path: &ArtifactPath, range: Option<ByteRange>) -> Result<ArtifactFile>;

    /// What is known of a file without opening it; none when there is no file.
    async fn stat(&self, path: &ArtifactPath) -> Result<Option<FileStat>>;

    /// Writes a file and answers its etag. It appears whole or not at all; what was there before stays
    /// until then.
    async fn put(&self, path: &ArtifactPath, body: ByteStream) -> Result<String>;

    /// Removes a file, or a folder with all in it. What is not there is no error.
    async fn delete(&self, path: &ArtifactPath) -> Result<()>;

    /// Whether files could be written here; asked once, before the server says that it is ready.
    async fn check(&self) -> Result<()> {
        Ok(())
    }

    /// Removes what uploads of crashed processes left behind.
    async fn sweep(&self) -> Result<()> {
        Ok(())
    }

    /// Whether clients can send and fetch large files past the server, by signed URLs.
    fn signs_urls(&self) -> bool {
        false
    }

    /// Begins an upload in `parts` parts that the client sends to the store itself.
    async fn create_multipart(&self, _path: &ArtifactPath, _parts: u32) -> Result<MultipartUpload> {
        Err(no_multipart_upload())
    }

    /// Makes the parts a file.
    async fn complete_multipart(&self, _path: &ArtifactPath, _upload: &str, _parts: Vec<UploadedPart>) -> Result<()> {
        Err(no_multipart_upload())
    }

    /// Drops an upload and its parts.
    async fn abort_multipart(&self, _path: &ArtifactPath, _upload: &str) -> Result<()> {
        Err(no_multipart_upload())
    }

    /// A URL that takes the file's bytes by `PUT` for `valid` long.
    async fn presign_upload(&self, _path: &ArtifactPath, _valid: Duration) -> Result<String> {
        Err(no_presigned_upload())
    }

    /// A URL that reads the file straight from the store for `valid` long.
    async fn presign_download(&self, _path: &ArtifactPath, _valid: Duration) -> Result<PresignedUrl> {
        Err(no_multipart_download())
    }
}

// Stock clients compare these words and then send the file through the server.
pub(crate) fn no_multipart_upload() -> Error {
    Error::not_implemented("Multipart upload is not supported for the current artifact repository")
}

pub(crate) fn no_multipart_download() -> Error {
    Error::not_implemented("Multipart download is not supported for the current artifact repository")
}

pub(crate) fn no_presigned_upload() -> Error {
    Error::not_implemented("Presigned upload is not supported for the current artifact repository")
}

pub(crate) fn no_such_artifact(path: &ArtifactPath) -> Error {
    Error::not_found(format!("No such artifact: '{path}'"))
}

pub(crate) fn is_a_folder(path: &ArtifactPath) -> Error {
    Error::invalid(format!("Artifact path refers to a directory, not a file: '{path}'"))
}

//! How artifacts are answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A file or a folder.
#[derive(Debug, Serialize)]
pub struct FileJson {
    path: String,
    is_dir: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_size: Option<u64>,
}

impl FileJson {
    /// MLflow leaves the size of an empty file out.
    pub fn new(path: String, is_dir: bool, size: Option<u64>) -> Self {
        Self { path, is_dir, file_size: size.filter(|bytes| *bytes > 0) }
    }
}

/// Answer of every listing.
#[derive(Debug, Serialize)]
pub struct FilesBody {
    /// The location that the paths are relative to, where the client does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root_uri: Option<String>,
    /// The entries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileJson>,
}

/// Where one part of an upload goes.
#[derive(Debug, Serialize)]
pub struct PartJson {
    /// A signed URL.
    pub url: String,
    /// Counted from 1.
    pub part_number: u32,
}

/// Answer of `mlflow-artifacts/mpu/create`.
#[derive(Debug, Serialize)]
pub struct CreatedMultipart {
    /// The store's name for the upload.
    pub upload_id: String,
    /// One for each part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<PartJson>,
}

/// Answer of `mlflow-artifacts/presigned`, the one place where empty headers are written.
#[derive(Debug, Serialize)]
pub struct PresignedBody {
    url: String,
    headers: BTreeMap<String, String>,
    file_size: u64,
}

impl PresignedBody {
    /// A URL that needs no further headers.
    pub fn new(url: String, file_size: u64) -> Self {
        Self { url, headers: BTreeMap::new(), file_size }
    }
}

/// Answer of `artifacts/presigned-download-url`.
#[derive(Debug, Serialize)]
pub struct PresignedUrlBody {
    /// A signed URL.
    pub presigned_url: String,
    /// Bytes of the file.
    pub file_size: u64,
}

/// Answer of `artifacts/presigned-upload-url`.
#[derive(Debug, Serialize)]
pub struct PresignedUploadBody {
    presigned_url: String,
    headers: BTreeMap<&'static str, &'static str>,
}

impl PresignedUploadBody {
    /// A URL for a `PUT`, which is to say what kind of file it is.
    pub fn new(presigned_url: String, content_type: &'static str) -> Self {
        Self { presigned_url, headers: BTreeMap::from([("Content-Type", content_type)]) }
    }
}

/// Answer of `/api/runlore/v1/runs/{run_id}/artifacts/{path}` to a file that counts in a spool, for both sides.
#[derive(Debug, Serialize, Deserialize)]
pub struct PutAnswer {
    /// The highest number of the spool that is applied.
    pub applied: i64,
    /// The file had been stored before, so this time it was not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub skipped: bool,
}

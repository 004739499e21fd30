//! The files that a server keeps for its clients, by their path below its destination
//! (`mlflow-artifacts:/…`).

use ::http::Method;
use runlore_domain::Result;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Client, Download, get, post};
use crate::entities::FileInfo;
use crate::transport::{Body, Request, encode};

const FILES: &str = "api/2.0/mlflow-artifacts";

/// An upload whose parts go straight to the store.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MultipartUpload {
    /// The store's name for it.
    pub upload_id: String,
    /// Where each part goes.
    #[serde(default, rename = "credentials")]
    pub parts: Vec<UploadPart>,
}

/// Where a part goes, by `PUT`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UploadPart {
    /// A signed URL.
    pub url: String,
    /// Counted from 1.
    pub part_number: u32,
}

/// A part that the store has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UploadedPart {
    /// Counted from 1.
    pub part_number: u32,
    /// The `ETag` of the store's answer.
    pub etag: String,
    /// Where it went.
    pub url: String,
}

/// A URL that reads a file straight from its store.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PresignedUrl {
    /// Signed, for a `GET`.
    pub url: String,
    /// Bytes of the file.
    #[serde(default)]
    pub file_size: Option<u64>,
}

#[derive(Deserialize)]
struct Listing {
    #[serde(default)]
    files: Vec<FileInfo>,
}

fn at(path: &str) -> String {
    format!("{FILES}/artifacts/{}", encode(path))
}

impl Client {
    /// The entries of a folder, one level; their paths are names only.
    ///
    /// # Errors
    /// When the server serves no files.
    pub async fn list_files(&self, folder: &str) -> Result<Vec<FileInfo>> {
        Ok(self.ask::<Listing>(get(format!("{FILES}/artifacts")).query("path", folder)).await?.files)
    }

    /// A file.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_file(&self, path: &str) -> Result<Download> {
        Ok(self.send(get(at(path))).await?.into())
    }

    /// Writes a file, which appears whole or not at all.
    ///
    /// # Errors
    /// When the path leads out of the root, or the disk is full.
    pub async fn put_file(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.tell(Request::new(Method::PUT, at(path)).body(Body::from(bytes))).await
    }

    /// Deletes a file or folder; again is no error.
    ///
    /// # Errors
    /// When the path leads out of the root.
    pub async fn delete_file(&self, path: &str) -> Result<()> {
        self.tell(Request::new(Method::DELETE, at(path))).await
    }

    /// Begins an upload of `name` into `folder` in parts that go straight to the store.
    ///
    /// # Errors
    /// `NotImplemented` when the store takes none.
    pub async fn create_multipart(&self, folder: &str, name: &str, parts: u32) -> Result<MultipartUpload> {
        let body = json!({"path": name, "num_parts": parts});
        self.ask(post(&format!("{FILES}/mpu/create/{}", encode(folder)), &body)?).await
    }

    /// Makes the parts a file.
    ///
    /// # Errors
    /// When parts are missing.
    pub async fn complete_multipart(
        &self,
        folder: &str,
        name: &str,
        upload_id: &str,
        parts: &[UploadedPart],
    ) -> Result<()> {
        let body = json!({"path": name, "upload_id": upload_id, "parts": parts});
        self.tell(post(&format!("{FILES}/mpu/complete/{}", encode(folder)), &body)?).await
    }

    /// Drops an upload and its parts.
    ///
    /// # Errors
    /// When there is no such upload.
    pub async fn abort_multipart(&self, folder: &str, name: &str, upload_id: &str) -> Result<()> {
        let body = json!({"path": name, "upload_id": upload_id});
        self.tell(post(&format!("{FILES}/mpu/abort/{}", encode(folder)), &body)?).await
    }

    /// A URL that reads a file straight from its store.
    ///
    /// # Errors
    /// `NotImplemented` when the store has none.
    pub async fn presign_file(&self, path: &str) -> Result<PresignedUrl> {
        self.ask(get(format!("{FILES}/presigned/{}", encode(path)))).await
    }
}

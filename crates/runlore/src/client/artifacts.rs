//! Files of runs and models.

use ::http::Method;
use ::http::header::{CONTENT_LENGTH, ETAG};
use runlore_domain::{Error, Result};
use serde::Deserialize;
use serde_json::json;

use super::{Client, V2, get, post};
use crate::entities::FileInfo;
use crate::transport::{Answer, Body, Pieces, Request};

/// A file that is being read.
pub struct Download {
    /// Its size in bytes, if the server says it.
    pub size: Option<u64>,
    /// Changes with the content, if the server says it.
    pub etag: Option<String>,
    /// Its bytes, piece by piece.
    pub body: Pieces,
}

impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download").field("size", &self.size).field("etag", &self.etag).finish_non_exhaustive()
    }
}

impl From<Answer> for Download {
    fn from(answer: Answer) -> Self {
        let header = |name| answer.headers.get(name).and_then(|value| value.to_str().ok());
        let size = header(CONTENT_LENGTH).and_then(|value| value.parse().ok());
        let etag = header(ETAG).map(str::to_owned);
        Self { size, etag, body: answer.body }
    }
}

#[derive(Deserialize)]
struct Listing {
    #[serde(default)]
    files: Vec<FileInfo>,
}

#[derive(Deserialize)]
struct Signed {
    presigned_url: String,
}

impl Client {
    /// The entries of a folder of a run's artifacts, one level; `""` is the root.
    ///
    /// # Errors
    /// `NotFound` when there is no such run.
    pub async fn list_artifacts(&self, run_id: &str, folder: &str) -> Result<Vec<FileInfo>> {
        let mut request = get(format!("{V2}/artifacts/list")).query("run_id", run_id);
        if !folder.is_empty() {
            request = request.query("path", folder);
        }
        Ok(self.ask::<Listing>(request).await?.files)
    }

    /// A file of a run, wherever its artifacts lie.
    ///
    /// # Errors
    /// `NotFound` when run or file are not there.
    pub async fn get_artifact(&self, run_id: &str, path: &str) -> Result<Download> {
        let request = get("get-artifact").query("run_id", run_id).query("path", path);
        Ok(self.send(request).await?.into())
    }

    /// A file of a logged model.
    ///
    /// # Errors
    /// `NotFound` when model or file are not there.
    pub async fn get_model_artifact(&self, model_id: &str, path: &str) -> Result<Download> {
        let request =
            get(format!("ajax-api/2.0/mlflow/logged-models/{}/artifacts/files", crate::transport::encode(model_id)));
        Ok(self.send(request.query("artifact_file_path", path)).await?.into())
    }

    /// Writes a small file of a run through the server, wherever its artifacts lie: 10 MB at most.
    ///
    /// # Errors
    /// `InvalidParameter` for more, and when there is no such run.
    pub async fn upload_artifact(&self, run_id: &str, path: &str, bytes: Vec<u8>) -> Result<()> {
        let request = Request::new(Method::POST, "ajax-api/2.0/mlflow/upload-artifact");
        self.tell(request.query("run_uuid", run_id).query("path", path).body(Body::from(bytes))).await
    }

    /// A URL to which a file of a run can be written past the server, if its store has such URLs.
    ///
    /// # Errors
    /// `NotImplemented` or `InvalidParameter` when it has none.
    pub async fn presign_upload(&self, run_id: &str, path: &str) -> Result<String> {
        let body = json!({"run_id": run_id, "path": path});
        Ok(self.ask::<Signed>(post(&format!("{V2}/artifacts/presigned-upload-url"), &body)?).await?.presigned_url)
    }

    /// A URL from which a file of a run can be read past the server, if its store has such URLs.
    ///
    /// # Errors
    /// As [`Client::presign_upload`].
    pub async fn presign_download(&self, run_id: &str, path: &str) -> Result<String> {
        let body = json!({"run_id": run_id, "path": path});
        Ok(self.ask::<Signed>(post(&format!("{V2}/artifacts/presigned-download-url"), &body)?).await?.presigned_url)
    }
}

impl Download {
    /// The whole file in memory.
    ///
    /// # Errors
    /// When the answer breaks off.
    pub async fn bytes(mut self) -> Result<Vec<u8>> {
        use futures_util::TryStreamExt as _;
        let mut all = Vec::new();
        while let Some(piece) = self.body.try_next().await? {
            all.extend_from_slice(&piece);
        }
        match self.size {
            Some(size) if size != all.len() as u64 => Err(Error::unavailable("The file broke off before its end.")),
            _ => Ok(all),
        }
    }
}

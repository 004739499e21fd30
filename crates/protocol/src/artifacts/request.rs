//! What is asked about artifacts. Paths stay as they were sent; whoever opens them checks them.

use std::time::Duration;

use runlore_domain::ingest::SpoolNumber;
use runlore_domain::{Error, ModelId, Result, RunId};
use serde::Deserialize;

use crate::fields::{items, missing, non_empty, or_empty, required, run_id};
use crate::scalar::{Int64, Object, Repeated, Text};

/// `artifacts/list`.
#[derive(Debug, Deserialize)]
pub struct ListArtifacts {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "runUuid")]
    run_uuid: Option<Text>,
    path: Option<Text>,
}

impl ListArtifacts {
    /// Which run, and the folder in it.
    pub fn into_domain(self) -> Result<(RunId, String)> {
        Ok((run_id(self.run_id, self.run_uuid)?, or_empty(self.path)))
    }
}

/// `logged-models/{id}/artifacts/directories`.
#[derive(Debug, Deserialize)]
pub struct ListModelArtifacts {
    #[serde(alias = "artifactDirectoryPath")]
    artifact_directory_path: Option<Text>,
}

impl ListModelArtifacts {
    /// The folder in the model.
    pub fn path(self) -> String {
        or_empty(self.artifact_directory_path)
    }
}

/// `mlflow-artifacts/artifacts`.
#[derive(Debug, Deserialize)]
pub struct ListFolder {
    path: Option<Text>,
}

impl ListFolder {
    /// The folder below what is served.
    pub fn path(self) -> String {
        or_empty(self.path)
    }
}

/// `/get-artifact`.
#[derive(Debug, Deserialize)]
pub struct GetArtifact {
    run_id: Option<Text>,
    run_uuid: Option<Text>,
    path: Option<Text>,
}

impl GetArtifact {
    /// Which run, and the file in it.
    pub fn into_domain(self) -> Result<(RunId, String)> {
        let run = non_empty(self.run_id).or_else(|| non_empty(self.run_uuid)).ok_or_else(|| missing("run_id"))?;
        Ok((run.into(), self.path.ok_or_else(|| missing("path"))?.0))
    }
}

/// `logged-models/{id}/artifacts/files`.
#[derive(Debug, Deserialize)]
pub struct GetModelFile {
    artifact_file_path: Option<Text>,
}

impl GetModelFile {
    /// The file in the model.
    pub fn path(self) -> Result<String> {
        non_empty(self.artifact_file_path)
            .ok_or_else(|| Error::bad_request("Request must include the \"artifact_file_path\" query parameter."))
    }
}

/// `upload-artifact`.
#[derive(Debug, Deserialize)]
pub struct UploadArtifact {
    run_uuid: Option<Text>,
    path: Option<Text>,
}

impl UploadArtifact {
    /// Which run, and the file in it.
    pub fn into_domain(self) -> Result<(RunId, String)> {
        let run = non_empty(self.run_uuid).ok_or_else(|| Error::invalid("Request must specify run_uuid."))?;
        let path = non_empty(self.path).ok_or_else(|| Error::invalid("Request must specify path."))?;
        Ok((run.into(), path))
    }
}

/// The query of `/api/runlore/v1/runs/{run_id}/artifacts/{path}`.
#[derive(Debug, Deserialize)]
pub struct PutArtifact {
    spool: Option<Text>,
    number: Option<Int64>,
}

impl PutArtifact {
    /// Where in a client's spool the file stands, if it comes from one.
    pub fn into_domain(self) -> Result<Option<SpoolNumber>> {
        match (non_empty(self.spool), self.number) {
            (None, None) => Ok(None),
            (Some(spool), Some(Int64(number))) => SpoolNumber { spool, number }.checked().map(Some),
            _ => Err(Error::invalid("'spool' and 'number' go together: give both or none.")),
        }
    }
}

/// `artifacts/presigned-upload-url`.
#[derive(Debug, Deserialize)]
pub struct PresignUpload {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "modelId")]
    model_id: Option<Text>,
    path: Option<Text>,
    expiration: Option<Int64>,
}

/// Whose file is to be uploaded.
#[derive(Debug)]
pub enum UploadOwner {
    /// A run's.
    Run(RunId),
    /// A logged model's.
    Model(ModelId),
}

impl PresignUpload {
    const DEFAULT_SECONDS: u64 = 900;

    /// Whose file it is to be, its path, and how long the URL is to be good.
    pub fn into_domain(self) -> Result<(UploadOwner, String, Duration)> {
        let path = required(self.path, "path")?;
        let owner = match (non_empty(self.run_id), non_empty(self.model_id)) {
            (Some(run), None) => UploadOwner::Run(run.into()),
            (None, Some(model)) => UploadOwner::Model(model.into()),
            _ => return Err(Error::invalid("Exactly one of run_id and model_id must be provided.")),
        };
        Ok((owner, path, valid_for(self.expiration, Self::DEFAULT_SECONDS)?))
    }
}

/// How long a signed URL is to be good: a week is the most that S3 takes.
fn valid_for(sent: Option<Int64>, default: u64) -> Result<Duration> {
    let seconds = sent.map_or(Some(default), |sent| sent.0.try_into().ok());
    match seconds.filter(|seconds| (1..=604_800).contains(seconds)) {
        Some(seconds) => Ok(Duration::from_secs(seconds)),
        None => {
            let sent = sent.map_or(0, |sent| sent.0);
            Err(Error::invalid(format!("expiration must be between 1 and 604800 seconds (got {sent}).")))
        }
    }
}

/// `artifacts/presigned-download-url`.
#[derive(Debug, Deserialize)]
pub struct PresignDownload {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    path: Option<Text>,
    expiration: Option<Int64>,
}

impl PresignDownload {
    /// Seconds for which a URL is good unless the request says otherwise.
    pub const DEFAULT_SECONDS: u64 = 300;

    /// Which run, the file in it, and how long the URL is to be good.
    pub fn into_domain(self) -> Result<(RunId, String, Duration)> {
        let run = required(self.run_id, "run_id")?;
        let path = required(self.path, "path")?;
        Ok((run.into(), path, valid_for(self.expiration, Self::DEFAULT_SECONDS)?))
    }
}

/// `mlflow-artifacts/mpu/create`.
#[derive(Debug, Deserialize)]
pub struct CreateMultipart {
    path: Option<Text>,
    #[serde(alias = "numParts")]
    num_parts: Option<Int64>,
}

impl CreateMultipart {
    /// The file's name, and in how many parts it comes.
    pub fn into_domain(self) -> Result<(String, u32)> {
        let name = basename(&required(self.path, "path")?);
        let parts = self.num_parts.map_or(0, |parts| parts.0);
        let parts = u32::try_from(parts).map_err(|_| Error::invalid(format!("num_parts can not be {parts}.")))?;
        Ok((name, parts))
    }
}

/// Number and ETag of each part.
pub type Parts = Vec<(u32, String)>;

#[derive(Debug, Deserialize)]
struct Part {
    #[serde(alias = "partNumber")]
    part_number: Option<Int64>,
    etag: Option<Text>,
}

/// `mlflow-artifacts/mpu/complete`.
#[derive(Debug, Deserialize)]
pub struct CompleteMultipart {
    path: Option<Text>,
    #[serde(alias = "uploadId")]
    upload_id: Option<Text>,
    parts: Option<Repeated<Object<Part>>>,
}

impl CompleteMultipart {
    /// The file's name, the upload, and its parts.
    pub fn into_domain(self) -> Result<(String, String, Parts)> {
        let name = basename(&required(self.path, "path")?);
        if self.parts.is_none() {
            return Err(missing("parts"));
        }
        let parts = items(self.parts).into_iter().map(|part| {
            let number = part.0.part_number.map_or(0, |number| number.0);
            let number =
                u32::try_from(number).map_err(|_| Error::invalid(format!("part_number can not be {number}.")))?;
            Ok((number, or_empty(part.0.etag)))
        });
        Ok((name, or_empty(self.upload_id), parts.collect::<Result<_>>()?))
    }
}

/// `mlflow-artifacts/mpu/abort`.
#[derive(Debug, Deserialize)]
pub struct AbortMultipart {
    path: Option<Text>,
    #[serde(alias = "uploadId")]
    upload_id: Option<Text>,
}

impl AbortMultipart {
    /// The file's name, and the upload.
    pub fn into_domain(self) -> Result<(String, String)> {
        Ok((basename(&required(self.path, "path")?), or_empty(self.upload_id)))
    }
}

/// Clients send the path that the file has on their own machine.
fn basename(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

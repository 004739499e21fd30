//! Artifacts: listings, downloads by run or model, and transfers that bypass the server.

mod request;
mod response;

pub use request::{
    AbortMultipart, CompleteMultipart, CreateMultipart, GetArtifact, GetModelFile, ListArtifacts, ListFolder,
    ListModelArtifacts, Parts, PresignDownload, PresignUpload, PutArtifact, UploadArtifact, UploadOwner,
};
pub use response::{
    CreatedMultipart, FileJson, FilesBody, PartJson, PresignedBody, PresignedUploadBody, PresignedUrlBody, PutAnswer,
};

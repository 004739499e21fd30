//! Where the files of runs and models live: safe names, streaming, local folders and cloud stores.
//!
//! Everything goes through [`ArtifactStore`], whose paths are [`ArtifactPath`]s: a value of that
//! type cannot leave the folder it is used in, so no handler has to check again. Bytes stream in
//! and out; memory stays flat and no temporary folder is used, whatever a file's size.
//! [`ArtifactStores`] finds the store that a run's `artifact_uri` means.

pub mod cloud;
pub mod content;
pub mod local;
pub mod location;
pub mod path;
pub mod range;
pub mod store;

pub use location::{ArtifactConfig, ArtifactStores, Environment, Location};
pub use path::ArtifactPath;
pub use range::ByteRange;
pub use store::{
    ArtifactFile, ArtifactStore, ByteStream, FileInfo, FileStat, MultipartUpload, PresignedPart, PresignedUrl,
    UploadedPart,
};

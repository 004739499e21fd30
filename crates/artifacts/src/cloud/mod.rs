//! Artifacts in an object store: S3 and what speaks its protocol; Google's and Azure's come with
//! the same library and are wired, but have never been run against the real services here.
//!
//! A key is the location's prefix, `/`, and the artifact's path, byte for byte as MLflow writes
//! it. Folders are only prefixes of keys.

mod connect;
mod direct;
mod error;
mod profile;
mod s3;
mod upload;

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::aws::AmazonS3;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt as _};
use runlore_domain::{Error, Result};

pub(crate) use connect::Service;
use error::store_error;

use crate::store::{
    ArtifactFile, ArtifactStore, ByteStream, FileInfo, FileStat, MultipartUpload, PresignedUrl, UploadedPart,
    is_a_folder,
};
use crate::{ArtifactPath, ByteRange};

/// How often a file is opened anew that is replaced at the same time.
const REPLACED: usize = 10;

/// An opened bucket or container.
#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    objects: Arc<dyn ObjectStore>,
    /// The same once more, for what only S3 is asked to do.
    s3: Option<AmazonS3>,
}

/// A bucket, or what of it lies below a prefix.
#[derive(Debug, Clone)]
pub struct CloudStore {
    bucket: Bucket,
    prefix: ArtifactPath,
}

impl CloudStore {
    pub(crate) fn new(bucket: Bucket, prefix: ArtifactPath) -> Self {
        Self { bucket, prefix }
    }

    fn key(&self, path: &ArtifactPath) -> Result<Key> {
        Key::parse(path.under(&self.prefix).as_str()).map_err(|bad| Error::invalid("Invalid path").with_source(bad))
    }

    async fn head(&self, path: &ArtifactPath) -> Result<ObjectMeta> {
        match self.bucket.objects.head(&self.key(path)?).await {
            Err(object_store::Error::NotFound { .. }) if self.is_folder(path).await? => Err(is_a_folder(path)),
            other => other.map_err(|cause| store_error(path, cause)),
        }
    }

    /// Opens a file; none when it was replaced right now.
    async fn try_open(&self, path: &ArtifactPath, range: Option<ByteRange>) -> Result<Option<ArtifactFile>> {
        // Asked first, so that ranges mean the same everywhere and cannot mix two contents.
        let meta = self.head(path).await?;
        let range = range.map_or(Ok(0..meta.size), |range| range.within(meta.size))?;
        let mut body = stream::empty().boxed();
        if !range.is_empty() {
            let options = GetOptions {
                range: Some(GetRange::Bounded(range.clone())),
                if_match: meta.e_tag.clone(),
                ..GetOptions::default()
            };
            let got = match self.bucket.objects.get_opts(&meta.location, options).await {
                Err(object_store::Error::Precondition { .. } | object_store::Error::NotFound { .. }) => {
                    return Ok(None);
                }
                got => got.map_err(|cause| store_error(path, cause))?,
            };
            // Not every store that speaks the protocol knows the condition.
            if got.meta.e_tag != meta.e_tag {
                return Ok(None);
            }
            let path = path.clone();
            body = got.into_stream().map_err(move |cause| store_error(&path, cause)).boxed();
        }
        let last_modified = meta.last_modified.into();
        Ok(Some(ArtifactFile { size: meta.size, etag: etag(&meta), last_modified, range, body }))
    }

    async fn is_folder(&self, path: &ArtifactPath) -> Result<bool> {
        let mut below = self.bucket.objects.list(Some(&self.key(path)?));
        let first = below.try_next().await.map_err(|cause| store_error(path, cause))?;
        Ok(first.is_some() || path.is_root())
    }
}

#[async_trait]
impl ArtifactStore for CloudStore {
    async fn list(&self, dir: &ArtifactPath) -> Result<Vec<FileInfo>> {
        let folder = self.key(dir)?;
        let found = self.bucket.objects.list_with_delimiter(Some(&folder)).await;
        let found = found.map_err(|cause| store_error(dir, cause))?;
        let name = |key: &Key| key.filename().unwrap_or_default().to_owned();
        let folders = found.common_prefixes.iter().map(|key| FileInfo { name: name(key), is_dir: true, size: None });
        // Consoles mark a folder with an empty object that is named like it.
        let files = found.objects.iter().filter(|object| object.location != folder);
        let files = files.map(|o| FileInfo { name: name(&o.location), is_dir: false, size: Some(o.size) });
        let mut all: Vec<_> = folders.chain(files).collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }

    async fn open(&self, path: &ArtifactPath, range: Option<ByteRange>) -> Result<ArtifactFile> {
        if path.is_root() {
            return Err(is_a_folder(path));
        }
        for _ in 0..REPLACED {
            if let Some(file) = self.try_open(path, range).await? {
                return Ok(file);
            }
        }
        Err(Error::unavailable(format!("'{path}' is replaced all the time; try again")))
    }

    async fn stat(&self, path: &ArtifactPath) -> Result<Option<FileStat>> {
        match self.bucket.objects.head(&self.key(path)?).await {
            Ok(meta) => Ok(Some(FileStat { size: meta.size, etag: etag(&meta) })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(store_error(path, cause)),
        }
    }

    async fn put(&self, path: &ArtifactPath, body: ByteStream) -> Result<String> {
        if path.is_root() {
            return Err(is_a_folder(path));
        }
        match upload::put(&self.bucket.objects, self.key(path)?, path, body).await? {
            Some(etag) => Ok(etag),
            None => Ok(etag(&self.head(path).await?)),
        }
    }

    async fn delete(&self, path: &ArtifactPath) -> Result<()> {
        if path.is_root() {
            return Err(Error::invalid("A path is required: the artifact root itself cannot be deleted"));
        }
        let key = self.key(path)?;
        let file = match self.bucket.objects.head(&key).await {
            Ok(file) => Some(Ok(file.location)),
            Err(object_store::Error::NotFound { .. }) => None,
            Err(cause) => return Err(store_error(path, cause)),
        };
        let below = self.bucket.objects.list(Some(&key)).map_ok(|object| object.location);
        let all = stream::iter(file).chain(below).boxed();
        let mut deleted = self.bucket.objects.delete_stream(all);
        while let Some(one) = deleted.next().await {
            match one {
                Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                Err(cause) => return Err(store_error(path, cause)),
            }
        }
        Ok(())
    }

    fn signs_urls(&self) -> bool {
        self.bucket.s3.is_some()
    }

    async fn create_multipart(&self, path: &ArtifactPath, parts: u32) -> Result<MultipartUpload> {
        direct::create(self.s3()?, self.key(path)?, path, parts).await
    }

    async fn complete_multipart(&self, path: &ArtifactPath, upload: &str, parts: Vec<UploadedPart>) -> Result<()> {
        direct::complete(self.s3()?, self.key(path)?, path, upload, parts).await
    }

    async fn abort_multipart(&self, path: &ArtifactPath, upload: &str) -> Result<()> {
        direct::abort(self.s3()?, self.key(path)?, path, upload).await
    }

    async fn presign_upload(&self, path: &ArtifactPath, valid: std::time::Duration) -> Result<String> {
        let Some(s3) = &self.bucket.s3 else { return Err(crate::store::no_presigned_upload()) };
        direct::presign_put(s3, &self.key(path)?, path, valid).await
    }

    async fn presign_download(&self, path: &ArtifactPath, valid: std::time::Duration) -> Result<PresignedUrl> {
        let Some(s3) = &self.bucket.s3 else { return Err(crate::store::no_multipart_download()) };
        let meta = self.head(path).await?;
        direct::presign(s3, &meta, path, valid).await
    }
}

/// The store's own, or what stands for it where there is none.
fn etag(meta: &ObjectMeta) -> String {
    let made = || format!("\"{:x}-{:x}\"", meta.last_modified.timestamp_micros(), meta.size);
    meta.e_tag.clone().unwrap_or_else(made)
}

impl CloudStore {
    fn s3(&self) -> Result<&AmazonS3> {
        self.bucket.s3.as_ref().ok_or_else(crate::store::no_multipart_upload)
    }
}

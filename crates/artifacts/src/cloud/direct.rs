//! Transfers between client and S3 that the server only signs.

use std::time::Duration;

use http::Method;
use object_store::ObjectMeta;
use object_store::aws::AmazonS3;
use object_store::multipart::{MultipartStore as _, PartId};
use object_store::path::Path as Key;
use object_store::signer::{SignedUrlOptions, Signer as _};
use runlore_domain::{Error, Result};

use super::error::store_error;
use crate::store::{MultipartUpload, PresignedPart, PresignedUrl, UploadedPart};
use crate::{ArtifactPath, content};

/// How long the URLs of parts can be used; what S3's own client gives by default.
const PARTS_VALID: Duration = Duration::from_hours(1);

/// S3's limit.
const MAX_PARTS: u32 = 10_000;

pub(super) async fn create(s3: &AmazonS3, key: Key, path: &ArtifactPath, parts: u32) -> Result<MultipartUpload> {
    if !(1..=MAX_PARTS).contains(&parts) {
        return Err(Error::invalid(format!("num_parts must be between 1 and {MAX_PARTS}, not {parts}")));
    }
    let fail = |cause| store_error(path, cause);
    let upload_id = s3.create_multipart(&key).await.map_err(fail)?;
    let mut signed = Vec::with_capacity(parts as usize);
    for number in 1..=parts {
        let query = [("partNumber".to_owned(), number.to_string()), ("uploadId".to_owned(), upload_id.clone())];
        let options = SignedUrlOptions::default().with_query(query);
        let url = s3.signed_url_opts(Method::PUT, &key, PARTS_VALID, &options).await.map_err(fail)?;
        signed.push(PresignedPart { number, url: url.into() });
    }
    Ok(MultipartUpload { upload_id, parts: signed })
}

pub(super) async fn complete(
    s3: &AmazonS3,
    key: Key,
    path: &ArtifactPath,
    upload: &str,
    mut parts: Vec<UploadedPart>,
) -> Result<()> {
    parts.sort_by_key(|part| part.number);
    // The library numbers the parts by their place.
    if parts.is_empty() || parts.iter().zip(1..).any(|(part, number)| part.number != number) {
        return Err(Error::invalid("parts must be numbered 1, 2, 3… without a gap"));
    }
    let parts = parts.into_iter().map(|part| PartId { content_id: part.etag }).collect();
    let completed = s3.complete_multipart(&key, &upload.to_owned(), parts).await;
    completed.map(|_| ()).map_err(|cause| store_error(path, cause))
}

pub(super) async fn abort(s3: &AmazonS3, key: Key, path: &ArtifactPath, upload: &str) -> Result<()> {
    s3.abort_multipart(&key, &upload.to_owned()).await.map_err(|cause| store_error(path, cause))
}

pub(super) async fn presign(
    s3: &AmazonS3,
    file: &ObjectMeta,
    path: &ArtifactPath,
    valid: Duration,
) -> Result<PresignedUrl> {
    // Part of the signature: a browser that follows the URL saves the file instead of showing it.
    let query = [("response-content-disposition", content::attachment(path.name()))];
    let options = SignedUrlOptions::default().with_query(query);
    let url = s3.signed_url_opts(Method::GET, &file.location, valid, &options).await;
    Ok(PresignedUrl { url: url.map_err(|cause| store_error(path, cause))?.into(), size: file.size })
}

pub(super) async fn presign_put(s3: &AmazonS3, key: &Key, path: &ArtifactPath, valid: Duration) -> Result<String> {
    let url = s3.signed_url(Method::PUT, key, valid).await;
    Ok(url.map_err(|cause| store_error(path, cause))?.into())
}

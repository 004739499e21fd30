//! Streaming a body into an object with bounded memory: what fits one part is one request, the
//! rest a multipart upload that becomes visible when it is completed, and is aborted otherwise.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::path::Path as Key;
use object_store::{Attribute, Attributes, MultipartUpload, ObjectStore, PutMultipartOptions, PutOptions, PutPayload};
use runlore_domain::Result;
use tokio::task::JoinSet;

use super::error::store_error;
use crate::store::ByteStream;
use crate::{ArtifactPath, content};

/// Parts of this size, and at most [`IN_FLIGHT`] of them, are what an upload keeps in memory.
const PART: usize = 8 << 20;
const IN_FLIGHT: usize = 2;

/// S3 takes 10,000 parts: files over 40 GB go on in larger ones, to 360 GB.
const LARGE_PART: usize = 64 << 20;
const LARGE_FROM: usize = 5_000;

pub(super) async fn put(
    objects: &Arc<dyn ObjectStore>,
    key: Key,
    path: &ArtifactPath,
    mut body: ByteStream,
) -> Result<Option<String>> {
    let fail = |cause| store_error(path, cause);
    let mut attributes = Attributes::new();
    if let Some(mime) = content::guess(path.name()) {
        attributes.insert(Attribute::ContentType, mime.into());
    }
    let (first, more) = next_part(&mut body, PART).await?;
    if !more {
        let options = PutOptions { attributes, ..PutOptions::default() };
        return Ok(objects.put_opts(&key, first, options).await.map_err(fail)?.e_tag);
    }
    let options = PutMultipartOptions { attributes, ..PutMultipartOptions::default() };
    let mut upload = Upload(Some(objects.put_multipart_opts(&key, options).await.map_err(fail)?));
    match upload.send(path, first, &mut body).await {
        Ok(etag) => {
            upload.0 = None;
            Ok(etag)
        }
        Err(error) => Err(error),
    }
}

/// Gathers a part; false when the body ended with it.
async fn next_part(body: &mut ByteStream, size: usize) -> Result<(PutPayload, bool)> {
    let (mut pieces, mut gathered) = (Vec::<Bytes>::new(), 0);
    while gathered < size {
        let Some(bytes) = body.try_next().await? else { return Ok((pieces.into_iter().collect(), false)) };
        gathered += bytes.len();
        pieces.push(bytes);
    }
    Ok((pieces.into_iter().collect(), true))
}

/// A multipart upload, aborted when it is dropped unfinished: the parts would cost money for ever.
struct Upload(Option<Box<dyn MultipartUpload>>);

impl Upload {
    async fn send(&mut self, path: &ArtifactPath, first: PutPayload, body: &mut ByteStream) -> Result<Option<String>> {
        let fail = |cause| store_error(path, cause);
        let Some(upload) = &mut self.0 else { return Ok(None) };
        let mut parts = JoinSet::new();
        let (mut part, mut more, mut sent) = (first, true, 0);
        loop {
            if parts.len() == IN_FLIGHT {
                finished(parts.join_next().await).map_err(fail)?;
            }
            parts.spawn(upload.put_part(part));
            sent += 1;
            if !more {
                break;
            }
            let size = if sent < LARGE_FROM { PART } else { LARGE_PART };
            (part, more) = next_part(body, size).await?;
            if !more && part.content_length() == 0 {
                break;
            }
        }
        while let Some(done) = parts.join_next().await {
            finished(Some(done)).map_err(fail)?;
        }
        Ok(upload.complete().await.map_err(fail)?.e_tag)
    }
}

type Part = std::result::Result<object_store::Result<()>, tokio::task::JoinError>;

fn finished(part: Option<Part>) -> object_store::Result<()> {
    part.transpose()?.transpose().map(|_| ())
}

impl Drop for Upload {
    fn drop(&mut self) {
        let Some(mut upload) = self.0.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            if let Err(cause) = upload.abort().await {
                tracing::warn!(%cause, "an unfinished upload could not be aborted");
            }
        });
    }
}

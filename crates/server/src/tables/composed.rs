//! A table's file as its readers see it: base and chunks as one.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::store::ArtifactFile;
use runlore_artifacts::{ArtifactPath, ByteRange, ByteStream, Location};
use runlore_domain::table::{Chunk, Table, TableName};
use runlore_domain::{Error, Result};
use runlore_tables::{Composition, Refit, Segment};

use super::chunks::Reader;
use super::current::parts;
use super::place::TableFile;
use super::publish;
use crate::state::AppState;

/// What is sent at once; pieces of a table may be a comma.
const PIECE: usize = 64 * 1024;

/// Opens the file `at` of a location, or a range of it. If it is a table's, named `name`, its chunks are in it.
pub(crate) async fn open(
    app: &AppState,
    location: &Location,
    at: &ArtifactPath,
    name: Option<&TableName>,
    range: Option<ByteRange>,
) -> Result<ArtifactFile> {
    if let Some(name) = name
        && let Some(file) = pending(app, location, at, name).await?
    {
        if publish::is_parquet(&file.name) {
            publish::publish(app, &file).await?;
        } else if let Some(composed) = file.open(app, range).await? {
            return Ok(composed);
        }
    }
    location.store.open(at, range).await
}

/// The table of this name, if it has chunks and its file is the one that is asked for.
pub(super) async fn pending(
    app: &AppState,
    location: &Location,
    at: &ArtifactPath,
    name: &TableName,
) -> Result<Option<TableFile>> {
    let Ok(store) = app.store() else { return Ok(None) };
    match store.table(name.clone()).await? {
        Some(table) if table.is_pending() => {}
        _ => return Ok(None),
    }
    let file = TableFile::find(app, name.clone()).await?;
    Ok(Some(file).filter(|file| file.is_at(location, at)))
}

impl TableFile {
    /// Opens base and chunks as one file; none when there are no chunks by now.
    async fn open(&self, app: &AppState, range: Option<ByteRange>) -> Result<Option<ArtifactFile>> {
        while let Some((table, chunks)) = self.with_chunks(app).await? {
            let last_modified = UNIX_EPOCH + Duration::from_millis(table.appended.try_into().unwrap_or_default());
            let upto = chunks.last().map_or(0, |chunk| chunk.number);
            // What was appended to a table up to one chunk is the same, merged or not.
            let etag = format!("\"{}-{upto}\"", table.id);
            let composed = Composed::new(self.clone(), table, chunks)?;
            let size = composed.composition.size();
            let range = range.map_or(Ok(0..size), |range| range.within(size))?;
            if let Some(body) = composed.body(app, &range).await? {
                return Ok(Some(ArtifactFile { size, etag, last_modified, range, body }));
            }
        }
        Ok(None)
    }
}

/// A table with its chunks, at one moment.
#[derive(Debug)]
pub(super) struct Composed {
    file: TableFile,
    pub(super) table: Table,
    pub(super) chunks: Arc<[Chunk]>,
    pub(super) composition: Composition,
}

impl Composed {
    pub(super) fn new(file: TableFile, table: Table, chunks: Vec<Chunk>) -> Result<Self> {
        let composition = Composition::of(&parts(&table, &chunks)?);
        Ok(Self { file, table, chunks: chunks.into(), composition })
    }

    /// The bytes `range`; none when the base was replaced meanwhile.
    pub(super) async fn body(&self, app: &AppState, range: &Range<u64>) -> Result<Option<ByteStream>> {
        let segments = self.composition.segments(range);
        let mut base = None;
        if let Some(expected) = &self.table.base
            && let Some(Segment::Rows { from, .. }) =
                segments.iter().find(|segment| matches!(segment, Segment::Rows { part: 0, .. }))
        {
            let store = &self.file.folder.store;
            let opened = match store.open(&self.file.at, Some(ByteRange::Bounded(from.start, from.end - 1))).await {
                Err(error) if is_replaced(&error) => return Ok(None),
                opened => opened?,
            };
            if opened.etag != expected.etag {
                return Ok(None);
            }
            base = Some(opened.body);
        }
        let last = self.chunks.last().map_or(0, |chunk| chunk.number);
        let reading = Reading {
            first_chunk: usize::from(self.table.base.is_some()),
            base,
            chunks: self.chunks.clone(),
            reader: Reader::new(app, &self.file.name.run_id, &self.table.id, last),
            segments: segments.into_iter(),
        };
        let pieces = stream::try_unfold(reading, |mut reading| async {
            let piece = reading.next().await?;
            Ok::<_, Error>(piece.map(|piece| (piece, reading)))
        });
        Ok(Some(gathered(pieces.try_flatten().boxed())))
    }
}

/// Whether a file that was there a moment ago is another one, or none.
fn is_replaced(error: &Error) -> bool {
    use runlore_domain::ErrorKind::{InvalidParameter, NotFound, RangeNotSatisfiable, Unavailable};
    matches!(error.kind(), NotFound | RangeNotSatisfiable | Unavailable | InvalidParameter)
}

/// A composed file that is being read.
struct Reading {
    /// The part that is the first chunk.
    first_chunk: usize,
    base: Option<ByteStream>,
    chunks: Arc<[Chunk]>,
    reader: Reader,
    segments: std::vec::IntoIter<Segment>,
}

impl Reading {
    async fn next(&mut self) -> Result<Option<ByteStream>> {
        let Some(segment) = self.segments.next() else { return Ok(None) };
        let (part, from, refit, skip, size) = match segment {
            Segment::Bytes(bytes) => return Ok(Some(stream::iter([Ok(Bytes::from(bytes))]).boxed())),
            Segment::Rows { part, from, refit, skip, size } => (part, from, refit, skip, size),
        };
        let body = match part.checked_sub(self.first_chunk) {
            Some(chunk) => self.reader.open(&self.chunks[chunk], from).await?,
            None => self.base.take().ok_or_else(|| Error::internal("The base of a table was read twice"))?,
        };
        Ok(Some(match refit {
            None => body,
            Some(refit) => refitted(body, *refit, skip, size),
        }))
    }
}

/// What a refit makes of a body, without its first `skip` bytes, and `size` bytes long.
fn refitted(body: ByteStream, refit: Refit, skip: u64, size: u64) -> ByteStream {
    stream::try_unfold((body, refit, skip, size), |(mut body, mut refit, mut skip, left)| async move {
        let mut out = Vec::new();
        while out.is_empty() && left > 0 {
            let Some(piece) = body.try_next().await? else {
                return Err(Error::internal("Rows of a table ended early"));
            };
            refit.push(&piece, &mut out)?;
            let skipped = skip.min(out.len() as u64);
            skip -= skipped;
            out.drain(..usize::try_from(skipped).unwrap_or(usize::MAX));
        }
        out.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        let left = left - out.len() as u64;
        Ok((!out.is_empty()).then(|| (Bytes::from(out), (body, refit, skip, left))))
    })
    .boxed()
}

/// The same bytes in larger pieces.
fn gathered(body: ByteStream) -> ByteStream {
    stream::try_unfold(Some(body), |body| async {
        let Some(mut body) = body else { return Ok(None) };
        let mut piece = BytesMut::new();
        while piece.len() < PIECE {
            match body.try_next().await? {
                Some(bytes) if piece.is_empty() && bytes.len() >= PIECE => return Ok(Some((bytes, Some(body)))),
                Some(bytes) => piece.extend_from_slice(&bytes),
                None => return Ok((!piece.is_empty()).then(|| (piece.freeze(), None))),
            }
        }
        Ok(Some((piece.freeze(), Some(body))))
    })
    .boxed()
}

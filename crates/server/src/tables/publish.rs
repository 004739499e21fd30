//! Writing a table's file anew with its chunks in it.
//!
//! Right before the file appears it is announced to the table, with a checksum; afterwards the table is
//! told that it has a new base. Whoever comes in between, or after a crash in between, knows the file by its
//! checksum. It does not appear at all when the table, or the file that is there, was changed meanwhile.
//! Should two processes write one file all the same, each row still is in the file or pending, and once.

use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::{ArtifactPath, ByteStream, Location};
use runlore_domain::table::{Base, Publication, Seen, TableChange, TableName};
use runlore_domain::{Error, Result, RunId};
use runlore_protocol::tables::FlushedTable;

use super::chunks::rows;
use super::composed::{Composed, pending};
use super::parquet::Rewrite;
use super::place::TableFile;
use crate::clock::now_ms;
use crate::state::AppState;
use crate::telemetry::Operation;

/// How long others leave the file to a process that gives no sign of going on.
const LASTS: Duration = Duration::from_secs(5);
/// How long another process is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Writes the files of a run's tables, or of one of them.
pub(crate) async fn flush(app: &AppState, run: RunId, path: Option<String>) -> Result<Vec<FlushedTable>> {
    let names = match path {
        Some(path) => vec![TableName::new(run, path)],
        None => app.store()?.pending_tables(Some(run), i64::MAX).await?,
    };
    let mut flushed = Vec::new();
    for name in names {
        let file = TableFile::find(app, name).await?;
        publish(app, &file).await?;
        if let Some(table) = file.table(app).await? {
            flushed.push(FlushedTable { path: file.name.path, rows: table.rows });
        }
    }
    Ok(flushed)
}

/// Writes the file `at` of a location if it is a table's, before somebody gets a URL that reads it past this server.
pub(crate) async fn write_before_signing(
    app: &AppState,
    location: &Location,
    at: &ArtifactPath,
    name: Option<TableName>,
) -> Result<()> {
    let Some(name) = name else { return Ok(()) };
    match pending(app, location, at, &name).await? {
        Some(file) => publish(app, &file).await,
        None => Ok(()),
    }
}

/// Writes the file with all chunks that are there now.
pub(super) async fn publish(app: &AppState, file: &TableFile) -> Result<()> {
    let _alone = app.tables.locks.lock(&file.name).await;
    let started = Instant::now();
    while let Some((table, chunks)) = file.with_chunks(app).await? {
        let composed = Composed::new(file.clone(), table, chunks)?;
        if attempt(app, file, &composed).await? {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            return Err(Error::unavailable("The table's file is written by others all the time; try again later"));
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// Tries to write the file; false when somebody else was quicker.
async fn attempt(app: &AppState, file: &TableFile, composed: &Composed) -> Result<bool> {
    let store = app.store()?;
    let mut seen = file.seen(&composed.table);
    if !store.change_table(TableChange::Begin { seen: seen.clone(), until: until(), now: now_ms() }).await? {
        return Ok(false);
    }
    seen.version += 1;
    let rows = rows(&composed.composition.part())?;
    let upto = composed.chunks.last().map_or(0, |chunk| chunk.number);
    let put = match contents(app, file, composed).await {
        Ok(Some(body)) => {
            let publication = Publication { size: 0, checksum: 0, upto, rows: rows.clone() };
            let body = guarded(app, file, composed, &seen, publication, body);
            app.telemetry.timed(Operation::Put, file.folder.store.put(&file.at, body)).await
        }
        Ok(None) => Err(changed()),
        Err(error) => Err(error),
    };
    let etag = match put {
        Ok(etag) => etag,
        Err(error) => {
            // Given up at once, so that the next one need not wait; unless it is somebody else's by now.
            store.change_table(TableChange::Renew { seen, until: 0 }).await?;
            return if is_changed(&error) { Ok(false) } else { Err(error) };
        }
    };
    seen.version += 1;
    // Somebody may have done it for us already.
    store.change_table(TableChange::Commit { seen, base: Base { etag, rows }, upto, now: now_ms() }).await?;
    Ok(true)
}

/// What the file is to be; none when the base was replaced meanwhile.
async fn contents(app: &AppState, file: &TableFile, composed: &Composed) -> Result<Option<ByteStream>> {
    if is_parquet(&file.name) {
        return Ok(Rewrite::new(app, file, composed).await?.map(Rewrite::into_body));
    }
    composed.body(app, &(0..composed.composition.size())).await
}

fn until() -> i64 {
    now_ms() + i64::try_from(LASTS.as_millis()).unwrap_or_default()
}

/// The body, which ends in an error when the table is another by then, and is announced otherwise.
fn guarded(
    app: &AppState,
    file: &TableFile,
    composed: &Composed,
    seen: &Seen,
    publication: Publication,
    body: ByteStream,
) -> ByteStream {
    let guard = Guard {
        app: app.clone(),
        file: file.clone(),
        base: composed.table.base.as_ref().map(|base| base.etag.clone()),
        expected: (!is_parquet(&file.name)).then(|| composed.composition.size()),
        seen: seen.clone(),
        renewed: Instant::now(),
        publication,
        checksum: crc32fast::Hasher::new(),
    };
    stream::try_unfold((body, guard), |(mut body, mut guard)| async move {
        match body.try_next().await? {
            Some(piece) => {
                guard.pass(&piece).await?;
                Ok(Some((piece, (body, guard))))
            }
            None => guard.announce().await.map(|()| None),
        }
    })
    .boxed()
}

struct Guard {
    app: AppState,
    file: TableFile,
    base: Option<String>,
    /// Bytes of the file, where they are known beforehand.
    expected: Option<u64>,
    seen: Seen,
    renewed: Instant,
    publication: Publication,
    checksum: crc32fast::Hasher,
}

impl Guard {
    async fn pass(&mut self, piece: &[u8]) -> Result<()> {
        self.publication.size += piece.len() as u64;
        self.checksum.update(piece);
        if self.renewed.elapsed() > LASTS / 3 {
            self.renewed = Instant::now();
            self.change(TableChange::Renew { seen: self.seen.clone(), until: until() }).await?;
        }
        Ok(())
    }

    async fn announce(self) -> Result<()> {
        let there = self.file.folder.store.stat(&self.file.at).await?;
        if there.map(|file| file.etag) != self.base {
            return Err(changed());
        }
        if self.expected.is_some_and(|size| size != self.publication.size) {
            return Err(Error::internal("A table's file would have another size than was found out before"));
        }
        let publication = Publication { checksum: self.checksum.clone().finalize(), ..self.publication.clone() };
        self.change(TableChange::Announce { seen: self.seen.clone(), publication, now: now_ms() }).await
    }

    async fn change(&self, change: TableChange) -> Result<()> {
        if self.app.store()?.change_table(change).await? { Ok(()) } else { Err(changed()) }
    }
}

const CHANGED: &str = "The table was changed while its file was written";

fn changed() -> Error {
    Error::unavailable(CHANGED)
}

fn is_changed(error: &Error) -> bool {
    error.message() == CHANGED
}

/// Whether a table's file is Parquet, which has no composed form: it is written before it is read.
pub(super) fn is_parquet(name: &TableName) -> bool {
    name.path.ends_with(".parquet")
}

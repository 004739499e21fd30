//! Writing a table's file anew with its chunks in it.
//!
//! First the table gets an intent, then the file is put, then the table is told that it has a new base.
//! Whoever comes in between knows the file by the intent. While the file is on its way the intent is
//! renewed, the last time right before the file appears: it does not appear when the table, or the file
//! that is there, was changed by somebody else.

use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::{ArtifactPath, ByteStream, Location};
use runlore_domain::table::{Base, Intent, Seen, TableChange, TableName};
use runlore_domain::{Error, Result, RunId};
use runlore_protocol::tables::FlushedTable;

use super::chunks::rows;
use super::composed::{Composed, pending};
use super::parquet::Rewrite;
use super::place::TableFile;
use crate::clock::now_ms;
use crate::state::AppState;
use crate::telemetry::Operation;

/// How long an intent lasts that is not renewed: longer than a file's last bytes take to get on disk.
const LASTS: Duration = Duration::from_secs(30);
/// How long another process is waited for that writes the file, or did when it ended.
const PATIENCE: Duration = Duration::from_secs(70);

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
    let Some(contents) = Contents::of(app, file, composed).await? else { return Ok(false) };
    let size = contents.size(composed);
    let upto = composed.chunks.last().map_or(0, |chunk| chunk.number);
    let mut seen = file.seen(&composed.table);
    let intent = Intent { size, upto, until: until() };
    if !store.change_table(TableChange::Intend { seen: seen.clone(), intent, now: now_ms() }).await? {
        return Ok(false);
    }
    seen.version += 1;
    let put = match contents.body(app, composed).await {
        Ok(Some(body)) => {
            let body = guarded(app, file, composed, &seen, body);
            app.telemetry.timed(Operation::Put, file.folder.store.put(&file.at, body)).await
        }
        Ok(None) => Err(changed()),
        Err(error) => Err(error),
    };
    let etag = match put {
        Ok(etag) => etag,
        Err(error) => {
            // Given up at once, so that the next one need not wait; unless it is no longer ours.
            let ours = store.change_table(TableChange::Renew { seen, until: 0 }).await?;
            return if ours && !is_changed(&error) { Err(error) } else { Ok(false) };
        }
    };
    let base = Base { etag, rows: rows(&composed.composition.part())? };
    // Somebody may have done it for us already.
    store.change_table(TableChange::Commit { seen, base, upto, now: now_ms() }).await?;
    Ok(true)
}

/// What is in the file that is to be written.
enum Contents {
    Composed,
    Parquet(Box<Rewrite>),
}

impl Contents {
    /// None when the base was replaced meanwhile.
    async fn of(app: &AppState, file: &TableFile, composed: &Composed) -> Result<Option<Self>> {
        if !is_parquet(&file.name) {
            return Ok(Some(Self::Composed));
        }
        Ok(Rewrite::new(app, file, composed).await?.map(|rewrite| Self::Parquet(Box::new(rewrite))))
    }

    fn size(&self, composed: &Composed) -> u64 {
        match self {
            Self::Composed => composed.composition.size(),
            Self::Parquet(rewrite) => rewrite.size,
        }
    }

    async fn body(self, app: &AppState, composed: &Composed) -> Result<Option<ByteStream>> {
        match self {
            Self::Composed => composed.body(app, &(0..composed.composition.size())).await,
            Self::Parquet(rewrite) => Ok(Some(rewrite.into_body())),
        }
    }
}

fn until() -> i64 {
    now_ms() + i64::try_from(LASTS.as_millis()).unwrap_or_default()
}

/// The body, which ends in an error when the table is another by then.
fn guarded(app: &AppState, file: &TableFile, composed: &Composed, seen: &Seen, body: ByteStream) -> ByteStream {
    let base = composed.table.base.as_ref().map(|base| base.etag.clone());
    let guard = Guard { app: app.clone(), file: file.clone(), base, seen: seen.clone(), renewed: Instant::now() };
    stream::try_unfold((body, guard), |(mut body, mut guard)| async move {
        let piece = body.try_next().await?;
        if piece.is_none() {
            guard.check_base().await?;
        }
        if piece.is_none() || guard.renewed.elapsed() > LASTS / 3 {
            guard.renew().await?;
        }
        Ok(piece.map(|piece| (piece, (body, guard))))
    })
    .boxed()
}

struct Guard {
    app: AppState,
    file: TableFile,
    base: Option<String>,
    seen: Seen,
    renewed: Instant,
}

impl Guard {
    async fn renew(&mut self) -> Result<()> {
        let renew = TableChange::Renew { seen: self.seen.clone(), until: until() };
        self.renewed = Instant::now();
        if self.app.store()?.change_table(renew).await? { Ok(()) } else { Err(changed()) }
    }

    async fn check_base(&self) -> Result<()> {
        let there = self.file.folder.store.stat(&self.file.at).await?;
        if there.map(|file| file.etag) == self.base { Ok(()) } else { Err(changed()) }
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

//! A table as it is, after a look at what is under its name.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use runlore_artifacts::FileStat;
use runlore_domain::table::{Base, Chunk, Seen, Table, TableChange};
use runlore_domain::{Error, Result};
use runlore_tables::Part;

use super::chunks::part;
use super::place::TableFile;
use crate::clock::now_ms;
use crate::state::AppState;

/// How often a table is looked at again that others change all the time.
const ATTEMPTS: u32 = 200;

/// What is under a table's name.
#[derive(Debug, PartialEq)]
enum Found {
    /// Its base, or nothing where it has none.
    Base,
    /// What was about to become its base.
    Published(Base, u64),
    /// Somebody else's file, or none.
    Foreign,
}

impl TableFile {
    /// The table; none when nobody has appended to it, or somebody else has replaced it since.
    pub(super) async fn table(&self, app: &AppState) -> Result<Option<Table>> {
        for attempt in 0..ATTEMPTS {
            // The order matters: whoever changes the file says so first, so a file that is not the base
            // of a version read before is one that this version knows of, or a stranger's.
            let Some(table) = app.store()?.table(self.name.clone()).await? else { return Ok(None) };
            if self.settle(app, &table).await? {
                return Ok(Some(table));
            }
            pause(attempt).await;
        }
        Err(busy())
    }

    /// The same with its chunks, if it has any.
    pub(super) async fn with_chunks(&self, app: &AppState) -> Result<Option<(Table, Vec<Chunk>)>> {
        for attempt in 0..ATTEMPTS {
            let found = app.store()?.table_and_chunks(self.name.clone()).await?;
            let Some((table, chunks)) = found.filter(|(_, chunks)| !chunks.is_empty()) else { return Ok(None) };
            if self.settle(app, &table).await? {
                return Ok(Some((table, chunks)));
            }
            pause(attempt).await;
        }
        Err(busy())
    }

    /// Looks at the file. Unless it is the table's base the table is changed accordingly, which is to be
    /// read again then.
    async fn settle(&self, app: &AppState, table: &Table) -> Result<bool> {
        let (seen, now) = (self.seen(table), now_ms());
        let change = match self.find_out(app, table).await? {
            Found::Base => return Ok(true),
            // Whoever wrote it did not come to say so, or is just about to.
            Found::Published(base, upto) => TableChange::Commit { seen, base, upto, now },
            Found::Foreign => TableChange::Forget { seen, now },
        };
        let forgets = matches!(change, TableChange::Forget { .. });
        if app.store()?.change_table(change).await? && forgets {
            tracing::info!(run = %self.name.run_id, path = %self.name.path, "a table was replaced by a file");
        }
        Ok(false)
    }

    async fn find_out(&self, app: &AppState, table: &Table) -> Result<Found> {
        let there = self.folder.store.stat(&self.at).await?;
        let base = table.base.as_ref().map(|base| &base.etag);
        if there.as_ref().map(|file| &file.etag) == base {
            return Ok(Found::Base);
        }
        let Some(FileStat { size, .. }) = there else { return Ok(Found::Foreign) };
        let known = app.store()?.publications(table.id.clone(), size).await?;
        if known.is_empty() {
            return Ok(Found::Foreign);
        }
        let (etag, checksum) = self.checksum().await?;
        Ok(match known.into_iter().find(|publication| publication.checksum == checksum) {
            Some(publication) => Found::Published(Base { etag, rows: publication.rows }, publication.upto),
            None => Found::Foreign,
        })
    }

    /// Reads the file through.
    async fn checksum(&self) -> Result<(String, u32)> {
        let mut file = self.folder.store.open(&self.at, None).await?;
        let mut checksum = crc32fast::Hasher::new();
        while let Some(piece) = file.body.try_next().await? {
            checksum.update(&piece);
        }
        Ok((file.etag, checksum.finalize()))
    }

    pub(super) fn seen(&self, table: &Table) -> Seen {
        Seen { table: self.name.clone(), id: table.id.clone(), version: table.version }
    }
}

/// What the whole table consists of: the base, if there is one, and the chunks.
pub(super) fn parts(table: &Table, chunks: &[Chunk]) -> Result<Vec<Part>> {
    let base = table.base.iter().map(|base| &base.rows);
    base.chain(chunks.iter().map(|chunk| &chunk.rows)).map(part).collect()
}

async fn pause(attempt: u32) {
    if attempt > 2 {
        tokio::time::sleep(Duration::from_millis(u64::from(attempt.min(20)))).await;
    }
}

fn busy() -> Error {
    Error::unavailable("The table is changed by others all the time; try again later")
}

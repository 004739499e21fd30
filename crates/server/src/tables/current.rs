//! A table as it is, after a look at what is under its name.

use std::time::Duration;

use runlore_artifacts::FileStat;
use runlore_domain::table::{Base, Chunk, Seen, Table, TableChange};
use runlore_domain::{Error, Result};
use runlore_tables::{Composition, Part};

use super::chunks::{part, rows};
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
    /// What was about to become its base, by this etag.
    Published(String),
    /// Somebody else's file, or none.
    Foreign,
}

fn judge(table: &Table, there: Option<FileStat>) -> Found {
    let base = table.base.as_ref().map(|base| &base.etag);
    match there {
        there if there.as_ref().map(|file| &file.etag) == base => Found::Base,
        Some(file) if table.intent.is_some_and(|intent| intent.size == file.size) => Found::Published(file.etag),
        _ => Found::Foreign,
    }
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
        match judge(table, self.folder.store.stat(&self.at).await?) {
            Found::Base => return Ok(true),
            Found::Published(etag) => self.finish(app, table, etag).await?,
            Found::Foreign => {
                let forget = TableChange::Forget { seen: self.seen(table), now: now_ms() };
                if app.store()?.change_table(forget).await? {
                    tracing::info!(run = %self.name.run_id, path = %self.name.path, "a table was replaced by a file");
                }
            }
        }
        Ok(false)
    }

    /// Does what a process did not come to that wrote the file.
    async fn finish(&self, app: &AppState, table: &Table, etag: String) -> Result<()> {
        let Some(intent) = table.intent else { return Ok(()) };
        let found = app.store()?.table_and_chunks(self.name.clone()).await?;
        let Some((_, mut chunks)) = found.filter(|(now, _)| now.id == table.id && now.version == table.version) else {
            return Ok(());
        };
        chunks.retain(|chunk| chunk.number <= intent.upto);
        let base = Base { etag, rows: rows(&Composition::of(&parts(table, &chunks)?).part())? };
        let commit = TableChange::Commit { seen: self.seen(table), base, upto: intent.upto, now: now_ms() };
        app.store()?.change_table(commit).await.map(drop)
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

#[cfg(test)]
mod tests {
    use runlore_domain::table::{Intent, Rows};

    use super::*;

    #[test]
    fn files_are_told_from_each_other() {
        let rows = Rows { columns: "[]".to_owned(), count: 0, data: 0..0 };
        let base = Some(Base { etag: "\"a\"".to_owned(), rows });
        let intent = Some(Intent { size: 10, upto: 1, until: 0 });
        let file = |etag: &str, size| Some(FileStat { size, etag: format!("\"{etag}\"") });
        let published = Found::Published("\"b\"".to_owned());
        for (base, intent, there, expected) in [
            (None, None, None, Found::Base),
            (base.clone(), None, file("a", 5), Found::Base),
            (base.clone(), intent, file("a", 10), Found::Base),
            (base.clone(), intent, file("b", 10), published),
            (base.clone(), intent, file("b", 11), Found::Foreign),
            (base.clone(), None, file("b", 10), Found::Foreign),
            (base, intent, None, Found::Foreign),
            (None, None, file("b", 10), Found::Foreign),
        ] {
            let table =
                Table { id: String::new(), version: 1, rows: 0, pending: 0, next_chunk: 1, appended: 0, base, intent };
            assert_eq!(judge(&table, there.clone()), expected, "{there:?}");
        }
    }
}

//! Parquet tables, whose library blocks: it runs on threads of its own.

use std::ops::Range;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::{ByteRange, ByteStream, FileStat};
use runlore_domain::table::{Base, Chunk};
use runlore_domain::{Error, Result};
use runlore_tables::{ColumnTypes, ParquetTable, Part, ReadAt, Selection, Table, write_parquet};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::chunks::{Reader, part, rows};
use super::composed::Composed;
use super::counting::Counting;
use super::place::TableFile;
use crate::state::AppState;

/// Pieces of a file that wait to be sent.
const WAITING: usize = 4;

/// One content of a table's file.
struct Stored {
    file: TableFile,
    stat: FileStat,
    runtime: Handle,
}

impl ReadAt for Stored {
    fn size(&self) -> u64 {
        self.stat.size
    }

    fn read_at(&self, range: Range<u64>) -> Result<Bytes> {
        self.runtime.block_on(async {
            let asked = ByteRange::Bounded(range.start, range.end - 1);
            let opened = self.file.folder.store.open(&self.file.at, Some(asked)).await?;
            if opened.etag != self.stat.etag {
                return Err(Error::unavailable("The file was replaced while it was read; try again"));
            }
            Ok(opened.body.try_fold(BytesMut::new(), add).await?.freeze())
        })
    }
}

async fn add(mut all: BytesMut, more: Bytes) -> Result<BytesMut> {
    all.extend_from_slice(&more);
    Ok(all)
}

impl TableFile {
    pub(super) async fn parquet(&self, stat: FileStat) -> Result<ParquetTable> {
        let stored = Stored { file: self.clone(), stat, runtime: Handle::current() };
        blocking(move || ParquetTable::open(Box::new(stored))).await
    }

    /// What a file is that nobody here wrote.
    pub(super) async fn inspect_parquet(&self, stat: FileStat) -> Result<Base> {
        let table = self.parquet(stat.clone()).await?;
        let rows = rows(&Part { columns: table.columns(), rows: table.rows(), data: 0..0 })?;
        Ok(Base { etag: stat.etag, rows })
    }

    /// Selects rows of the file as it is, and says whether all were met.
    pub(super) async fn select_parquet(
        &self,
        select: &(dyn Fn(&[String]) -> Result<Selection> + Sync),
        counting: Counting,
    ) -> Result<(Selection, bool)> {
        let missing = || Error::not_found(format!("No such artifact: '{}'", self.name.path));
        let stat = self.folder.store.stat(&self.at).await?.ok_or_else(missing)?;
        let table = self.parquet(stat).await?;
        let mut selection = select(&table.columns())?;
        blocking(move || {
            let all = table.rows_while(&mut |row| {
                selection.push(row)?;
                Ok(!counting.is_over(&selection))
            })?;
            Ok((selection, all))
        })
        .await
    }
}

/// A table's file with its chunks in it, that is to be written.
pub(super) struct Rewrite {
    base: Option<ParquetTable>,
    columns: ColumnTypes,
    chunks: Arc<[Chunk]>,
    reader: Reader,
}

impl Rewrite {
    /// Finds out what columns the file will have; none when the base was replaced meanwhile.
    pub(super) async fn new(app: &AppState, file: &TableFile, composed: &Composed) -> Result<Option<Self>> {
        let base = match (&composed.table.base, file.folder.store.stat(&file.at).await?) {
            (None, None) => None,
            (Some(base), Some(stat)) if stat.etag == base.etag => Some(file.parquet(stat).await?),
            _ => return Ok(None),
        };
        let last = composed.chunks.last().map_or(0, |chunk| chunk.number);
        let reader = Reader::new(app, &file.name.run_id, &composed.table.id, last);
        let chunks = composed.chunks.clone();
        blocking(move || {
            let mut columns = ColumnTypes::default();
            base.iter().for_each(|base| columns.add_file(base));
            for table in Tables::of(&chunks, &reader) {
                columns.add_rows(&table?);
            }
            Ok(Some(Self { base, columns, chunks, reader }))
        })
        .await
    }

    fn write(&self, out: &mut dyn FnMut(Bytes) -> Result<()>) -> Result<()> {
        write_parquet(&self.columns, self.base.as_ref(), &mut Tables::of(&self.chunks, &self.reader), out)
    }

    /// The file.
    pub(super) fn into_body(self) -> ByteStream {
        let (send, receive) = mpsc::channel(WAITING);
        tokio::task::spawn_blocking(move || {
            let gone = || Error::unavailable("Nobody takes the file any more");
            let sent = self.write(&mut |bytes| send.blocking_send(Ok(bytes)).map_err(|_| gone()));
            if let Err(error) = sent {
                // If nobody takes that either, he has his own reasons.
                let _gone = send.blocking_send(Err(error));
            }
        });
        stream::unfold(receive, |mut receive| async { receive.recv().await.map(|piece| (piece, receive)) }).boxed()
    }
}

/// The chunks, one by one.
struct Tables<'c> {
    chunks: std::slice::Iter<'c, Chunk>,
    reader: Reader,
    runtime: Handle,
}

impl<'c> Tables<'c> {
    fn of(chunks: &'c [Chunk], reader: &Reader) -> Self {
        Self { chunks: chunks.iter(), reader: reader.again(), runtime: Handle::current() }
    }

    fn read(&mut self, chunk: &Chunk) -> Result<Table> {
        let part = part(&chunk.rows)?;
        let mut text = b"[".to_vec();
        if part.rows > 0 {
            let rows = self
                .runtime
                .block_on(async { self.reader.open(chunk, part.data).await?.try_fold(BytesMut::new(), add).await })?;
            text.extend_from_slice(&rows);
        }
        text.push(b']');
        let rows = serde_json::from_slice(&text)
            .map_err(|cause| Error::internal("Rows of a table can not be read").with_source(cause))?;
        Ok(Table { columns: part.columns, rows })
    }
}

impl Iterator for Tables<'_> {
    type Item = Result<Table>;

    fn next(&mut self) -> Option<Result<Table>> {
        let chunk = self.chunks.next()?;
        Some(self.read(chunk))
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(failed) => Err(Error::invalid("The file is no Parquet table that can be read.").with_source(failed)),
    }
}

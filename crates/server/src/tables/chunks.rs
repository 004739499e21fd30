//! Where the rows of chunks are, and the files of the large ones.

use std::collections::VecDeque;
use std::ops::Range;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use runlore_artifacts::{ArtifactPath, ByteRange, ByteStream, Location};
use runlore_domain::ids::random_hex;
use runlore_domain::table::{Chunk, Content, Rows};
use runlore_domain::{Error, Result, RunId, location};
use runlore_tables::{Composition, Part, Table};

use super::place::TableFile;
use crate::clock::now_ms;
use crate::state::AppState;

/// Rows of up to this many bytes are kept in the database.
const SMALL: u64 = 64 * 1024;
/// The folder beside a run's artifacts where the files of chunks are.
const FOLDER: &str = "tables";

/// Rows as the database lists them.
pub(super) fn rows(part: &Part) -> Result<Rows> {
    let columns = serde_json::to_string(&part.columns)
        .map_err(|cause| Error::internal("The names of columns could not be written").with_source(cause))?;
    Ok(Rows { columns, count: part.rows, data: part.data.clone() })
}

/// Rows as files have them.
pub(super) fn part(rows: &Rows) -> Result<Part> {
    let columns = serde_json::from_str(&rows.columns)
        .map_err(|cause| Error::internal("The names of columns could not be read").with_source(cause))?;
    Ok(Part { columns, rows: rows.count, data: rows.data.clone() })
}

/// Puts the rows of a table where those of a chunk are kept.
pub(super) async fn keep(app: &AppState, file: &TableFile, table: Table) -> Result<(Rows, Content)> {
    let whole = Part { columns: table.columns.clone(), rows: table.rows.len() as u64, data: 0..0 };
    let bytes = table.to_split();
    drop(table);
    // Where the rows are in the file is known: behind the head of a file without any.
    let head = Composition::of(&[Part { rows: 0, ..whole.clone() }]).part().data.start;
    let data = head..bytes.len() as u64 - 2;
    let folder = location::renamed(&file.root, "artifacts", FOLDER);
    match folder.filter(|_| data.end - data.start > SMALL) {
        None => {
            let text = String::from_utf8(bytes[usize_range(&data)].to_vec())
                .map_err(|cause| Error::internal("Rows are not UTF-8").with_source(cause))?;
            let rows = rows(&Part { data: 0..text.len() as u64, ..whole })?;
            Ok((rows, Content::Text(text)))
        }
        Some(folder) => {
            let name = format!("{}-{}.json", now_ms(), random_hex());
            let place = app.artifacts.resolve(&folder, file.name.run_id.as_str())?;
            let body = stream::iter([Ok(Bytes::from(bytes))]).boxed();
            place.store.put(&place.at(&ArtifactPath::parse_file(&name)?), body).await?;
            Ok((rows(&Part { data, ..whole })?, Content::File(location::append(&folder, &[&name]))))
        }
    }
}

/// Removes a chunk's file, as far as it can be reached.
pub(super) async fn remove(app: &AppState, run: &RunId, file: &str) -> Result<()> {
    let (folder, path) = place(app, run, file)?;
    folder.store.delete(&path).await
}

/// When the file of a chunk was made, by its name; epoch milliseconds.
pub(super) fn made_at(name: &str) -> Option<i64> {
    name.split_once('-')?.0.parse().ok()
}

fn place(app: &AppState, run: &RunId, file: &str) -> Result<(Location, ArtifactPath)> {
    let lost = || Error::internal(format!("'{file}' is no place for rows of a table"));
    let (folder, name) = location::split_last(file).ok_or_else(lost)?;
    let folder = app.artifacts.resolve(&folder, run.as_str())?;
    let at = folder.at(&ArtifactPath::parse_file(name)?);
    Ok((folder, at))
}

/// Reads the rows of a table's chunks, in their order.
#[derive(Debug)]
pub(super) struct Reader {
    app: AppState,
    run: RunId,
    table_id: String,
    last: u64,
    /// Read ahead from the database.
    texts: VecDeque<(u64, String)>,
}

impl Reader {
    pub(super) fn new(app: &AppState, run: &RunId, table_id: &str, last: u64) -> Self {
        Self { app: app.clone(), run: run.clone(), table_id: table_id.to_owned(), last, texts: VecDeque::new() }
    }

    /// One that begins anew.
    pub(super) fn again(&self) -> Self {
        Self::new(&self.app, &self.run, &self.table_id, self.last)
    }

    /// The bytes `data` of a chunk. Chunks must be asked for in order.
    pub(super) async fn open(&mut self, chunk: &Chunk, data: Range<u64>) -> Result<ByteStream> {
        if let Some(file) = &chunk.file {
            let (folder, path) = place(&self.app, &self.run, file)?;
            let range = ByteRange::Bounded(data.start, data.end - 1);
            return Ok(folder.store.open(&path, Some(range)).await?.body);
        }
        if !self.texts.iter().any(|(number, _)| *number == chunk.number) {
            let store = self.app.store()?;
            self.texts = store.chunk_texts(self.table_id.clone(), chunk.number, self.last).await?.into();
        }
        while let Some((number, text)) = self.texts.pop_front() {
            if number == chunk.number {
                let bytes = Bytes::from(text).slice(usize_range(&data));
                return Ok(stream::iter([Ok(bytes)]).boxed());
            }
        }
        Err(Error::unavailable("The table changed while it was read; try again"))
    }
}

fn usize_range(range: &Range<u64>) -> Range<usize> {
    let at = |position: u64| usize::try_from(position).expect("it was made of a length in memory");
    at(range.start)..at(range.end)
}

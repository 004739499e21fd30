//! Tables to which rows are appended: where they stand, and what changes them.
//!
//! Texts of columns and rows are opaque here, as all that is in files.

pub(crate) mod append;
pub(crate) mod change;
mod old;
mod read;

use runlore_domain::table::{Append, Appended, Chunk, OldChunk, Publication, Table, TableChange, TableName};
use runlore_domain::write::{Write, Written};
use runlore_domain::{Result, RunId};

use crate::Store;
use crate::db::Value;

impl Store {
    /// Appends rows to a table of an active run.
    pub async fn append_rows(&self, append: Append) -> Result<Appended> {
        match self.write(Write::AppendRows(Box::new(append))).await? {
            Written::Appended(appended) => Ok(appended),
            other => Err(crate::unexpected(&other)),
        }
    }

    /// Changes a table, if it still is at the version that the change is for.
    pub async fn change_table(&self, change: TableChange) -> Result<bool> {
        match self.write(Write::ChangeTable(change)).await? {
            Written::Changed(changed) => Ok(changed),
            other => Err(crate::unexpected(&other)),
        }
    }

    /// A table to which rows were appended, if it is one.
    pub async fn table(&self, name: TableName) -> Result<Option<Table>> {
        self.quick_read(move |conn| read::table(conn, &name)).await
    }

    /// The same with its chunks that are not merged, in order.
    pub async fn table_and_chunks(&self, name: TableName) -> Result<Option<(Table, Vec<Chunk>)>> {
        self.quick_read(move |conn| read::with_chunks(conn, &name)).await
    }

    /// The rows of those chunks of a table that are in the database, from one chunk on, some chunks at once.
    pub async fn chunk_texts(&self, table_id: String, from: u64, upto: u64) -> Result<Vec<(u64, String)>> {
        self.quick_read(move |conn| read::texts(conn, &table_id, from, upto)).await
    }

    /// The files of a size that were about to become a table's base, the latest first.
    pub async fn publications(&self, table_id: String, size: u64) -> Result<Vec<Publication>> {
        self.quick_read(move |conn| read::publications(conn, &table_id, size)).await
    }

    /// Tables with chunks that are not merged: of one run, or all whose last rows came before a time.
    pub async fn pending_tables(&self, of: Option<RunId>, before: i64) -> Result<Vec<TableName>> {
        self.read(move |conn| read::pending(conn, of.as_ref(), before)).await
    }

    /// Some chunks that were merged or forgotten before a time.
    pub async fn old_chunks(&self, before: i64) -> Result<Vec<OldChunk>> {
        self.read(move |conn| old::chunks(conn, before)).await
    }

    /// The locations of all files of a run's chunks.
    pub async fn chunk_files(&self, run: RunId) -> Result<Vec<String>> {
        self.read(move |conn| old::files(conn, &run)).await
    }

    /// Some tables whose runs are gone.
    pub async fn ownerless_tables(&self) -> Result<Vec<TableName>> {
        self.read(old::ownerless).await
    }
}

/// A number that is never negative, as a column holds it.
fn int(number: u64) -> Value<'static> {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

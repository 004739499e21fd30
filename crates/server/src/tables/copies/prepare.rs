//! Making a copy: one pass over the file, on a thread of its own.

use std::sync::Arc;

use futures_util::TryStreamExt as _;
use runlore_artifacts::FileStat;
use runlore_domain::table::TableName;
use runlore_domain::{Error, Result};
use runlore_tables::{CopyWriter, CsvScanner, Scanner};
use tokio::runtime::Handle;

use super::content::Content;
use super::find;
use super::folder::{Folder, Half};
use super::works::Progress;
use crate::state::AppState;
use crate::tables::composed::open;
use crate::tables::format::Format;
use crate::tables::place::TableFile;

/// Makes the copy of a content.
pub(super) async fn prepare(
    app: &AppState,
    folder: Arc<Folder>,
    file: &TableFile,
    format: Format,
    content: &Content,
    progress: Arc<Progress>,
) -> Result<()> {
    let (app, file, content) = (app.clone(), file.clone(), content.clone());
    let work = Work { app, runtime: Handle::current(), file, format, content, progress };
    let done = tokio::task::spawn_blocking(move || {
        // Whoever asked may have looked right before another one was done with it.
        if find(&folder, &work.content, None).is_ok_and(|copy| copy.is_some()) {
            return Ok(());
        }
        let mut writer = CopyWriter::new(folder.begin().map_err(unwritable)?);
        let columns = match format {
            Format::Json => work.json(&mut writer)?,
            Format::Csv => work.csv(&mut writer)?,
            Format::Parquet => work.parquet(&mut writer)?,
        };
        writer.finish(columns, &work.content.of)?.finish(&work.content.name).map_err(unwritable)
    });
    done.await.unwrap_or_else(|panicked| Err(Error::internal("Copying a table broke off").with_source(panicked)))
}

fn unwritable(cause: std::io::Error) -> Error {
    Error::unavailable("The copy of a table can not be written").with_source(cause)
}

struct Work {
    app: AppState,
    runtime: Handle,
    file: TableFile,
    format: Format,
    content: Content,
    progress: Arc<Progress>,
}

impl Work {
    fn json(&self, writer: &mut CopyWriter<Half>) -> Result<Vec<String>> {
        let mut scanner = Scanner::default();
        self.each_piece(&mut |piece| scanner.push(piece, &mut |row| writer.push(row)))?;
        Ok(scanner.finish()?.columns)
    }

    fn csv(&self, writer: &mut CopyWriter<Half>) -> Result<Vec<String>> {
        let mut scanner = CsvScanner::default();
        self.each_piece(&mut |piece| scanner.push(piece, &mut |_, row| writer.push(row)))?;
        scanner.finish(&mut |_, row| writer.push(row))
    }

    fn parquet(&self, writer: &mut CopyWriter<Half>) -> Result<Vec<String>> {
        let stat = FileStat { size: self.content.size, etag: self.content.etag.clone() };
        let table = self.runtime.block_on(self.file.parquet(stat))?;
        let (mut at, all) = (0, table.rows());
        table.each_row(&mut |row| {
            at += 1;
            self.progress.is_at(at, all);
            writer.push(row)
        })?;
        Ok(table.columns())
    }

    fn each_piece(&self, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let file = &self.file;
        let name = Some(&file.name).filter(|name| TableName::is_table(&name.path));
        let opened = self.runtime.block_on(open(&self.app, &file.folder, &file.at, name, None))?;
        if opened.etag != self.content.etag {
            // The same rows may be in another file by now, because they were merged.
            let now = self.runtime.block_on(Content::find(&self.app, file, self.format))?;
            if now.is_none_or(|now| now.of != self.content.of || now.etag != opened.etag) {
                return Err(Error::unavailable("The table changed before it was copied"));
            }
        }
        let mut body = opened.body;
        while let Some(piece) = self.runtime.block_on(body.try_next())? {
            each(&piece)?;
            self.progress.add(piece.len() as u64);
        }
        Ok(())
    }
}

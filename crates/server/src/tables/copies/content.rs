//! Which content a table has at this moment, without reading it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::{Duration, SystemTime};

use runlore_artifacts::ByteRange;
use runlore_domain::table::TableName;
use runlore_domain::{ErrorKind, Result};

use super::super::composed::open;
use super::super::format::Format;
use super::super::place::TableFile;
use crate::state::AppState;

/// A table to which rows were appended just now will be another in a moment.
const QUIET: Duration = Duration::from_secs(2);

/// A content of a table's file.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// Where the table is.
    pub(super) place: String,
    /// The place and what tells this content from any other there.
    pub(super) of: String,
    /// The name of its copy. Other contents may have the same, so the copy itself says of which it is.
    pub(super) name: String,
    /// What the file's opening says.
    pub(super) etag: String,
    pub(super) size: u64,
    /// Whether rows are appended at this moment.
    pub(super) grows: bool,
}

impl Content {
    pub(super) async fn find(app: &AppState, file: &TableFile, format: Format) -> Result<Option<Self>> {
        let place = format!("{}\n{}", file.root, file.name.path);
        if format == Format::Parquet {
            let stat = file.folder.store.stat(&file.at).await?;
            return Ok(stat.map(|stat| Self::new(place, &stat.etag.clone(), stat.etag, stat.size, false)));
        }
        let name = Some(&file.name).filter(|name| TableName::is_table(&name.path));
        // The first byte: what the answer says of the whole file is what is wanted.
        let opened = match open(app, &file.folder, &file.at, name, Some(ByteRange::Bounded(0, 0))).await {
            Err(empty) if empty.kind() == ErrorKind::RangeNotSatisfiable => return Ok(None),
            opened => opened?,
        };
        let table = match name {
            Some(name) => app.store()?.table(name.clone()).await?,
            None => None,
        };
        let is_composed = table.as_ref().is_some_and(|table| opened.etag.starts_with(&format!("\"{}-", table.id)));
        let since = SystemTime::now().duration_since(opened.last_modified).unwrap_or_default();
        let tag = match table {
            // The same rows as before they were merged, so that the copy of then is one of now.
            Some(table) if !table.is_pending() && table.base.as_ref().is_some_and(|base| base.etag == opened.etag) => {
                format!("\"{}-{}\"", table.id, table.next_chunk.saturating_sub(1))
            }
            _ => opened.etag.clone(),
        };
        Ok(Some(Self::new(place, &tag, opened.etag, opened.size, is_composed && since < QUIET)))
    }

    fn new(place: String, tag: &str, etag: String, size: u64, grows: bool) -> Self {
        let of = format!("{place}\n{tag}");
        let mut hasher = DefaultHasher::new();
        of.hash(&mut hasher);
        Self { name: format!("{:016x}", hasher.finish()), place, of, etag, size, grows }
    }
}

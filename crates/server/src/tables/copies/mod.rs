//! Copies of large tables, which answer a page in the middle, an order or a filter without reading all of the file.
//!
//! A file of JSON or CSV has to be read from its beginning, whatever is asked of it. So a table over some megabytes that
//! somebody looks at is copied, once and in the background, into a file that can be read anywhere ([`TableCopy`]), in a
//! folder of this server ([`folder`]). A copy is found by where the table is and by what its content is; a table that
//! changes has another copy. Until there is one, and wherever none can be made, the file itself is read.

mod content;
mod folder;
mod prepare;
mod works;

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use bytes::Bytes;
use runlore_domain::search::RowSearch;
use runlore_domain::{Error, ErrorKind, Result};
use runlore_tables::{Page, ReadAt, Selected, TableCopy};
use tokio::sync::Semaphore;

use self::content::Content;
use self::folder::Folder;
use self::works::Works;
use super::format::Format;
use super::place::TableFile;
use crate::config::TableCache;
use crate::state::AppState;

/// What this process knows of copies.
#[derive(Debug)]
pub(super) struct Copies {
    cache: Option<TableCache>,
    /// Opened when it is needed; none when it can not be used.
    folder: OnceLock<Option<Arc<Folder>>>,
    works: Works,
    /// Copies that are read at a time: each takes a core and some memory.
    turns: Arc<Semaphore>,
}

/// Copies that are read at a time, at least.
const TURNS: usize = 2;

/// What can be said of a table that was asked for.
#[derive(Debug)]
pub(super) enum Answered {
    /// The copy's answer.
    Rows(Selected),
    /// A copy is being made; the share of the file that is in it.
    Preparing(f64),
    /// There is no copy and none is being made.
    No,
}

impl Copies {
    pub(super) fn new(cache: Option<TableCache>) -> Self {
        let copies = Self { cache, folder: OnceLock::new(), works: Works::default(), turns: turns() };
        // What dead servers left there goes now; a folder that was never needed is not made.
        if copies.cache.as_ref().is_some_and(|cache| cache.folder.exists()) {
            copies.folder();
        }
        copies
    }

    fn folder(&self) -> Option<&Arc<Folder>> {
        let TableCache { folder, max_bytes, .. } = self.cache.as_ref()?;
        let open = || match Folder::open(folder, *max_bytes) {
            Ok(folder) => Some(Arc::new(folder)),
            Err(error) => {
                let folder = folder.display();
                tracing::warn!(%error, %folder, "large tables are read slowly: their copies can not be kept there");
                None
            }
        };
        self.folder.get_or_init(open).as_ref()
    }
}

fn turns() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(TURNS, |cores| cores.get().max(TURNS))))
}

/// Answers from the table's copy; if there is none it is made, unless the table is small.
pub(super) async fn answered(
    app: &AppState,
    file: &TableFile,
    format: Format,
    search: &RowSearch,
    page: &Page,
) -> Result<Answered> {
    let copies = &app.tables.copies;
    let Some(cache) = &copies.cache else { return Ok(Answered::No) };
    let content = Content::find(app, file, format).await?.filter(|content| content.size > cache.from_bytes);
    let (Some(content), Some(folder)) = (content, copies.folder()) else { return Ok(Answered::No) };
    let turn = copies.turns.clone().acquire_owned().await;
    // Gone when the question is given up: a person who types asks anew with each letter.
    let asked = Arc::new(());
    let select = {
        let asked = Arc::downgrade(&asked);
        let (folder, content, search, page) = (folder.clone(), content.clone(), search.clone(), page.clone());
        move || {
            let _until_it_is_read = turn;
            let copy = find(&folder, &content, Some(asked))?;
            copy.map(|copy| copy.select(&search, &page)).transpose()
        }
    };
    let failed = match tokio::task::spawn_blocking(select).await {
        Ok(Ok(Some(selected))) => return Ok(Answered::Rows(selected)),
        Ok(Ok(None)) => None,
        // What was asked was wrong, or too much.
        Ok(Err(error)) if error.kind() == ErrorKind::InvalidParameter => return Err(error),
        Ok(Err(error)) => Some(error),
        Err(panicked) => Some(Error::internal("Reading the copy of a table broke off").with_source(panicked)),
    };
    if let Some(error) = failed {
        tracing::warn!(%error, path = %file.name.path, "the copy of a table is damaged; it is made anew");
        if let Err(error) = folder.remove(&content.name) {
            tracing::warn!(%error, "the damaged copy of a table can not be removed");
            return Ok(Answered::No);
        }
    }
    Ok(works::started(app, folder, file, format, content).map_or(Answered::No, Answered::Preparing))
}

/// The copy of a content, if there is one, which can be read as long as it is `asked` for. Blocks.
fn find(folder: &Folder, content: &Content, asked: Option<Weak<()>>) -> Result<Option<TableCopy>> {
    let Some(file) = folder.find(&content.name) else { return Ok(None) };
    let size = file.metadata().map_err(unreadable)?.len();
    TableCopy::open(Arc::new(OnDisk { file: Mutex::new(file), size, asked }), &content.of)
}

fn unreadable(cause: std::io::Error) -> Error {
    Error::internal("The copy of a table can not be read").with_source(cause)
}

struct OnDisk {
    file: Mutex<File>,
    size: u64,
    asked: Option<Weak<()>>,
}

impl ReadAt for OnDisk {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, range: Range<u64>) -> Result<Bytes> {
        if self.asked.as_ref().is_some_and(|asked| asked.strong_count() == 0) {
            return Err(Error::unavailable("Nobody waits for the answer any more"));
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(range.start)).map_err(unreadable)?;
        let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap_or(usize::MAX)];
        file.read_exact(&mut bytes).map_err(unreadable)?;
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_copy_is_read_as_long_as_somebody_waits() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123").unwrap();
        let asked = Arc::new(());
        let copy = OnDisk { file: Mutex::new(file), size: 4, asked: Some(Arc::downgrade(&asked)) };
        assert_eq!(copy.read_at(1..3).unwrap(), "12");
        drop(asked);
        assert_eq!(copy.read_at(1..3).unwrap_err().kind(), ErrorKind::Unavailable);
    }
}

//! Which copies are being made: one of a table at a time, a few altogether, and not again and again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use runlore_domain::{ErrorKind, Result};
use tokio::sync::Semaphore;

use super::content::Content;
use super::folder::Folder;
use super::prepare::prepare;
use crate::state::AppState;
use crate::tables::format::Format;
use crate::tables::place::TableFile;

/// Copies that are made at once.
const AT_ONCE: usize = 2;
/// A table that changes is copied for one part of the time in so many.
const SHARE: u32 = 10;
/// A content of which no copy could be made is left alone for so long.
const AGAIN: Duration = Duration::from_secs(5 * 60);

/// The works of this process, by the place of the table.
#[derive(Debug)]
pub(super) struct Works {
    tables: Mutex<HashMap<String, Work>>,
    places: Semaphore,
    /// Whether it was said that copies can not be written.
    warned: AtomicBool,
}

impl Default for Works {
    fn default() -> Self {
        Self { tables: Mutex::default(), places: Semaphore::new(AT_ONCE), warned: AtomicBool::new(false) }
    }
}

#[derive(Debug)]
enum Work {
    /// Under way, or waiting for its turn.
    Going(Arc<Progress>),
    /// Done, or given up.
    Resting {
        /// What it was of.
        of: String,
        /// Until when there is no other of the same content, and of another one.
        same: Instant,
        other: Instant,
    },
}

/// How far a work is.
#[derive(Debug)]
pub(super) struct Progress {
    of: String,
    done: AtomicU64,
    all: u64,
}

impl Progress {
    fn new(content: &Content) -> Self {
        Self { of: content.of.clone(), done: AtomicU64::new(0), all: content.size.max(1) }
    }

    /// `bytes` more of the file were read.
    pub(super) fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// So many of a thousand parts were read.
    pub(super) fn is_at(&self, part: u64, of: u64) {
        let done = u128::from(part) * u128::from(self.all) / u128::from(of.max(1));
        self.done.store(u64::try_from(done).unwrap_or(self.all), Ordering::Relaxed);
    }

    /// In thousandths: nobody sees more.
    fn share(&self) -> f64 {
        let thousandths = u128::from(self.done.load(Ordering::Relaxed)) * 1000 / u128::from(self.all);
        f64::from(u32::try_from(thousandths).unwrap_or(1000).min(1000)) / 1000.0
    }
}

impl Works {
    fn tables(&self) -> MutexGuard<'_, HashMap<String, Work>> {
        // Nothing that runs under this lock can leave it half changed.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the copy is; the second is there if it has to be begun. None if there is to be none for now.
    fn begin(&self, content: &Content) -> Option<(f64, Option<Arc<Progress>>)> {
        let now = Instant::now();
        let mut tables = self.tables();
        tables.retain(|_, work| match work {
            Work::Going(_) => true,
            Work::Resting { same, other, .. } => now < *same.max(other),
        });
        match tables.get(&content.place) {
            // That of an earlier content has to end first.
            Some(Work::Going(progress)) => Some((if progress.of == content.of { progress.share() } else { 0.0 }, None)),
            Some(Work::Resting { of, same, other }) if now < if *of == content.of { *same } else { *other } => None,
            _ if content.grows => None,
            _ => {
                let progress = Arc::new(Progress::new(content));
                tables.insert(content.place.clone(), Work::Going(progress.clone()));
                Some((0.0, Some(progress)))
            }
        }
    }

    fn end(&self, content: Content, took: Duration, failed: bool) {
        let now = Instant::now();
        let other = now + took * SHARE;
        let same = if failed { other.max(now + AGAIN) } else { other };
        self.tables().insert(content.place, Work::Resting { of: content.of, same, other });
    }

    fn tell(&self, outcome: &Result<()>, file: &TableFile) {
        let Err(error) = outcome else { return };
        let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        let (run, path) = (&file.name.run_id, &file.name.path);
        // A table that has no copy for reasons of its own says why when it is read.
        if error.kind() == ErrorKind::InvalidParameter || self.warned.swap(true, Ordering::Relaxed) {
            tracing::debug!(%error, %cause, %run, %path, "a table has no copy");
        } else {
            tracing::warn!(%error, %cause, %run, %path, "a table has no copy, so it is read slowly; others are told at debug");
        }
    }
}

/// Sees to it that a copy is made, and says how far it is; none if there is to be none for now.
pub(super) fn started(
    app: &AppState,
    folder: &Arc<Folder>,
    file: &TableFile,
    format: Format,
    content: Content,
) -> Option<f64> {
    let (share, begun) = app.tables.copies.works.begin(&content)?;
    if let Some(progress) = begun {
        let (app, folder, file) = (app.clone(), folder.clone(), file.clone());
        tokio::spawn(async move {
            let works = &app.tables.copies.works;
            let _place = works.places.acquire().await;
            let started = Instant::now();
            let outcome = prepare(&app, folder, &file, format, &content, progress).await;
            works.tell(&outcome, &file);
            works.end(content, started.elapsed(), outcome.is_err());
        });
    }
    Some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(tag: &str) -> Content {
        let (place, name) = ("somewhere".to_owned(), "0".repeat(16));
        Content { of: format!("{place}\n{tag}"), place, name, etag: tag.to_owned(), size: 2_000, grows: false }
    }

    #[test]
    fn one_copy_of_a_table_is_made_at_a_time_and_then_there_is_a_rest() {
        let works = Works::default();
        assert!(works.begin(&Content { grows: true, ..content("a") }).is_none());
        let (_, begun) = works.begin(&content("a")).unwrap();
        let progress = begun.unwrap();
        progress.add(500);
        for (tag, share) in [("a", 0.25), ("b", 0.0)] {
            let (told, begun) = works.begin(&content(tag)).unwrap();
            assert!((told - share).abs() < 1e-9 && begun.is_none(), "{tag} {told}");
        }
        progress.add(5_000);
        assert!((works.begin(&content("a")).unwrap().0 - 1.0).abs() < 1e-9, "never more than all");
        progress.is_at(3, 4);
        assert!((works.begin(&content("a")).unwrap().0 - 0.75).abs() < 1e-9);

        works.end(content("a"), Duration::from_secs(60), false);
        assert!(works.begin(&content("a")).is_none() && works.begin(&content("b")).is_none());
        works.end(content("a"), Duration::ZERO, false);
        assert!(works.begin(&content("a")).unwrap().1.is_some());
        works.end(content("a"), Duration::ZERO, true);
        assert!(works.begin(&content("a")).is_none(), "what failed is not tried at once");
        assert!(works.begin(&content("b")).unwrap().1.is_some());
    }
}

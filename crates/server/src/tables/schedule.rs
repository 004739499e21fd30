//! When tables' files are written: some seconds after the last append, when much was appended, when the
//! run ends, when the server stops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use runlore_domain::table::{Appended, TableName};
use runlore_domain::{ErrorKind, Result, RunId};
use tokio::sync::{Notify, Semaphore};

use super::place::TableFile;
use super::publish::publish;
use crate::state::AppState;

/// After the last append.
const QUIET: Duration = Duration::from_secs(5);
/// After the first append, whatever comes meanwhile.
const LONGEST: Duration = Duration::from_secs(60);
/// Bytes of chunks for which nothing is waited for.
const MUCH: u64 = 8 << 20;
/// A table's file is written for one part of the time in so many, so that a large one does not keep the
/// server busy.
const SHARE: u32 = 10;
/// After a failure.
const AGAIN: Duration = Duration::from_secs(30);
/// Files that are written at once.
const AT_ONCE: usize = 2;

/// What waits to be written in this process.
#[derive(Debug)]
pub(super) struct Schedule {
    waiting: Mutex<HashMap<TableName, Waiting>>,
    places: Semaphore,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { waiting: Mutex::default(), places: Semaphore::new(AT_ONCE) }
    }
}

#[derive(Debug, Clone)]
struct Waiting {
    due: Instant,
    /// When the first of the rows came that are not written.
    first: Instant,
    /// Not before.
    earliest: Instant,
    /// Told when it is due at another time.
    changed: Arc<Notify>,
}

impl Schedule {
    fn waiting(&self) -> MutexGuard<'_, HashMap<TableName, Waiting>> {
        // Nothing that runs under this lock can leave it half changed.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets when a table is due; true when nobody waits for that yet.
    fn put(&self, name: &TableName, due: impl Fn(&Waiting) -> Instant) -> bool {
        let now = Instant::now();
        let mut waiting = self.waiting();
        let known = waiting.contains_key(name);
        let entry = waiting.entry(name.clone()).or_insert_with(|| Waiting {
            due: now,
            first: now,
            earliest: now,
            changed: Arc::default(),
        });
        let due = due(entry);
        // Who waits for an earlier time sees by himself that it is a later one now.
        if due < entry.due {
            entry.changed.notify_one();
        }
        entry.due = due;
        !known
    }
}

/// Rows were appended.
pub(super) fn appended(app: &AppState, name: &TableName, appended: Appended) {
    let now = Instant::now();
    let quiet = if appended.pending > MUCH { Duration::ZERO } else { QUIET };
    let due = |waiting: &Waiting| (now + quiet).min(waiting.first + LONGEST).max(waiting.earliest);
    wait(app, name, due);
}

/// A run ended: its tables are written now.
pub(crate) fn ended(app: &AppState, run: RunId) {
    let app = app.clone();
    tokio::spawn(async move {
        let Ok(store) = app.store() else { return };
        match store.pending_tables(Some(run), i64::MAX).await {
            Ok(names) => names.iter().for_each(|name| wait(&app, name, |_| Instant::now())),
            Err(error) => tracing::warn!(%error, "the tables of a run that ended could not be looked up"),
        }
    });
}

/// Goes on with tables whose last rows came before a time, epoch milliseconds, in this process or another.
pub(crate) async fn go_on(app: &AppState, before: i64) -> Result<()> {
    for name in app.store()?.pending_tables(None, before).await? {
        if !app.tables.schedule.waiting().contains_key(&name) {
            wait(app, &name, |waiting| waiting.earliest);
        }
    }
    Ok(())
}

/// Writes all files that wait, for the end of the server.
pub(crate) async fn drain(app: &AppState) {
    let names: Vec<TableName> = app.tables.schedule.waiting().drain().map(|(name, _)| name).collect();
    for name in names {
        if let Err(error) = write(app, &name).await {
            tracing::warn!(%error, path = %name.path, "a table's file was not written; the next start does it");
        }
    }
}

/// Sets when a table is due, and sees to it that somebody waits for that.
fn wait(app: &AppState, name: &TableName, due: impl Fn(&Waiting) -> Instant) {
    if app.tables.schedule.put(name, due) {
        // A server that is gone need not be kept for it: the next one goes on.
        let (app, name) = (app.downgrade(), name.clone());
        tokio::spawn(async move {
            loop {
                let waiting = app.upgrade().and_then(|app| app.tables.schedule.waiting().get(&name).cloned());
                let Some(Waiting { due, changed, .. }) = waiting else { return };
                if due > Instant::now() {
                    tokio::select! {
                        () = tokio::time::sleep_until(due.into()) => {}
                        () = changed.notified() => {}
                    }
                } else if let Some(app) = app.upgrade() {
                    turn(&app, &name).await;
                }
            }
        });
    }
}

/// Writes a table's file and says when it is due again, if it is.
async fn turn(app: &AppState, name: &TableName) {
    let schedule = &app.tables.schedule;
    let _place = schedule.places.acquire().await;
    let started = Instant::now();
    // What is appended from now on sets it anew.
    if let Some(waiting) = schedule.waiting().get_mut(name) {
        (waiting.due, waiting.first, waiting.earliest) = (started, started, started);
    }
    let written = write(app, name).await;
    let now = Instant::now();
    let earliest = match &written {
        Ok(()) => now + started.elapsed() * SHARE,
        Err(error) => {
            tracing::warn!(%error, run = %name.run_id, path = %name.path, "a table's file could not be written");
            now + AGAIN
        }
    };
    let left = written.is_err() || is_pending(app, name).await;
    let mut waiting = schedule.waiting();
    if let Some(entry) = waiting.get_mut(name).filter(|_| left) {
        (entry.due, entry.first, entry.earliest) = ((now + QUIET).max(earliest), now, earliest);
    } else {
        waiting.remove(name);
    }
}

async fn write(app: &AppState, name: &TableName) -> Result<()> {
    match TableFile::find(app, name.clone()).await {
        Ok(file) => publish(app, &file).await,
        // The run is gone; what is left is swept.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

async fn is_pending(app: &AppState, name: &TableName) -> bool {
    let Ok(store) = app.store() else { return false };
    store.table(name.clone()).await.is_ok_and(|table| table.is_some_and(|table| table.is_pending()))
}

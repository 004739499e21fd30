//! Tells whoever shows data that something was committed, by this process or another one.
//!
//! The database is asked, not the lane: what an embedded program or MLflow writes into the same database must be seen as
//! well. SQLite says with `PRAGMA data_version` that another connection has committed, which takes microseconds; on
//! PostgreSQL the end of the log moves with everything that is written. Neither says what was written, and both may
//! move without a change that anybody can see. Nobody asks while nobody listens.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use runlore_domain::{Error, Result};
use tokio::sync::watch;

use crate::Store;
use crate::db::{Conn, Dialect};
use crate::lane::cause;
use crate::target::Target;

/// Between two questions to an SQLite database.
const SQLITE: Duration = Duration::from_millis(250);
/// Between two questions to a PostgreSQL server.
const POSTGRES: Duration = Duration::from_secs(1);
/// How long a question under way may take when nobody wants its answer any more.
const ENDING: Duration = Duration::from_secs(2);

/// Hears of what is committed, and whether the database answers, which nobody knows at first.
#[derive(Debug, Clone)]
pub struct Changes(watch::Receiver<bool>);

impl Changes {
    /// Waits until something was committed after what was heard of before; an error when the store is closed.
    pub async fn changed(&mut self) -> Result<()> {
        self.0.changed().await.map_err(|_| Error::unavailable("The store is closed"))
    }

    /// Whether the database answered when it was asked last.
    pub fn is_known(&self) -> bool {
        *self.0.borrow()
    }
}

impl Store {
    /// Listens to changes. Everything that is committed from now on is told, and what was committed before may be, too.
    pub fn changes(&self) -> Result<Changes> {
        self.watcher().listen()
    }
}

/// The thread that asks the database while somebody listens.
pub(crate) struct Watcher {
    shared: Arc<Shared>,
    target: Target,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    closing: Condvar,
}

#[derive(Default)]
struct State {
    /// There while the thread is.
    told: Option<watch::Sender<bool>>,
    thread: Option<JoinHandle<()>>,
    closed: bool,
}

impl Watcher {
    pub(crate) fn new(target: &Target) -> Self {
        Self { shared: Arc::default(), target: target.clone() }
    }

    fn listen(&self) -> Result<Changes> {
        let mut state = self.shared.lock();
        if let Some(told) = &state.told {
            return Ok(Changes(told.subscribe()));
        }
        let (told, changes) = watch::channel(false);
        let (shared, target) = (self.shared.clone(), self.target.clone());
        let thread = thread::Builder::new()
            .name("changes".to_owned())
            .spawn(move || {
                let _end = End(&shared);
                shared.ask(&target);
            })
            .map_err(|e| Error::internal("The thread that looks for changes could not be started").with_source(e))?;
        state.told = Some(told);
        // The one before, if there was one, has ended or is about to.
        state.thread = Some(thread);
        Ok(Changes(changes))
    }
}

/// The end of the thread in a panic: whoever listens is told of the end, and the next one starts it again.
struct End<'s>(&'s Shared);

impl Drop for End<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.lock().told = None;
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let thread = {
            let mut state = self.shared.lock();
            state.closed = true;
            state.told = None;
            state.thread.take()
        };
        self.shared.closing.notify_all();
        let Some(thread) = thread else { return };
        // A database that does not answer holds up nobody who leaves.
        let end = Instant::now() + ENDING;
        while !thread.is_finished() && Instant::now() < end {
            std::thread::sleep(Duration::from_micros(100));
        }
        if thread.is_finished() && thread.join().is_err() {
            tracing::error!("the thread that looks for changes ended in a panic");
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under this lock can leave it half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, target: &Target) {
        let period = match target.dialect() {
            Dialect::Sqlite => SQLITE,
            Dialect::Postgres => POSTGRES,
        };
        let (mut conn, mut last, mut twice, mut failing) = (None, None, false, false);
        loop {
            match mark(target, &mut conn) {
                Ok(mark) => {
                    // Also the first time: nobody saw what was committed while this thread began, or was away.
                    let moved = last != Some(mark);
                    if moved || twice {
                        self.tell();
                    }
                    // PostgreSQL's log grows before others can see the commit, so whoever asks at once may come too early.
                    twice = moved && target.dialect() == Dialect::Postgres;
                    (last, failing) = (Some(mark), false);
                }
                Err(error) => {
                    self.set_silent();
                    // Said once, until it answers again, which is told as a change.
                    if !std::mem::replace(&mut failing, true) {
                        tracing::warn!(cause = %cause(&error), "the database does not say whether it has changed: open pages are not live");
                    }
                    (conn, last) = (None, None);
                }
            }
            let state = self.lock();
            let open = |state: &mut State| !state.closed;
            let waited = self.closing.wait_timeout_while(state, period, open);
            let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let heard = state.told.as_ref().is_some_and(|told| told.receiver_count() > 0);
            if state.closed || !heard {
                state.told = None;
                return;
            }
        }
    }

    fn tell(&self) {
        if let Some(told) = &self.lock().told {
            told.send_replace(true);
        }
    }

    /// Notes that the database does not answer. Nobody is woken: nothing was committed.
    fn set_silent(&self) {
        if let Some(told) = &self.lock().told {
            told.send_if_modified(|answers| {
                *answers = false;
                false
            });
        }
    }
}

/// A number that differs when something was committed since it was asked for on the same connection.
fn mark(target: &Target, conn: &mut Option<Box<dyn Conn>>) -> Result<i64> {
    let open = match conn {
        Some(open) => open,
        None => conn.insert(target.reader()?),
    };
    let sql = match open.dialect() {
        Dialect::Sqlite => "PRAGMA data_version",
        // On a standby it is what was replayed; `- '0/0'` makes a number of it.
        Dialect::Postgres => {
            "SELECT ((CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END) \
             - '0/0'::pg_lsn)::bigint"
        }
    };
    let mark = open.row(sql, &[], |row| row.int(0))?;
    mark.ok_or_else(|| Error::internal("The database does not say whether it has changed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::sqlite;

    fn told(changes: &mut Changes, within: Duration) -> bool {
        let end = Instant::now() + within;
        while Instant::now() < end {
            if changes.0.has_changed().unwrap_or(false) {
                changes.0.mark_unchanged();
                return true;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    #[test]
    fn a_commit_of_any_connection_is_told_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let mut writer: Box<dyn Conn> = Box::new(sqlite::open_writer(&path).unwrap());
        writer.batch("CREATE TABLE t (x)").unwrap();
        let watcher = Watcher::new(&Target::Sqlite(path));
        let (mut one, mut other) = (watcher.listen().unwrap(), watcher.listen().unwrap());
        assert!(told(&mut one, Duration::from_secs(5)) && told(&mut other, Duration::from_secs(5)), "the first look");
        assert!(!told(&mut one, Duration::from_millis(700)), "nothing was written");
        writer.batch("INSERT INTO t VALUES (1)").unwrap();
        assert!(told(&mut one, Duration::from_secs(5)) && told(&mut other, Duration::from_secs(5)));
        writer.batch("BEGIN; INSERT INTO t VALUES (2); ROLLBACK").unwrap();
        assert!(!told(&mut one, Duration::from_millis(700)), "nothing was committed");

        drop((one, other));
        let end = Instant::now() + Duration::from_secs(5);
        while watcher.shared.lock().told.is_some() {
            assert!(Instant::now() < end, "nobody listens, and the database is still asked");
            thread::sleep(Duration::from_millis(10));
        }
        let mut again = watcher.listen().unwrap();
        assert!(told(&mut again, Duration::from_secs(5)), "the first look");
        writer.batch("INSERT INTO t VALUES (3)").unwrap();
        assert!(told(&mut again, Duration::from_secs(5)));
        let started = Instant::now();
        drop(watcher);
        assert!(started.elapsed() < Duration::from_millis(200) && again.0.has_changed().is_err());
    }

    #[test]
    fn it_is_known_whether_the_database_answers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let watcher = Watcher::new(&Target::Sqlite(path.clone()));
        let mut changes = watcher.listen().unwrap();
        let until = |known: bool, changes: &Changes| {
            let end = Instant::now() + Duration::from_secs(5);
            while changes.is_known() != known {
                assert!(Instant::now() < end, "known: {}", !known);
                thread::sleep(Duration::from_millis(10));
            }
        };
        until(false, &changes);
        assert!(!told(&mut changes, Duration::from_millis(700)), "silence is no change");
        sqlite::open_writer(&path).unwrap().batch("CREATE TABLE t (x)").unwrap();
        until(true, &changes);
        assert!(told(&mut changes, Duration::from_secs(5)), "what was committed meanwhile");
    }
}

//! WAL checkpoints on a connection and a thread of their own.
//!
//! A checkpoint copies pages from the WAL into the database and fsyncs it: tens of milliseconds
//! that no write should wait for. A passive one blocks nobody, but under a steady load it never quite
//! catches up, and a WAL that keeps growing costs every commit new blocks of the disk. So, once it is
//! large enough and nearly caught up, it is the lane's [`Turn`]: between two groups it copies the little that is left, and
//! the next write begins at the WAL's start again. From here the write lock could not be had: the lane
//! takes it back at once. Where a long read is in the way, the lane is asked again when the WAL has
//! doubled.
//!
//! Nothing here opens the database's files beside SQLite: closing them would drop the locks that the
//! whole process holds on them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use runlore_domain::{Error, Result};

use crate::db::{Conn, sqlite};
use crate::lane::cause;

/// Between two looks at the WAL.
const PERIOD: Duration = Duration::from_millis(100);
/// Below this size nothing is copied.
const ENOUGH: u64 = 4 << 20;
/// Pages in the WAL from which on it should begin again: 32 MiB.
const RESTART: i64 = 8192;
/// Passive checkpoints before the lane's turn: each leaves only what was written while it ran.
const PASSES: usize = 2;

/// The lane's turn to copy what is left.
#[derive(Clone, Default)]
pub(crate) struct Turn(Arc<AtomicBool>);

impl Turn {
    /// Makes the WAL begin again, if that is wanted; waits 10 ms for readers at most.
    pub(crate) fn take(&self, conn: &mut dyn Conn) {
        if !self.0.swap(false, Ordering::Relaxed) {
            return;
        }
        let before = conn.row("PRAGMA busy_timeout", &[], |row| row.int(0)).ok().flatten().unwrap_or_default();
        for sql in
            ["PRAGMA busy_timeout = 10", "PRAGMA wal_checkpoint(RESTART)", &format!("PRAGMA busy_timeout = {before}")]
        {
            if let Err(error) = conn.row(sql, &[], |_| Ok(())) {
                tracing::warn!(cause = %cause(&error), "the WAL could not begin again");
            }
        }
    }
}

/// The thread; it ends, with a last checkpoint, when it is dropped.
pub(crate) struct Checkpointer {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(crate) fn start(database: &Path, turn: Turn) -> Result<Self> {
        let (stop, stopped) = bounded::<()>(0);
        let (database, wal) = (database.to_owned(), wal(database));
        let thread = thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(move || {
                let (mut conn, mut seen, mut limit) = (None, None, RESTART);
                while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                    let pages = look(&database, &wal, &mut conn, &mut seen).unwrap_or_default();
                    if pages < RESTART {
                        limit = RESTART;
                    } else if pages >= limit {
                        limit = pages * 2;
                        for _ in 0..PASSES {
                            checkpoint(&database, &mut conn, "PASSIVE");
                        }
                        turn.0.store(true, Ordering::Relaxed);
                    }
                }
                checkpoint(&database, &mut conn, "TRUNCATE");
            })
            .map_err(|e| Error::internal("The checkpoint thread could not be started").with_source(e))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the checkpoint thread ended in a panic");
        }
    }
}

fn wal(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Copies when there is enough of it and something was written since the last look. Gives the WAL's pages.
fn look(database: &Path, wal: &Path, conn: &mut Option<Box<dyn Conn>>, seen: &mut Option<SystemTime>) -> Option<i64> {
    let file = std::fs::metadata(wal).ok()?;
    let changed = file.modified().ok();
    if file.len() < ENOUGH || changed == *seen {
        return None;
    }
    *seen = changed;
    checkpoint(database, conn, "PASSIVE")
}

/// Makes a checkpoint and says how many pages the WAL has.
fn checkpoint(database: &Path, conn: &mut Option<Box<dyn Conn>>, how: &str) -> Option<i64> {
    let open = match conn {
        Some(open) => open,
        None => match sqlite::open_writer(database) {
            Ok(opened) => conn.insert(Box::new(opened)),
            Err(error) => {
                tracing::warn!(cause = %cause(&error), "no checkpoint: the database can not be opened");
                return None;
            }
        },
    };
    match open.row(&format!("PRAGMA wal_checkpoint({how})"), &[], |row| row.int(1)) {
        Ok(pages) => pages,
        Err(error) => {
            tracing::warn!(cause = %cause(&error), "a checkpoint failed");
            *conn = None;
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wal_begins_again_at_the_lanes_turn_and_only_then() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let mut lane: Box<dyn Conn> = Box::new(sqlite::open_writer(&path).unwrap());
        lane.batch("CREATE TABLE t (x)").unwrap();
        let mut fill = |turn: &Turn| {
            lane.batch("INSERT INTO t SELECT randomblob(900000)").unwrap();
            turn.take(&mut *lane);
            lane.batch("INSERT INTO t VALUES (1)").unwrap();
            lane.row("PRAGMA busy_timeout", &[], |row| row.int(0)).unwrap().unwrap()
        };
        let turn = Turn::default();
        let patience = fill(&turn);
        let before = checkpoint(&path, &mut None, "PASSIVE").unwrap();
        assert!(before > 200, "{before}");
        turn.0.store(true, Ordering::Relaxed);
        assert_eq!(fill(&turn), patience);
        let after = checkpoint(&path, &mut None, "PASSIVE").unwrap();
        assert!(after < 10, "{after}");
    }
}

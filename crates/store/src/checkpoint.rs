//! WAL checkpoints on a connection and a thread of their own.
//!
//! A checkpoint copies pages from the WAL into the database and fsyncs it: tens of milliseconds
//! that no write should wait for. A passive checkpoint blocks nobody; once everything is copied and
//! no reader is left behind, the next write begins at the WAL's start again, so the file stays
//! bounded. When readers keep it growing all the same, a restarting one waits for them.

use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use runlore_domain::{Error, Result};

use crate::db::{Conn, sqlite};
use crate::lane::cause;

/// Between two looks at the WAL.
const PERIOD: Duration = Duration::from_millis(100);
/// Below this nothing is copied.
const ENOUGH: u64 = 4 << 20;
/// Above this the next writer waits until the WAL has been copied whole.
const TOO_MUCH: u64 = 256 << 20;

/// The thread; it ends, with a last checkpoint, when it is dropped.
pub(crate) struct Checkpointer {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(crate) fn start(database: &Path) -> Result<Self> {
        let (stop, stopped) = bounded::<()>(0);
        let (database, wal) = (database.to_owned(), wal(database));
        let thread = thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(move || {
                let mut conn = None;
                let mut seen = None;
                while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                    look(&database, &wal, &mut conn, &mut seen);
                }
                run(&database, &mut conn, "PRAGMA wal_checkpoint(TRUNCATE)");
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

/// Copies when there is enough of it and something was written since the last look.
fn look(database: &Path, wal: &Path, conn: &mut Option<Box<dyn Conn>>, seen: &mut Option<SystemTime>) {
    let Ok(file) = std::fs::metadata(wal) else { return };
    let changed = file.modified().ok();
    if file.len() < ENOUGH || changed == *seen {
        return;
    }
    *seen = changed;
    let how = if file.len() < TOO_MUCH { "PASSIVE" } else { "RESTART" };
    run(database, conn, &format!("PRAGMA wal_checkpoint({how})"));
}

fn run(database: &Path, conn: &mut Option<Box<dyn Conn>>, sql: &str) {
    if conn.is_none() {
        match sqlite::open_writer(database) {
            Ok(opened) => *conn = Some(Box::new(opened)),
            Err(error) => {
                return tracing::warn!(cause = %cause(&error), "no checkpoint: the database can not be opened");
            }
        }
    }
    if let Some(open) = conn.as_deref_mut()
        && let Err(error) = open.row(sql, &[], |_| Ok(()))
    {
        tracing::warn!(cause = %cause(&error), "a checkpoint failed");
        *conn = None;
    }
}

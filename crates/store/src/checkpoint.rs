//! WAL checkpoints on a connection and a thread of their own.
//!
//! A checkpoint copies pages from the WAL into the database and fsyncs it: tens of milliseconds
//! that no write should wait for. A passive one blocks nobody, but under a steady load it never quite
//! catches up, and a WAL that keeps growing costs every commit new blocks of the disk. So when
//! nearly all has been copied, a restarting one copies the few pages that are left, and the next write
//! begins at the WAL's start again. It waits for readers only a moment; a long read lets the WAL grow.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use runlore_domain::{Error, Result};

use crate::db::{Conn, sqlite};
use crate::lane::cause;

/// Between two looks at the WAL.
const PERIOD: Duration = Duration::from_millis(100);
/// Frames in the WAL, a page each, below which nothing is copied.
const ENOUGH: u32 = 2000;
/// Frames left after a passive checkpoint that a restarting one may copy while writes wait.
const REST: i64 = 300;
/// Where the file beside the WAL says how many frames it holds, in the machine's byte order
/// (<https://sqlite.org/walformat.html>, the WAL-index header).
const FRAMES_AT: usize = 16;

/// The thread; it ends, with a last checkpoint, when it is dropped.
pub(crate) struct Checkpointer {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(crate) fn start(database: &Path) -> Result<Self> {
        let (stop, stopped) = bounded::<()>(0);
        let (database, index) = (database.to_owned(), wal_index(database));
        let thread = thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(move || {
                let mut conn = None;
                let mut seen = 0;
                while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                    look(&database, &index, &mut conn, &mut seen);
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

fn wal_index(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-shm");
    PathBuf::from(name)
}

/// How many frames the WAL holds, which is less than its size on the disk once it began again.
fn frames(index: &Path) -> std::io::Result<u32> {
    let mut header = [0; FRAMES_AT + 4];
    File::open(index)?.read_exact(&mut header)?;
    Ok(u32::from_ne_bytes([header[FRAMES_AT], header[FRAMES_AT + 1], header[FRAMES_AT + 2], header[FRAMES_AT + 3]]))
}

/// Copies when there is enough of it and something was written since the last look.
fn look(database: &Path, index: &Path, conn: &mut Option<Box<dyn Conn>>, seen: &mut u32) {
    // Without a WAL there is no index either.
    let Ok(now) = frames(index) else { return };
    if now < ENOUGH || now == *seen {
        return;
    }
    *seen = now;
    if checkpoint(database, conn, "PASSIVE").is_some_and(|left| left <= REST) {
        checkpoint(database, conn, "RESTART");
    }
}

/// Makes a checkpoint and says how many frames are left to copy.
fn checkpoint(database: &Path, conn: &mut Option<Box<dyn Conn>>, how: &str) -> Option<i64> {
    let open = match conn {
        Some(open) => open,
        None => match sqlite::open_writer(database).and_then(patient) {
            Ok(opened) => conn.insert(opened),
            Err(error) => {
                tracing::warn!(cause = %cause(&error), "no checkpoint: the database can not be opened");
                return None;
            }
        },
    };
    match open.row(&format!("PRAGMA wal_checkpoint({how})"), &[], |row| Ok(row.int(1)? - row.int(2)?)) {
        Ok(left) => left,
        Err(error) => {
            tracing::warn!(cause = %cause(&error), "a checkpoint failed");
            *conn = None;
            None
        }
    }
}

/// While a restarting checkpoint waits for readers, writers wait for it.
fn patient(opened: impl Conn + 'static) -> Result<Box<dyn Conn>> {
    let mut conn: Box<dyn Conn> = Box::new(opened);
    conn.row("PRAGMA busy_timeout = 20", &[], |_| Ok(()))?;
    Ok(conn)
}

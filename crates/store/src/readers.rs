//! Reads: a few threads with a read-only connection each.
//!
//! Reads never wait for writes: SQLite in WAL gives each its snapshot, PostgreSQL its own. The
//! queue before them is bounded; a server that can not keep up says so. On SQLite a read of one
//! thing by its key takes less time than waking a thread, so those run where they are asked.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use runlore_domain::{Error, Result};
use tokio::sync::oneshot;

use crate::db::{Conn, Dialect};
use crate::stats::Stats;
use crate::target::Target;

/// Reads that may wait.
const QUEUE: usize = 4096;
/// How long a reader waits after a failed attempt to connect before it tries again.
const RECONNECT: Duration = Duration::from_millis(200);

type Read = Box<dyn FnOnce(Result<&mut dyn Conn>) + Send>;

/// The pool of reading threads. They end when it is dropped.
pub(crate) struct Readers {
    queue: Sender<Read>,
    /// Connections for [`Readers::quick`]; none on PostgreSQL, whose client must not be used in async code.
    here: Vec<Mutex<Option<Box<dyn Conn>>>>,
    target: Target,
    stats: Arc<Stats>,
}

impl Readers {
    pub(crate) fn start(target: &Target, threads: usize, stats: &Arc<Stats>) -> Result<Self> {
        let (queue, waiting) = bounded::<Read>(QUEUE);
        for n in 0..threads {
            let (target, waiting) = (target.clone(), waiting.clone());
            thread::Builder::new()
                .name(format!("reader-{n}"))
                .spawn(move || work(&target, &waiting))
                .map_err(|e| Error::internal("A reader thread could not be started").with_source(e))?;
        }
        let here = match target.dialect() {
            Dialect::Sqlite => thread::available_parallelism().map_or(2, usize::from),
            Dialect::Postgres => 0,
        };
        let here = (0..here).map(|_| Mutex::default()).collect();
        Ok(Self { queue, here, target: target.clone(), stats: stats.clone() })
    }

    /// Runs a read of a few rows by key: here and now when a connection is free, else as [`Readers::run`].
    pub(crate) async fn quick<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut dyn Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        // A poisoned lock was left by a panic in a read; that connection is not used again.
        let Some(mut slot) = self.here.iter().find_map(|slot| slot.try_lock().ok()) else {
            return self.run(read).await;
        };
        let started = Instant::now();
        let conn = match &mut *slot {
            Some(conn) => conn,
            empty => empty.insert(self.target.reader()?),
        };
        let result = read(&mut **conn);
        self.stats.read(started.elapsed());
        result
    }

    /// Runs `read` on a reading thread.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut dyn Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let started = Instant::now();
        self.send(Box::new(move |conn| {
            // The caller may be gone; then nobody misses the answer.
            let _gone = answer.send(conn.and_then(read));
        }))?;
        let result = answered.await.map_err(|_| Error::internal("The read failed; see the server's log"))?;
        self.stats.read(started.elapsed());
        result
    }

    /// Runs `read` on a reading thread; it answers by its own means.
    pub(crate) fn send(&self, read: Read) -> Result<()> {
        self.queue.try_send(read).map_err(|e| match e {
            TrySendError::Full(_) => Error::overloaded("The server has too many reads to do; try again later."),
            TrySendError::Disconnected(_) => Error::unavailable("The server is shutting down."),
        })
    }
}

fn work(target: &Target, waiting: &Receiver<Read>) {
    let mut open: Option<Box<dyn Conn>> = None;
    let mut failed: Option<Instant> = None;
    while let Ok(read) = waiting.recv() {
        if open.is_none() && failed.is_none_or(|at| at.elapsed() > RECONNECT) {
            match target.reader() {
                Ok(conn) => (open, failed) = (Some(conn), None),
                Err(error) => {
                    tracing::warn!(cause = %crate::lane::cause(&error), "the database can not be read");
                    failed = Some(Instant::now());
                }
            }
        }
        let Some(conn) = open.as_deref_mut() else {
            read(Err(Error::unavailable("The database is not available at the moment; try again later.")));
            continue;
        };
        // A panic drops the answer, which its caller sees as an error; the connection is not trusted after it.
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(Ok(conn)))).is_err();
        if panicked || conn.is_closed() || conn.in_transaction() {
            open = None;
        }
    }
}

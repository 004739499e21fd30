//! Reads: a few threads, and as many read-only connections.
//!
//! Reads never wait for writes: SQLite in WAL gives each its snapshot, PostgreSQL its own. The
//! queue before them is bounded; a server that can not keep up says so. On SQLite a read of one
//! thing by its key takes less time than waking a thread, so those run where they are asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use runlore_domain::{Error, Result};
use tokio::sync::oneshot;

use crate::db::{Conn, DbClass, Dialect, class_of};
use crate::stats::Stats;
use crate::target::Target;

/// Reads that may wait.
const QUEUE: usize = 4096;
/// A read that waited longer than this is refused.
const PATIENCE: Duration = Duration::from_secs(20);
/// A PostgreSQL connection that was idle this long is asked whether it still is one.
const STALE: Duration = Duration::from_millis(500);
/// How long a reader waits after a failed attempt to connect before it tries again.
const RECONNECT: Duration = Duration::from_millis(200);

/// How long reads under way may take when the pool is dropped before they are left alone.
const ENDING: Duration = Duration::from_secs(2);

type Read = Box<dyn FnOnce(Result<&mut dyn Conn>) + Send>;

/// The pool of reading threads. They end when it is dropped, and their connections with them.
pub(crate) struct Readers {
    /// None once it is being dropped.
    queue: Option<Sender<Read>>,
    threads: Vec<JoinHandle<()>>,
    /// Connections for [`Readers::quick`]; none on PostgreSQL, whose client must not be used in async code.
    here: Vec<Mutex<Option<Box<dyn Conn>>>>,
    target: Target,
    stats: Arc<Stats>,
}

impl Readers {
    pub(crate) fn start(target: &Target, threads: usize, stats: &Arc<Stats>) -> Result<Self> {
        let (queue, waiting) = bounded::<Read>(QUEUE);
        let idle = Arc::new(Mutex::new(Idle::default()));
        let start = |n| {
            let (target, waiting, idle) = (target.clone(), waiting.clone(), idle.clone());
            thread::Builder::new()
                .name(format!("reader-{n}"))
                .spawn(move || work(&target, &waiting, &idle))
                .map_err(|e| Error::internal("A reader thread could not be started").with_source(e))
        };
        let threads = (0..threads).map(start).collect::<Result<_>>()?;
        let here = match target.dialect() {
            Dialect::Sqlite => thread::available_parallelism().map_or(2, usize::from),
            Dialect::Postgres => 0,
        };
        let here = (0..here).map(|_| Mutex::default()).collect();
        Ok(Self { queue: Some(queue), threads, here, target: target.clone(), stats: stats.clone() })
    }

    /// Runs a read of a few rows by key: here and now when a connection is free, else as [`Readers::run`].
    pub(crate) async fn quick<T: Send + 'static>(
        &self,
        read: impl Fn(&mut dyn Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match self.here(&read) {
            // Here nothing may wait for a lock of another process; a reading thread may.
            Some(Err(error)) if class_of(&error) == Some(DbClass::Away) => self.run(read).await,
            Some(result) => result,
            None => self.run(read).await,
        }
    }

    /// Runs `read` on a free connection of this thread's side, if there is one.
    fn here<T>(&self, read: &impl Fn(&mut dyn Conn) -> Result<T>) -> Option<Result<T>> {
        // What a panic poisoned is empty: the connection was out of its slot.
        let mut slot = self.here.iter().find_map(|slot| match slot.try_lock() {
            Ok(slot) => Some(slot),
            Err(TryLockError::Poisoned(slot)) => Some(slot.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        })?;
        let started = Instant::now();
        let mut conn = match slot.take().map_or_else(|| self.impatient(), Ok) {
            Ok(conn) => conn,
            Err(error) => return Some(Err(error)),
        };
        let result = read(&mut *conn);
        if !conn.in_transaction() {
            *slot = Some(conn);
        }
        self.stats.read(started.elapsed());
        Some(result)
    }

    fn impatient(&self) -> Result<Box<dyn Conn>> {
        let mut conn = self.target.reader()?;
        conn.row("PRAGMA busy_timeout = 0", &[], |_| Ok(()))?;
        Ok(conn)
    }

    /// Runs `read` on a reading thread.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut dyn Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let started = Instant::now();
        self.send(Box::new(move |conn| {
            // A caller that went away, or that waited too long, is not worth the work.
            if answer.is_closed() {
                return;
            }
            let late = started.elapsed() > PATIENCE;
            let conn = if late { Err(Error::overloaded("The read waited too long; try again later.")) } else { conn };
            let _gone = answer.send(conn.and_then(read));
        }))?;
        let result = answered.await.map_err(|_| Error::internal("The read failed; see the server's log"))?;
        self.stats.read(started.elapsed());
        result
    }

    /// Runs `read` on a reading thread; it answers by its own means.
    pub(crate) fn send(&self, read: Read) -> Result<()> {
        let shutting_down = || Error::unavailable("The server is shutting down.");
        self.queue.as_ref().ok_or_else(shutting_down)?.try_send(read).map_err(|e| match e {
            TrySendError::Full(_) => Error::overloaded("The server has too many reads to do; try again later."),
            TrySendError::Disconnected(_) => shutting_down(),
        })
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue.take();
        let end = Instant::now() + ENDING;
        for reader in self.threads.drain(..) {
            // A read under way ends by itself, and a thread can not wait for itself.
            while !reader.is_finished() && reader.thread().id() != thread::current().id() && Instant::now() < end {
                thread::sleep(Duration::from_micros(100));
            }
            if reader.is_finished() && reader.join().is_err() {
                tracing::error!("a reader ended in a panic");
            }
        }
    }
}

/// Connections of the reading threads that nobody uses; the one used last, whose cache is warm, is taken first.
#[derive(Default)]
struct Idle {
    conns: Vec<(Box<dyn Conn>, Instant)>,
    /// When the last attempt to connect failed.
    failed: Option<Instant>,
}

fn work(target: &Target, waiting: &Receiver<Read>, idle: &Mutex<Idle>) {
    while let Ok(read) = waiting.recv() {
        let Some(mut conn) = connection(target, idle) else {
            read(Err(Error::unavailable("The database is not available at the moment; try again later.")));
            continue;
        };
        // A panic drops the answer, which its caller sees as an error; the connection is not trusted after it.
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(Ok(&mut *conn)))).is_err();
        if !(panicked || conn.is_closed() || conn.in_transaction()) {
            lock(idle).conns.push((conn, Instant::now()));
        }
    }
}

fn connection(target: &Target, idle: &Mutex<Idle>) -> Option<Box<dyn Conn>> {
    loop {
        let taken = lock(idle).conns.pop();
        let Some((mut conn, used)) = taken else { break };
        if used.elapsed() < STALE || conn.is_alive() {
            return Some(conn);
        }
    }
    if lock(idle).failed.is_some_and(|at| at.elapsed() < RECONNECT) {
        return None;
    }
    match target.reader() {
        Ok(conn) => {
            lock(idle).failed = None;
            Some(conn)
        }
        Err(error) => {
            tracing::warn!(cause = %crate::lane::cause(&error), "the database can not be read");
            lock(idle).failed = Some(Instant::now());
            None
        }
    }
}

fn lock(idle: &Mutex<Idle>) -> MutexGuard<'_, Idle> {
    // Nothing that runs under this lock can leave it half changed.
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Between the program and the spool: appending without waiting, and waiting where somebody asks for it.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use runlore_domain::{Error, ErrorKind, Result};
use runlore_protocol::ingest::{CreatedRun, RecordBody, RefusedRecord};

use crate::http::Http;
use crate::sender;
use crate::spool::{self, Spool, Target, Writer};

/// Bytes that a spool may have on the disk before its program waits: 1 GiB.
const BOUND: u64 = 1 << 30;
/// How long the end of the program waits for what is not sent.
const EXIT: Duration = Duration::from_secs(5);

/// A spool with its sender.
#[derive(Debug)]
pub(crate) struct Recorder {
    shared: Arc<Shared>,
    sender: Mutex<Option<JoinHandle<()>>>,
}

/// What the program's threads and the sender share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) spool: Spool,
    state: Mutex<State>,
    /// Something was appended, applied, or is to end.
    changed: Condvar,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    /// None for a spool that another process left: it is only sent.
    writer: Option<Writer>,
    /// The highest number that was appended.
    pub(crate) written: i64,
    /// The highest number that the server has applied or refused.
    pub(crate) applied: i64,
    /// Bytes of the segments on the disk.
    pub(crate) kept: u64,
    /// The sender sleeps until something is appended.
    pub(crate) asleep: bool,
    pub(crate) closing: bool,
    /// Refused, and not yet told to the program.
    pub(crate) refused: Vec<RefusedRecord>,
    /// Runs that the server told about.
    pub(crate) runs: HashMap<String, CreatedRun>,
    /// Why nothing is sent at the moment.
    pub(crate) problem: Option<String>,
}

impl Shared {
    /// The spool that another process left.
    pub(crate) fn left_behind(spool: Spool) -> Self {
        let state = State { applied: spool.applied(), ..State::default() };
        Self { spool, state: Mutex::new(state), changed: Condvar::new() }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under this lock can leave the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn notify(&self) {
        self.changed.notify_all();
    }

    /// Waits for a change, no longer than `patience`.
    pub(crate) fn wait<'s>(&'s self, state: MutexGuard<'s, State>, patience: Duration) -> MutexGuard<'s, State> {
        self.changed.wait_timeout(state, patience).unwrap_or_else(PoisonError::into_inner).0
    }

    /// Waits until `done` or until the time is over, and says which.
    fn wait_until(&self, patience: Duration, done: impl Fn(&State) -> bool) -> (MutexGuard<'_, State>, bool) {
        let end = Instant::now() + patience;
        let mut state = self.state();
        loop {
            let now = Instant::now();
            let is_done = done(&state);
            if is_done || now >= end {
                return (state, is_done);
            }
            state = self.wait(state, end - now);
        }
    }
}

impl Recorder {
    /// A recorder with a new spool for this server.
    pub(crate) fn start(http: Http) -> Result<Self> {
        let spool = Spool::create(&spool::root()?, Target { tracking_uri: http.uri().to_owned() })?;
        let writer = Writer::start(spool.dir())
            .map_err(|cause| spool::failed("The spool can not be written:", spool.dir(), cause))?;
        let state = State { writer: Some(writer), ..State::default() };
        let shared = Arc::new(Shared { spool, state: Mutex::new(state), changed: Condvar::new() });
        let sending = shared.clone();
        let sender = thread::Builder::new()
            .name("runlore-sender".to_owned())
            .spawn(move || sender::run(&sending, &http))
            .map_err(|cause| Error::internal("The sending thread could not be started").with_source(cause))?;
        Ok(Self { shared, sender: Mutex::new(Some(sender)) })
    }

    /// Appends a record. It is safe from the end of this process when this returns.
    pub(crate) fn record(&self, body: &RecordBody<'_>) -> Result<()> {
        let json = serde_json::to_vec(body)
            .map_err(|cause| Error::internal("A record could not be written as JSON").with_source(cause))?;
        let mut state = self.shared.state();
        while state.kept > BOUND && !state.closing {
            state = self.shared.wait(state, Duration::from_secs(1));
        }
        let Some(writer) = &mut state.writer else {
            return Err(Error::internal("This spool is another process's"));
        };
        let (number, bytes) = writer
            .append(&json)
            .map_err(|cause| spool::failed("The spool can not be written:", self.shared.spool.dir(), cause))?;
        state.written = number;
        state.kept += bytes;
        if std::mem::take(&mut state.asleep) {
            self.shared.notify();
        }
        Ok(())
    }

    /// Waits until the server has everything that was recorded before. An error names what it refused,
    /// or why it does not have it yet; nothing is lost by that.
    pub(crate) fn flush(&self, patience: Duration) -> Result<()> {
        let wanted = self.shared.state().written;
        let (mut state, done) = self.shared.wait_until(patience, |state| state.applied >= wanted);
        let refused = std::mem::take(&mut state.refused);
        if let Some(first) = refused.first() {
            let more = match refused.len() - 1 {
                0 => String::new(),
                n => format!(" ({n} more were refused; see {})", self.shared.spool.dir().join("rejected").display()),
            };
            return Err(Error::new(ErrorKind::BadRequest, format!("{}: {}{more}", first.error_code, first.message)));
        }
        if done { Ok(()) } else { Err(self.late(&state, patience)) }
    }

    fn late(&self, state: &State, patience: Duration) -> Error {
        let open = state.written - state.applied;
        let why = state.problem.as_deref().unwrap_or("the server is slower than the program");
        Error::unavailable(format!(
            "{open} records are not on the tracking server after {} s: {why}. They are kept in {} and are sent later, \
             by this program or by `runlore sync`.",
            patience.as_secs(),
            self.shared.spool.dir().display()
        ))
    }

    /// What the server said about a run that was made here, if it has spoken yet.
    pub(crate) fn created(&self, run_id: &str) -> Option<CreatedRun> {
        self.shared.state().runs.get(run_id).cloned()
    }

    /// Sends what can be sent in a moment, and lets go of the spool.
    fn close(&self) {
        let (mut state, done) = self.shared.wait_until(EXIT, |state| state.applied >= state.written);
        if !done {
            tracing::warn!("{}", self.late(&state, EXIT));
        }
        state.closing = true;
        drop(state);
        self.shared.notify();
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A sender that waits for a server's answer ends by itself; the program does not wait with it.
        if done && sender.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the sending thread ended in a panic");
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.close();
        let is_done = {
            let state = self.shared.state();
            state.applied >= state.written
        };
        if is_done {
            self.shared.spool.discard();
        }
    }
}

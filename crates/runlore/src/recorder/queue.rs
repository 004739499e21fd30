//! One queue of a spool while its program runs: what the program's threads and the sender share.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use runlore_domain::{Error, ErrorKind, Result};
use runlore_protocol::ingest::RefusedRecord;

use crate::delivery::refused_kind;
use crate::spool::{self, Folder, Spool, Writer};

/// A queue and how far it is.
#[derive(Debug)]
pub(crate) struct Queue {
    /// Locked as long as anybody uses one of its queues.
    pub(crate) spool: Arc<Spool>,
    pub(crate) folder: Folder,
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
    /// The sender sleeps until something is appended.
    pub(crate) asleep: bool,
    /// How many threads wait for the server to have everything.
    pub(crate) waiting: usize,
    pub(crate) closing: bool,
    /// Refused, and not yet told to the program.
    pub(crate) refused: Vec<RefusedRecord>,
    /// Why nothing is sent at the moment.
    pub(crate) problem: Option<String>,
}

impl Queue {
    /// A new queue that is appended to.
    pub(crate) fn start(spool: Arc<Spool>, folder: Folder) -> Result<Self> {
        let writer = Writer::start(folder.dir())
            .map_err(|cause| spool::failed("The spool can not be written:", folder.dir(), cause))?;
        let state = State { writer: Some(writer), ..State::default() };
        Ok(Self { spool, folder, state: Mutex::new(state), changed: Condvar::new() })
    }

    /// A queue that another process left.
    pub(crate) fn left_behind(spool: Arc<Spool>, folder: Folder) -> Self {
        let state = State { applied: folder.applied(), ..State::default() };
        Self { spool, folder, state: Mutex::new(state), changed: Condvar::new() }
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

    /// Appends the records of one call, all or none; `bytes` of contents belong to them. They are safe from the end of
    /// this process when this returns. `bound` is how many bytes may lie on the disk, and whether to wait at it.
    pub(crate) fn append(&self, records: &[impl AsRef<[u8]>], bytes: u64, bound: Bound) -> Result<i64> {
        let mut state = self.state();
        while self.spool.kept().saturating_add(bytes) > bound.bytes && !state.closing {
            if !bound.waits || bytes > bound.bytes {
                return Err(full(bytes, bound.bytes, &self.folder));
            }
            state = self.wait(state, Duration::from_secs(1));
        }
        if state.closing {
            return Err(Error::invalid(
                "This run can not be logged to any more: the program ends, or logs elsewhere now.",
            ));
        }
        let Some(writer) = &mut state.writer else {
            return Err(Error::internal("This spool is another process's"));
        };
        let number = writer
            .append(records)
            .map_err(|cause| spool::failed("The spool can not be written:", self.folder.dir(), cause))?;
        state.written = number;
        self.spool.keep(records.iter().map(|json| spool::weight(json.as_ref())).sum::<u64>() + bytes);
        if std::mem::take(&mut state.asleep) {
            self.notify();
        }
        Ok(number)
    }

    /// Waits until the server has everything that was appended before, or up to `number`. False when the
    /// time is over, or `or` says so.
    pub(crate) fn wait_applied(&self, number: Option<i64>, patience: Duration, or: impl Fn(&State) -> bool) -> bool {
        let end = Instant::now() + patience;
        let mut state = self.state();
        let wanted = number.unwrap_or(state.written);
        state.waiting += 1;
        self.notify();
        let done = loop {
            let now = Instant::now();
            if state.applied >= wanted {
                break true;
            }
            if now >= end || or(&state) {
                break false;
            }
            state = self.wait(state, end - now);
        };
        state.waiting -= 1;
        done
    }

    /// What the server refused since the last time, as one error.
    pub(crate) fn take_refused(&self) -> Option<Error> {
        let refused = std::mem::take(&mut self.state().refused);
        let first = refused.first()?;
        let more = match refused.len() - 1 {
            0 => String::new(),
            n => format!(" ({n} more were refused; see {})", self.folder.rejected().display()),
        };
        let kind = refused_kind(&first.error_code);
        Some(Error::new(kind, format!("{}: {}{more}", first.error_code, first.message)))
    }

    /// How many records the server does not have, and why.
    pub(crate) fn open(&self) -> (i64, Option<String>) {
        let state = self.state();
        (state.written - state.applied, state.problem.clone())
    }
}

/// How many bytes a spool may have on the disk, and what happens then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) bytes: u64,
    /// Whether the calling thread waits for the server; it gets an error otherwise.
    pub(crate) waits: bool,
}

fn full(bytes: u64, bound: u64, folder: &Folder) -> Error {
    Error::new(
        ErrorKind::StorageFull,
        format!(
            "The spool {} may hold {bound} bytes, and there is no place for {bytes} more until the server has taken some: \
             nothing of this call was logged. Raise RUNLORE_SPOOL_MAX_BYTES, or wait for the server.",
            folder.dir().display()
        ),
    )
}

//! The write lane: a bounded queue and one thread that owns one connection.
//!
//! The thread takes what waits, applies it in one transaction, commits once and then answers, so
//! that one fsync serves many callers and an answer means that it is on disk. [`queue`] bounds what
//! waits, [`group`] is the transaction with its repeats, [`apply`] the table of writes.

mod apply;
mod group;
mod pending;
mod places;
mod queue;
mod work;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, Result};
use tokio::sync::oneshot;

use crate::checkpoint::Turn;
use crate::stats::Stats;
use crate::target::Target;
use queue::Queue;

pub(crate) use apply::{Applied, Context, FollowUp};
pub(crate) use places::{Place, Places};

/// A lane; its thread ends after the last write when it is dropped.
pub(crate) struct Lane {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

/// A write that waits, and who waits for it.
pub(crate) struct Job {
    write: Write,
    weight: usize,
    queued: std::time::Instant,
    answer: oneshot::Sender<Result<Written>>,
    /// Where there are several lanes: given up with the job.
    _place: Option<Place>,
}

impl Job {
    fn answer(self, result: Result<Written>) {
        // The caller may be gone; the write is done all the same.
        let _gone = self.answer.send(result);
    }
}

impl Lane {
    pub(crate) fn start(n: usize, target: &Target, context: &Context, stats: &Arc<Stats>, turn: &Turn) -> Result<Self> {
        let queue = Arc::new(Queue::new(stats.clone()));
        let (target, context, stats, jobs) = (target.clone(), context.clone(), stats.clone(), queue.clone());
        let turn = turn.clone();
        let thread = thread::Builder::new()
            .name(format!("lane-{n}"))
            .spawn(move || work::until_closed(n, &target, &context, &stats, &jobs, &turn))
            .map_err(|e| Error::internal("A lane thread could not be started").with_source(e))?;
        Ok(Self { queue, thread: Some(thread) })
    }

    /// Queues a write and waits for its commit.
    pub(crate) async fn submit(&self, write: Write, place: Option<Place>) -> Result<Written> {
        let (answer, answered) = oneshot::channel();
        self.queue.push(write, place, answer)?;
        answered.await.map_err(|_| Error::internal("The write failed; see the server's log"))?
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("a lane ended in a panic");
        }
    }
}

/// An error's cause for the log, or its message when it has none.
pub(crate) fn cause(error: &Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

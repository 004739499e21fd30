//! The lane's thread: connect, take a group, commit it, make a step of long work, again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::sleep;
use std::time::{Duration, Instant};

use runlore_domain::Error;

use super::apply::Context;
use super::group;
use super::pending::{Agenda, Pending};
use super::queue::Queue;
use super::{Job, cause};
use crate::checkpoint::Turn;
use crate::db::{Conn, Dialect};
use crate::long_work;
use crate::runs::sweep::Sweep;
use crate::stats::Stats;
use crate::target::Target;

/// Given to another process that writes the same SQLite file, so that nobody starves.
const COURTESY: Duration = Duration::from_millis(3);
/// Between attempts to connect or to make a step of long work; writes that come meanwhile are answered at once.
const RECONNECT: Duration = Duration::from_millis(200);
/// Without writes for this long, the first lane tidies up a little.
const IDLE: Duration = Duration::from_secs(10);
/// A PostgreSQL connection that was idle this long is asked whether it still is one.
const STALE: Duration = Duration::from_millis(500);

/// Runs until the queue is closed; a panic outside of a write restarts the loop and is counted.
pub(super) fn until_closed(n: usize, target: &Target, context: &Context, stats: &Stats, queue: &Queue, turn: &Turn) {
    loop {
        if catch_unwind(AssertUnwindSafe(|| Worker::new(n, target, context, stats, queue, turn).run())).is_ok() {
            return;
        }
        tracing::error!(lane = n, "the lane failed and starts again");
        stats.restarted();
        sleep(RECONNECT);
    }
}

struct Worker<'l> {
    /// Work that is not tied to a run is the first lane's.
    first: bool,
    target: &'l Target,
    context: &'l Context,
    stats: &'l Stats,
    queue: &'l Queue,
    turn: &'l Turn,
    open: Option<Box<dyn Conn>>,
    used: Instant,
    pending: Agenda,
    /// Unfinished work is to be looked up.
    resume: bool,
    sweep: Sweep,
    version: Option<i64>,
}

impl<'l> Worker<'l> {
    fn new(
        n: usize,
        target: &'l Target,
        context: &'l Context,
        stats: &'l Stats,
        queue: &'l Queue,
        turn: &'l Turn,
    ) -> Self {
        Self {
            first: n == 0,
            target,
            context,
            stats,
            queue,
            turn,
            open: None,
            used: Instant::now(),
            pending: Agenda::default(),
            resume: n == 0,
            sweep: Sweep::default(),
            version: None,
        }
    }

    fn run(&mut self) {
        let mut gather = 0;
        while let Some(jobs) = self.queue.take(self.patience(), gather) {
            let answered = jobs.len();
            match self.connected() {
                Some(mut conn) => {
                    let good = self.work(&mut *conn, jobs);
                    self.used = Instant::now();
                    self.open = (good && !conn.is_closed()).then_some(conn);
                    // Callers that have their answers now, and those that came meanwhile.
                    gather = answered + self.queue.len();
                }
                None => {
                    self.refuse(jobs, "The database is not available at the moment; try again later.");
                    if !self.queue.is_closed() {
                        sleep(RECONNECT);
                    }
                }
            }
        }
        self.refuse(Vec::new(), "The server is shutting down; what was begun goes on at its next start.");
    }

    fn patience(&self) -> Duration {
        match self.open {
            Some(_) if !self.resume => self.pending.pause().unwrap_or(IDLE).min(IDLE),
            // Not connected yet, or no more: the next turn tries to.
            _ => Duration::ZERO,
        }
    }

    fn connected(&mut self) -> Option<Box<dyn Conn>> {
        let fresh = self.used.elapsed() < STALE;
        let open = self.open.take().and_then(|mut conn| (fresh || conn.is_alive()).then_some(conn));
        let conn = open.or_else(|| match self.target.writer() {
            Ok(conn) => Some(conn),
            Err(error) => {
                tracing::warn!(cause = %cause(&error), "the database can not be written");
                None
            }
        });
        self.queue.set_away(conn.is_none());
        conn
    }

    /// One turn; false when the connection is not to be trusted any more.
    fn work(&mut self, conn: &mut dyn Conn, jobs: Vec<Job>) -> bool {
        let mut good = true;
        if std::mem::take(&mut self.resume) {
            resume_work(conn, &mut self.pending);
        }
        if !jobs.is_empty() {
            let (size, started) = (jobs.len(), Instant::now());
            let settled = group::settle(conn, jobs, self.context, self.stats);
            for (job, work, written) in settled.follow {
                self.pending.add(Pending { work, waits: Some((job, written)) });
            }
            good = !settled.lost;
            self.stats.group(size, started.elapsed());
        } else if self.first && self.pending.is_empty() {
            sweep_step(conn, &mut self.sweep);
        }
        if let Some(next) = self.pending.next() {
            self.step(conn, next);
        }
        self.turn.take(conn);
        be_courteous(conn, &mut self.version);
        good
    }

    /// Answers everybody who waits that it will not be done now.
    fn refuse(&mut self, jobs: Vec<Job>, message: &str) {
        self.resume |= self.first && !self.pending.is_empty();
        for job in jobs.into_iter().chain(self.pending.drain().filter_map(|p| p.waits.map(|(job, _)| job))) {
            job.answer(Err(Error::unavailable(message)));
        }
    }

    /// Makes a step; one that failed is made again until the database is gone.
    fn step(&mut self, conn: &mut dyn Conn, mut next: Pending) {
        match (long_work::step(conn, &mut next.work), next.waits) {
            (Ok(true), Some((job, written))) => job.answer(Ok(written)),
            (Ok(true), None) => {}
            (Ok(false), waits) => self.pending.go_on(Pending { work: next.work, waits }),
            (Err(error), waits) => {
                tracing::warn!(cause = %cause(&error), "a step of long work failed and is made again");
                self.pending.again_after(RECONNECT, Pending { work: next.work, waits });
            }
        }
    }
}

/// What an earlier process began and did not end.
fn resume_work(conn: &mut dyn Conn, pending: &mut Agenda) {
    match long_work::unfinished(conn) {
        Ok(found) => found.into_iter().for_each(|work| pending.add(Pending { work, waits: None })),
        Err(error) => tracing::warn!(cause = %cause(&error), "unfinished work could not be looked up"),
    }
}

fn sweep_step(conn: &mut dyn Conn, sweep: &mut Sweep) {
    if let Err(error) = sweep.step(conn) {
        tracing::warn!(cause = %cause(&error), "what is left in our own tables could not be swept");
    }
}

/// Waits a little when another process has written the same SQLite file since the last group.
fn be_courteous(conn: &mut dyn Conn, version: &mut Option<i64>) {
    if conn.dialect() != Dialect::Sqlite {
        return;
    }
    let now = conn.row("PRAGMA data_version", &[], |row| row.int(0)).ok().flatten();
    if version.is_some() && *version != now {
        sleep(COURTESY);
    }
    *version = now;
}

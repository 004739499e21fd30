//! The lane's thread: connect, take a group, commit it, make a step of long work, again.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::sleep;
use std::time::{Duration, Instant};

use runlore_domain::write::Written;
use runlore_domain::{Error, Result};

use super::apply::{Context, FollowUp};
use super::group;
use super::queue::Queue;
use super::{Job, cause};
use crate::db::{Conn, Dialect};
use crate::long_work;
use crate::runs::sweep::Sweep;
use crate::stats::Stats;
use crate::target::Target;

/// Given to another process that writes the same SQLite file, so that nobody starves.
const COURTESY: Duration = Duration::from_millis(3);
/// Between attempts to connect; writes that come meanwhile are answered at once.
const RECONNECT: Duration = Duration::from_millis(200);
/// Without writes for this long, the first lane tidies up a little.
const IDLE: Duration = Duration::from_secs(10);

/// Runs until the queue is closed; a panic outside of a write restarts the loop and is counted.
pub(super) fn until_closed(n: usize, target: &Target, context: &Context, stats: &Stats, queue: &Queue) {
    loop {
        if catch_unwind(AssertUnwindSafe(|| run(n, target, context, stats, queue))).is_ok() {
            return;
        }
        tracing::error!(lane = n, "the lane failed and starts again");
        stats.restarted();
    }
}

/// Long work in steps, each with who waits for its end (nobody when a start of the server resumed it).
struct Pending {
    work: FollowUp,
    waits: Option<(Job, Written)>,
}

fn run(n: usize, target: &Target, context: &Context, stats: &Stats, queue: &Queue) {
    let mut open: Option<Box<dyn Conn>> = None;
    let mut pending: VecDeque<Pending> = VecDeque::new();
    let mut version = None;
    let mut sweep = Sweep::default();
    // Work that is not tied to a run is the first lane's.
    let mut resume = n == 0;
    while let Some(jobs) = queue.take(if pending.is_empty() && !resume { IDLE } else { Duration::ZERO }) {
        if open.as_ref().is_none_or(|conn| conn.is_closed()) {
            open = connect(target);
        }
        let Some(conn) = open.as_deref_mut() else {
            away(jobs, &mut pending);
            if queue.is_closed() {
                return;
            }
            sleep(RECONNECT);
            continue;
        };
        if std::mem::take(&mut resume) {
            resume_work(conn, &mut pending);
        }
        if jobs.is_empty() {
            if n == 0 && pending.is_empty() {
                sweep_step(conn, &mut sweep);
            }
        } else {
            let (size, started) = (jobs.len(), Instant::now());
            let follow = group::settle(conn, jobs, context, stats);
            pending
                .extend(follow.into_iter().map(|(job, work, written)| Pending { work, waits: Some((job, written)) }));
            stats.group(size, started.elapsed());
        }
        if let Some(next) = pending.pop_front() {
            resume |= step(conn, next, &mut pending);
        }
        be_courteous(conn, &mut version);
    }
}

fn connect(target: &Target) -> Option<Box<dyn Conn>> {
    match target.writer() {
        Ok(conn) => Some(conn),
        Err(error) => {
            tracing::warn!(cause = %cause(&error), "the database can not be written");
            None
        }
    }
}

fn away(jobs: Vec<Job>, pending: &mut VecDeque<Pending>) {
    let waiting = pending.drain(..).filter_map(|p| p.waits.map(|(job, _)| job));
    for job in jobs.into_iter().chain(waiting) {
        job.answer(Err(Error::unavailable("The database is not available at the moment; try again later.")));
    }
}

/// What an earlier process began and did not end.
fn resume_work(conn: &mut dyn Conn, pending: &mut VecDeque<Pending>) {
    match long_work::unfinished(conn) {
        Ok(found) => pending.extend(found.into_iter().map(|work| Pending { work, waits: None })),
        Err(error) => tracing::warn!(cause = %cause(&error), "unfinished work could not be looked up"),
    }
}

/// Makes a step; true when it failed and the work is to be taken up again.
fn step(conn: &mut dyn Conn, mut next: Pending, pending: &mut VecDeque<Pending>) -> bool {
    let done: Result<bool> = long_work::step(conn, &mut next.work);
    match (done, next.waits) {
        (Ok(false), waits) => pending.push_front(Pending { work: next.work, waits }),
        (Ok(true), Some((job, written))) => job.answer(Ok(written)),
        (Ok(true), None) => {}
        (Err(error), waits) => {
            tracing::warn!(cause = %cause(&error), "long work was interrupted and goes on in a moment");
            if let Some((job, _)) = waits {
                job.answer(Err(error));
            }
            away(Vec::new(), pending);
            sleep(RECONNECT);
            return true;
        }
    }
    false
}

fn sweep_step(conn: &mut dyn Conn, sweep: &mut Sweep) {
    if let Err(error) = sweep.step(conn) {
        tracing::warn!(cause = %cause(&error), "long values could not be swept");
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

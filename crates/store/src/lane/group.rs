//! One group of writes as one transaction, and what happens when it does not go through.
//!
//! Three ways, each the fallback of the one before: *merged* (all batches as one statement per
//! table, everything else in a savepoint each), *apart* (each write in a savepoint of its own),
//! *alone* (each write in a transaction of its own). A bad write thus takes back only itself. A
//! deadlock repeats the same way again. What was lost with an unknown outcome is answered as
//! unavailable, never as done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::sleep;
use std::time::Duration;

use runlore_domain::run_batch::RunBatch;
use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, Result};

use super::apply::{Applied, Context, FollowUp, apply};
use super::{Job, cause};
use crate::db::{Conn, DbClass, Dialect, class_of};
use crate::runs;
use crate::stats::Stats;

/// How often a deadlock or a locked database is tried again.
const REPEATS: u32 = 8;

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Merged,
    Apart,
    Alone,
}

/// Why a whole transaction did not go through.
enum Failed {
    /// The same again may succeed.
    Repeat(Error),
    /// Nothing was written; go on with the next way.
    Next,
    /// Nobody knows, or the database is away.
    Lost(Error),
}

type Results = Vec<Result<Applied>>;

/// What became of a group.
#[derive(Default)]
pub(super) struct Settled {
    /// Writes that are committed and want further steps before they are answered.
    pub(super) follow: Vec<(Job, FollowUp, Written)>,
    /// The connection failed in the middle.
    pub(super) lost: bool,
}

/// Commits `jobs` and answers them; what needs further steps is handed back.
pub(super) fn settle(conn: &mut dyn Conn, mut jobs: Vec<Job>, context: &Context, stats: &Stats) -> Settled {
    // The same order in every process: replicas can not deadlock each other.
    jobs.sort_by(|a, b| a.write.owner().cmp(&b.write.owner()));
    let mut settled = Settled::default();
    if conn.dialect() == Dialect::Postgres {
        let (batches, others) = jobs.into_iter().partition(|job| matches!(job.write, Write::LogBatch(_)));
        go(conn, batches, Way::Merged, context, stats, &mut settled);
        chunks(conn, others, Way::Merged, context, stats, &mut settled);
    } else {
        go(conn, jobs, Way::Merged, context, stats, &mut settled);
    }
    settled
}

fn chunks(conn: &mut dyn Conn, jobs: Vec<Job>, way: Way, context: &Context, stats: &Stats, settled: &mut Settled) {
    let size = if way == Way::Alone { 1 } else { conn.dialect().savepoints() };
    let mut jobs = jobs.into_iter().peekable();
    while jobs.peek().is_some() {
        let chunk = jobs.by_ref().take(size).collect();
        go(conn, chunk, way, context, stats, settled);
    }
}

fn go(conn: &mut dyn Conn, jobs: Vec<Job>, way: Way, context: &Context, stats: &Stats, settled: &mut Settled) {
    if jobs.is_empty() {
        return;
    }
    for attempt in 0.. {
        let failed = match transact(conn, &jobs, way, context) {
            Ok(results) => return answer(jobs, results, &mut settled.follow),
            Err(failed) => failed,
        };
        take_back(conn);
        match failed {
            Failed::Repeat(error) if attempt < REPEATS => {
                tracing::debug!(cause = %cause(&error), attempt, "a group is repeated");
                stats.repeated();
                sleep(Duration::from_millis(fastrand::u64(1..=5 << attempt.min(5))));
            }
            Failed::Repeat(error) | Failed::Lost(error) => {
                tracing::warn!(cause = %cause(&error), writes = jobs.len(), "a group could not be written");
                settled.lost = true;
                return refuse(jobs, &error);
            }
            Failed::Next => {
                let next = if way == Way::Merged { Way::Apart } else { Way::Alone };
                return chunks(conn, jobs, next, context, stats, settled);
            }
        }
    }
}

fn answer(jobs: Vec<Job>, results: Results, follow: &mut Vec<(Job, FollowUp, Written)>) {
    for (job, result) in jobs.into_iter().zip(results) {
        match result {
            Ok(Applied { written, follow_up: Some(work) }) => follow.push((job, work, written)),
            Ok(Applied { written, follow_up: None }) => job.answer(Ok(written)),
            Err(error) => job.answer(Err(error)),
        }
    }
}

fn refuse(jobs: Vec<Job>, error: &Error) {
    for job in jobs {
        job.answer(Err(Error::new(error.kind(), error.message()).with_source(cause(error))));
    }
}

fn take_back(conn: &mut dyn Conn) {
    if conn.in_transaction()
        && let Err(error) = conn.batch("ROLLBACK")
    {
        tracing::warn!(cause = %cause(&error), "a rollback failed");
    }
}

fn transact(conn: &mut dyn Conn, jobs: &[Job], way: Way, context: &Context) -> std::result::Result<Results, Failed> {
    conn.batch(conn.dialect().begin_write()).map_err(|e| match conn.dialect() {
        Dialect::Sqlite if class_of(&e) == Some(DbClass::Away) => Failed::Repeat(e),
        _ => Failed::Lost(e),
    })?;
    let results = match way {
        Way::Merged => merged(conn, jobs, context)?,
        Way::Apart => apart(conn, jobs.iter(), context)?,
        Way::Alone => alone(conn, &jobs[0], context)?,
    };
    let written = results.iter().any(Result::is_ok);
    conn.batch(if written { "COMMIT" } else { "ROLLBACK" }).map_err(|e| match (conn.dialect(), class_of(&e)) {
        (_, Some(DbClass::Repeat)) => Failed::Repeat(e),
        // SQLite says for certain that nothing was committed.
        (Dialect::Sqlite, Some(DbClass::Full)) if way != Way::Alone => Failed::Next,
        _ => Failed::Lost(e),
    })?;
    Ok(results)
}

/// Batches through one statement per table, the others in a savepoint each.
fn merged(conn: &mut dyn Conn, jobs: &[Job], context: &Context) -> std::result::Result<Results, Failed> {
    let batches: Vec<&RunBatch> = jobs
        .iter()
        .filter_map(|job| match &job.write {
            Write::LogBatch(batch) => Some(batch),
            _ => None,
        })
        .collect();
    let logged = match caught(|| runs::log_batch::apply_all(conn, &batches)) {
        Ok(logged) => logged,
        Err(error) => return Err(fate(conn, error)),
    };
    let others = jobs.iter().filter(|job| !matches!(job.write, Write::LogBatch(_)));
    let mut others = apart(conn, others, context)?.into_iter();
    let mut logged = logged.into_iter().map(|result| result.map(|()| Applied::done()));
    Ok(jobs
        .iter()
        .filter_map(|job| if matches!(job.write, Write::LogBatch(_)) { logged.next() } else { others.next() })
        .collect())
}

/// Each write in a savepoint of its own.
fn apart<'j>(
    conn: &mut dyn Conn,
    jobs: impl Iterator<Item = &'j Job>,
    context: &Context,
) -> std::result::Result<Results, Failed> {
    let mut results = Vec::new();
    for job in jobs {
        conn.batch("SAVEPOINT write").map_err(Failed::Lost)?;
        let result = match caught(|| apply(conn, &job.write, context)) {
            Err(error) if spoils(conn, &error) => return Err(fate(conn, error)),
            result => result,
        };
        if result.is_err() {
            conn.batch("ROLLBACK TO write").map_err(Failed::Lost)?;
        }
        conn.batch("RELEASE write").map_err(Failed::Lost)?;
        results.push(result);
    }
    Ok(results)
}

/// Whether an error took the whole transaction with it, or wants it repeated.
fn spoils(conn: &dyn Conn, error: &Error) -> bool {
    matches!(class_of(error), Some(DbClass::Repeat | DbClass::Away)) || !conn.in_transaction()
}

/// The only write of the transaction: its error is its own.
fn alone(conn: &mut dyn Conn, job: &Job, context: &Context) -> std::result::Result<Results, Failed> {
    match caught(|| apply(conn, &job.write, context)) {
        Err(error) if class_of(&error) == Some(DbClass::Repeat) => Err(Failed::Repeat(error)),
        Err(error) if !conn.in_transaction() => Err(Failed::Lost(error)),
        result => Ok(vec![result]),
    }
}

/// What becomes of a transaction in which something failed that is nobody's own fault.
fn fate(conn: &dyn Conn, error: Error) -> Failed {
    match class_of(&error) {
        Some(DbClass::Repeat) => Failed::Repeat(error),
        Some(DbClass::Away) if conn.dialect() == Dialect::Postgres => Failed::Lost(error),
        _ if conn.is_closed() => Failed::Lost(error),
        _ => Failed::Next,
    }
}

fn caught<T>(apply: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(apply))
        .unwrap_or_else(|_| Err(Error::internal("The write failed because of a defect in the server; see its log.")))
}

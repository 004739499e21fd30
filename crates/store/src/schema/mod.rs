//! The schema: MLflow's own at one revision, and the little that Runlore adds to it.
//!
//! Runlore never migrates MLflow's tables. It makes them in an empty database exactly as MLflow
//! would, serves a database at that revision as it is, and leaves every other one untouched.

mod create;
mod found;
pub(crate) mod index;
mod index_build;
mod own;
mod workspace;

use std::time::{Duration, Instant};

use runlore_domain::{Error, Result};

use crate::db::{DbClass, class_of};
use crate::lane::cause;
use crate::target::Target;
use found::Found;
pub(crate) use index_build::Missing;

/// The revision of MLflow 3.17.2.
pub(crate) const HEAD: &str = "dc11669786a5";

/// How long processes that start at once on one SQLite file wait for each other.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a database needs to know to be made ready.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setup<'a> {
    /// The URI for messages, without the password.
    pub(crate) uri: &'a str,
    /// Where the Default experiment keeps its artifacts, if it has to be made.
    pub(crate) default_location: &'a str,
    /// Epoch milliseconds.
    pub(crate) now: i64,
}

/// Makes an empty database ready, checks any other; an error is one sentence for whoever starts the server.
pub(crate) fn prepare(target: &Target, setup: Setup<'_>) -> Result<()> {
    let started = Instant::now();
    loop {
        match attempt(target, setup) {
            Err(error) if is_contended(target, &error) && started.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(fastrand::u64(5..50)));
            }
            Err(error) if class_of(&error).is_some() => return Err(unusable(setup.uri, &error)),
            done => return done,
        }
    }
}

fn attempt(target: &Target, setup: Setup<'_>) -> Result<()> {
    if !is_new_file(target) {
        let mut conn = target.reader()?;
        match found::look(&mut *conn)? {
            Found::Empty => {}
            found => {
                found.accept(setup.uri)?;
                workspace::check(&mut *conn)?;
                if create::is_complete(&mut *conn)? {
                    return can_be_written(target);
                }
            }
        }
    }
    let mut conn = target.writer()?;
    let done = create::complete(&mut *conn, setup);
    if done.is_err() && conn.in_transaction() {
        conn.batch("ROLLBACK")?;
    }
    done
}

/// Finds out at the start what the first write would find out too late.
fn can_be_written(target: &Target) -> Result<()> {
    let mut conn = target.writer()?;
    match conn.batch(target.dialect().begin_write()) {
        Ok(()) => conn.batch("ROLLBACK"),
        // Somebody else writes it, then so can we.
        Err(error) if is_contended(target, &error) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A file that a writer would create; opening it to read would fail.
fn is_new_file(target: &Target) -> bool {
    match target {
        Target::Sqlite(path) => std::fs::metadata(path).map_or(true, |file| file.len() == 0),
        Target::Postgres(_) => false,
    }
}

/// Another process is making the same SQLite file ready. A path that can not be opened at all is not that.
fn is_contended(target: &Target, error: &Error) -> bool {
    let Target::Sqlite(path) = target else { return false };
    class_of(error) == Some(DbClass::Away) && cause(error).contains("locked") && path.exists()
}

fn unusable(uri: &str, error: &Error) -> Error {
    let advice = match class_of(error) {
        Some(DbClass::Full) => "free some space on its disk and start again",
        Some(DbClass::Away) => "check that it is there, that it can be reached and that this user may write it",
        _ => "check that `--backend-store-uri` names the database that you mean",
    };
    let text = cause(error);
    // The class in front is for the log.
    let text = text.split_once(": ").map_or(text.as_str(), |(_, text)| text);
    Error::new(error.kind(), format!("The database {uri} can not be used ({text}): {advice}."))
}

//! The store's face of its indexes: which are missing, building them beside the serving or at once.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use runlore_domain::{Error, Result};

use super::index::{self, Extent, Index};
use crate::Store;
use crate::lane::cause;
use crate::target::Target;

/// Between looks at whether another replica is done.
const ELSEWHERE: Duration = Duration::from_secs(2);
/// After the first failure; each further one doubles it.
const AGAIN: Duration = Duration::from_secs(1);
/// The longest between two attempts.
const AGAIN_AT_MOST: Duration = Duration::from_secs(300);

/// Which indexes are missing, as far as this process knows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Missing(Arc<Mutex<Vec<Index>>>);

impl Missing {
    pub(crate) fn look(target: &Target) -> Result<Self> {
        let mut conn = target.reader()?;
        Ok(Self(Arc::new(Mutex::new(index::missing(&mut *conn)?))))
    }

    fn names(&self) -> Vec<&'static str> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|index| index.name).collect()
    }

    fn set(&self, indexes: Vec<Index>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = indexes;
    }

    /// In Prometheus' text format.
    pub(crate) fn write(&self, out: &mut String) -> std::fmt::Result {
        use std::fmt::Write;
        writeln!(out, "# HELP runlore_missing_index Indexes that searches want and the database lacks.")?;
        writeln!(out, "# TYPE runlore_missing_index gauge")?;
        self.names().iter().try_for_each(|name| writeln!(out, "runlore_missing_index{{name=\"{name}\"}} 1"))
    }
}

impl Store {
    /// The indexes that searches want and the database lacks.
    pub fn missing_indexes(&self) -> Vec<&'static str> {
        self.missing().names()
    }

    /// Builds all missing indexes; blocks, and keeps writers of an SQLite file out meanwhile. `tell` gets a line
    /// before each.
    pub fn build_indexes(&self, tell: &mut dyn FnMut(&str)) -> Result<()> {
        let total = self.missing_indexes().len();
        let mut number = 0;
        let left = index::build(self.target(), Extent::All, &mut |index, rows| {
            number += 1;
            tell(&format!("index {number} of {total}: {} on {} ({rows} rows)", index.name, index.table));
        })?;
        let left = left.ok_or_else(|| {
            Error::unavailable("Another process is building the indexes of this database; try again when it is done.")
        })?;
        self.missing().set(left);
        Ok(())
    }

    /// Builds in the background what can be built beside a serving server, and says in the log what can not.
    pub fn build_indexes_beside(&self) -> Result<()> {
        if self.missing_indexes().is_empty() {
            return Ok(());
        }
        // Not the store itself: the thread must not keep it from being closed.
        let (target, missing) = (self.target().clone(), Arc::downgrade(&self.missing().0));
        std::thread::Builder::new()
            .name("indexes".to_owned())
            .spawn(move || build_beside(&target, &missing))
            .map(drop)
            .map_err(|e| Error::internal("The thread that builds indexes could not start").with_source(e))
    }
}

/// Until everything is built, or the store is closed.
fn build_beside(target: &Target, missing: &Weak<Mutex<Vec<Index>>>) {
    tracing::info!("building indexes that searches want");
    let mut again = AGAIN;
    while let Some(missing) = missing.upgrade().map(Missing) {
        let built = index::build(target, Extent::Beside, &mut |index, rows| {
            tracing::info!(index = index.name, table = index.table, rows, "building an index");
        });
        match built {
            Ok(None) => std::thread::sleep(ELSEWHERE),
            Ok(Some(left)) => {
                missing.set(left);
                let missing = missing.names();
                if missing.is_empty() {
                    tracing::info!("all indexes are built");
                } else {
                    tracing::warn!(?missing, "indexes are missing and searches are slower; run `runlore db index`");
                }
                return;
            }
            Err(error) => {
                drop(missing);
                tracing::warn!(cause = %cause(&error), again_in = ?again, "an index could not be built");
                std::thread::sleep(again);
                again = (again * 2).min(AGAIN_AT_MOST);
            }
        }
    }
}

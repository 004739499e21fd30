//! Searches: the filter's tree becomes SQL in one place, pages are found by key.

mod experiments;
mod filter;
pub(crate) mod indexes;
mod keys;
mod keyset;
mod logged_models;
mod runs;
mod sql;

#[cfg(test)]
mod tests;

use runlore_domain::experiment::Experiment;
use runlore_domain::logged_model::LoggedModel;
use runlore_domain::page::Page;
use runlore_domain::run::Run;
use runlore_domain::search::{
    Cursor, ExperimentSearch, FoundKeys, KeySearch, LoggedModelSearch, RunSearch, Start, Wanted,
};
use runlore_domain::{Error, Result};

use crate::Store;

impl Store {
    /// One page of the experiments that a search finds.
    pub async fn search_experiments(&self, search: ExperimentSearch) -> Result<Page<Experiment>> {
        self.read(move |conn| experiments::page(conn, &search)).await
    }

    /// One page of the runs that a search finds, with everything but their history.
    pub async fn search_runs(&self, search: RunSearch) -> Result<Page<Run>> {
        self.read(move |conn| runs::page(conn, &search, &Wanted::default()).map(|(page, _)| page)).await
    }

    /// The same with only what is wanted of each run, and how many there are on all pages if that is wanted.
    pub async fn search_runs_for(&self, search: RunSearch, wanted: Wanted) -> Result<(Page<Run>, Option<i64>)> {
        self.read(move |conn| runs::page(conn, &search, &wanted)).await
    }

    /// One page of the keys that runs have.
    pub async fn search_run_keys(&self, search: KeySearch) -> Result<FoundKeys> {
        self.read(move |conn| keys::page(conn, &search)).await
    }

    /// One page of the logged models that a search finds.
    pub async fn search_logged_models(&self, search: LoggedModelSearch) -> Result<Page<LoggedModel>> {
        self.read(move |conn| logged_models::page(conn, &search)).await
    }
}

/// Rows that a token which counts rows (MLflow's) may skip: they are all fetched. Runlore's own tokens skip none.
const OFFSET: u64 = 1_000_000;

/// How many rows a page needs, and which of those found are on it.
struct PageRows {
    size: usize,
    skip: usize,
}

impl PageRows {
    fn new(max_results: i64, start: &Start) -> Result<Self> {
        let skip = if let Start::Offset(offset) = start { *offset } else { 0 };
        if skip > OFFSET {
            return Err(Error::invalid(format!(
                "The page token begins at row {skip}, and a search can skip {OFFSET} rows at most; begin it again without \
                 the token."
            )));
        }
        let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX / 4).min(usize::MAX / 4);
        Ok(Self { size: size(max_results.unsigned_abs()), skip: size(skip) })
    }

    /// One more than the page, to know whether there is another one.
    fn need(&self) -> i64 {
        i64::try_from(self.skip + self.size + 1).unwrap_or(i64::MAX)
    }

    /// The page's rows, and its last one when there are more.
    fn cut(&self, mut found: Vec<Cursor>) -> (Vec<Cursor>, Option<Cursor>) {
        found.drain(..self.skip.min(found.len()));
        let more = found.len() > self.size;
        found.truncate(self.size);
        let last = if more { found.last().cloned() } else { None };
        (found, last)
    }
}

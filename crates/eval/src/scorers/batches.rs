//! Rows in portions that a local model takes at once, with word of how far it is.

use std::fmt;
use std::sync::Arc;

use runlore_domain::{Error, Result};

use crate::RowScore;

/// How many rows a model gets at once: enough to fill it, few enough to tell how far it is and to be stopped. A model that
/// needs much memory makes smaller portions of them itself.
const BATCH: usize = 64;

/// Is told how many rows are scored, of how many; false stops.
#[derive(Clone, Default)]
pub(super) struct Progress(Option<Arc<dyn Fn(usize, usize) -> bool + Send + Sync>>);

impl Progress {
    pub(super) fn new(told: impl Fn(usize, usize) -> bool + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}

/// Puts what `score` makes of portions of `items` into their rows.
///
/// # Errors
/// Those of `score`, if it gives more or fewer scores than it has items, or if it was stopped.
pub(super) fn in_batches<I>(
    items: &[(usize, I)],
    rows: &mut [RowScore],
    progress: &Progress,
    score: impl Fn(&[&I]) -> Result<Vec<RowScore>>,
) -> Result<()> {
    for (index, batch) in items.chunks(BATCH).enumerate() {
        let found = score(&batch.iter().map(|(_, item)| item).collect::<Vec<_>>())?;
        if found.len() != batch.len() {
            let (got, asked) = (found.len(), batch.len());
            return Err(Error::internal(format!("The model gave {got} scores for {asked} rows.")));
        }
        for ((row, _), score) in batch.iter().zip(found) {
            rows[*row] = score;
        }
        let done = index * BATCH + batch.len();
        if progress.0.as_ref().is_some_and(|told| !told(done, items.len())) {
            return Err(Error::invalid_state("It was stopped."));
        }
    }
    Ok(())
}

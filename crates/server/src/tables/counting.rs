//! When to stop reading a table: nobody need wait for a number that he did not ask for, or that he can have in a moment.

use std::time::{Duration, Instant};

use runlore_tables::Selection;

/// How long rows are read on that can change nothing but their number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counting {
    All,
    Until(Instant),
}

impl Counting {
    pub(super) fn within(moment: Duration) -> Self {
        Self::Until(Instant::now() + moment)
    }

    /// Whether what is selected so far will do.
    pub(super) fn is_over(self, selection: &Selection) -> bool {
        matches!(self, Self::Until(end) if selection.is_full() && Instant::now() >= end)
    }
}

//! One change of many runs at once: into the bin, out of it, a tag set or taken away.
//!
//! All that can be done is done in one transaction; a run that takes no part says why.

use crate::experiment::Tag;
use crate::limits::{CHANGE_BYTES, RUNS_PER_CHANGE};
use crate::names::{KeyOf, check_key};
use crate::run_batch::check_value;
use crate::{Error, Result, RunId};

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunAct {
    /// Into the bin; again is no error.
    Delete {
        /// Epoch milliseconds.
        now: i64,
    },
    /// Out of the bin; again is no error.
    Restore,
    /// Sets a tag of active runs.
    SetTag(Tag),
    /// Deletes a tag of active runs by its key; those without it stay as they are.
    DeleteTag(String),
}

/// An act and the runs that it is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsChange {
    /// Which; none is there twice.
    pub run_ids: Vec<RunId>,
    /// What.
    pub act: RunAct,
}

impl RunsChange {
    /// Checks how many there are and what the tag is like; `long_value_bytes` bounds its value.
    pub fn checked(mut run_ids: Vec<RunId>, act: RunAct, long_value_bytes: usize) -> Result<Self> {
        let asked = run_ids.len();
        if asked > RUNS_PER_CHANGE {
            let message = format!("Change {RUNS_PER_CHANGE} runs at most at once, not {asked}; send several requests.");
            return Err(Error::invalid(message));
        }
        run_ids.sort_unstable();
        run_ids.dedup();
        match &act {
            RunAct::SetTag(Tag { key, value }) => {
                check_key(KeyOf::Tag, key, None)?;
                check_value("tags", value, None, long_value_bytes)?;
                if value.len().saturating_mul(run_ids.len()) > CHANGE_BYTES {
                    return Err(Error::invalid(format!(
                        "The tag would take {CHANGE_BYTES} bytes or more in {} runs together; send several requests with fewer \
                         runs each.",
                        run_ids.len()
                    )));
                }
            }
            RunAct::DeleteTag(_) | RunAct::Delete { .. } | RunAct::Restore => {}
        }
        Ok(Self { run_ids, act })
    }

    /// Roughly how many bytes the change holds in the queue.
    pub fn weight(&self) -> usize {
        let ids: usize = self.run_ids.iter().map(|id| ROW + id.as_str().len()).sum();
        ids + match &self.act {
            RunAct::SetTag(tag) => tag.key.len() + tag.value.len(),
            RunAct::DeleteTag(key) => key.len(),
            RunAct::Delete { .. } | RunAct::Restore => 0,
        }
    }
}

/// What a run costs beside its id.
const ROW: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    fn set(runs: usize, value: usize) -> Result<RunsChange> {
        let ids = (0..runs).map(|n| RunId::from(format!("r{n}"))).collect();
        let tag = Tag { key: "k".to_owned(), value: "x".repeat(value) };
        RunsChange::checked(ids, RunAct::SetTag(tag), 1024 * 1024)
    }

    #[test]
    fn a_change_is_bounded() {
        assert_eq!(set(1000, 100).unwrap().run_ids.len(), 1000);
        assert!(set(1001, 1).unwrap_err().message().contains("1000 runs at most at once, not 1001"));
        assert!(set(100, 1024 * 1024).unwrap_err().message().contains("in 100 runs together"));
        assert!(set(1, 1024 * 1024 + 1).unwrap_err().message().contains("exceeds the maximum length"));
    }

    #[test]
    fn a_run_that_is_named_twice_counts_once() {
        let ids = ["b", "a", "b"].map(RunId::from).to_vec();
        let change = RunsChange::checked(ids, RunAct::Restore, 1).unwrap();
        assert_eq!(change.run_ids, ["a", "b"].map(RunId::from));
    }
}

//! `/api/runlore/v1/runs/delete`, `restore`, `set-tag` and `delete-tag`: the same done to many runs. Not MLflow's; the
//! shapes are ours.

use runlore_domain::experiment::Tag;
use runlore_domain::ingest::Refusal;
use runlore_domain::run_change::{RunAct, RunsChange};
use runlore_domain::{Result, RunId};
use serde::{Deserialize, Serialize};

use crate::error_body::code;
use crate::fields::{missing, or_empty, required};
use crate::scalar::{Repeated, Text};

/// The request; `key` and `value` belong to the tags.
#[derive(Debug, Deserialize)]
pub struct ChangeRuns {
    run_ids: Option<Repeated<Text>>,
    key: Option<Text>,
    value: Option<Text>,
}

impl ChangeRuns {
    /// To do this with the runs.
    pub fn into_domain(self, act: RunAct) -> Result<RunsChange> {
        self.checked(0, |_, _| Ok(act))
    }

    /// To set the tag; `max_value` bounds its value in bytes.
    pub fn into_set_tag(self, max_value: usize) -> Result<RunsChange> {
        let act = |key, value| Ok(RunAct::SetTag(Tag { key: required(key, "key")?, value: or_empty(value) }));
        self.checked(max_value, act)
    }

    /// To delete the tag.
    pub fn into_delete_tag(self) -> Result<RunsChange> {
        self.checked(0, |key, _| required(key, "key").map(RunAct::DeleteTag))
    }

    fn checked(
        self,
        max_value: usize,
        act: impl FnOnce(Option<Text>, Option<Text>) -> Result<RunAct>,
    ) -> Result<RunsChange> {
        let run_ids = self.run_ids.ok_or_else(|| missing("run_ids"))?;
        let run_ids = run_ids.0.into_iter().map(|id| id.0.into()).collect();
        RunsChange::checked(run_ids, act(self.key, self.value)?, max_value)
    }
}

/// The answer: the runs that took no part. It was done to all others.
#[derive(Debug, Serialize)]
pub struct ChangedRuns<'a> {
    refused: Vec<RefusedRun<'a>>,
}

#[derive(Debug, Serialize)]
struct RefusedRun<'a> {
    run_id: &'a str,
    error_code: &'static str,
    message: &'a str,
}

impl<'a> From<&'a [(RunId, Refusal)]> for ChangedRuns<'a> {
    fn from(refused: &'a [(RunId, Refusal)]) -> Self {
        let refused = refused.iter().map(|(id, why)| RefusedRun {
            run_id: id.as_str(),
            error_code: code(why.kind),
            message: &why.message,
        });
        Self { refused: refused.collect() }
    }
}

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

/// To delete or restore runs.
#[derive(Debug, Deserialize)]
pub struct ChangeRuns {
    run_ids: Option<Repeated<Text>>,
}

impl ChangeRuns {
    /// To do this with the runs.
    pub fn into_domain(self, act: RunAct) -> Result<RunsChange> {
        RunsChange::checked(runs(self.run_ids)?, act, 0)
    }
}

/// To set a tag of runs.
#[derive(Debug, Deserialize)]
pub struct TagRuns {
    run_ids: Option<Repeated<Text>>,
    key: Option<Text>,
    value: Option<Text>,
}

impl TagRuns {
    /// `max_value` bounds the value in bytes.
    pub fn into_domain(self, max_value: usize) -> Result<RunsChange> {
        let tag = Tag { key: required(self.key, "key")?, value: or_empty(self.value) };
        RunsChange::checked(runs(self.run_ids)?, RunAct::SetTag(tag), max_value)
    }
}

/// To delete a tag of runs.
#[derive(Debug, Deserialize)]
pub struct UntagRuns {
    run_ids: Option<Repeated<Text>>,
    key: Option<Text>,
}

impl UntagRuns {
    /// Which tag, and of which runs.
    pub fn into_domain(self) -> Result<RunsChange> {
        let act = RunAct::DeleteTag(required(self.key, "key")?);
        RunsChange::checked(runs(self.run_ids)?, act, 0)
    }
}

fn runs(ids: Option<Repeated<Text>>) -> Result<Vec<RunId>> {
    Ok(ids.ok_or_else(|| missing("run_ids"))?.0.into_iter().map(|id| id.0.into()).collect())
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

//! The params, metrics and tags of runs by their keys: which of them a search is to bring along, and searching the keys
//! themselves.

use super::token::{Cursor, Fingerprint, SortValue, Start};
use crate::experiment::ViewType;
use crate::limits::{KEY_LENGTH, KEYS_PER_PAGE, KEYS_PER_SEARCH, longer_than};
use crate::{Error, ExperimentId, Result};

/// What a run has under keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum KeyKind {
    Params,
    Metrics,
    Tags,
}

impl KeyKind {
    /// All, with the name and the number that the wire uses.
    pub const ALL: [(Self, &'static str, i64); 3] =
        [(Self::Params, "params", 1), (Self::Metrics, "metrics", 2), (Self::Tags, "tags", 3)];
}

/// Keys of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeysOfKind {
    /// These, where a run has them.
    pub named: Vec<String>,
    /// And so many of those that most runs of the page have, without MLflow's own tags.
    pub frequent: usize,
}

/// What a search of runs is to bring along; nothing else is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct RunKeys {
    pub params: KeysOfKind,
    pub metrics: KeysOfKind,
    pub tags: KeysOfKind,
}

impl RunKeys {
    /// Checks how many there are.
    pub fn checked(self) -> Result<Self> {
        for (of, (_, kind, _)) in [&self.params, &self.metrics, &self.tags].into_iter().zip(KeyKind::ALL) {
            let asked = of.named.len().max(of.frequent);
            if asked > KEYS_PER_SEARCH {
                return Err(Error::invalid(format!(
                    "Ask for {KEYS_PER_SEARCH} {kind} at most, not for {asked}; without 'keys' a run comes with all of them."
                )));
            }
        }
        Ok(self)
    }
}

/// What a search of runs answers beside the runs' own columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Only these of their params, metrics and tags, and no inputs and outputs; `None` for everything.
    pub keys: Option<RunKeys>,
    /// How many runs there are on all pages.
    pub count: bool,
}

/// A search of the keys that runs have, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct KeySearch {
    /// What is asked.
    pub question: KeyQuestion,
    /// The page size.
    pub max_results: i64,
    /// Where the page begins.
    pub start: Start,
    fingerprint: Fingerprint,
}

/// What is asked of the keys.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyQuestion {
    /// In which experiments; `None` in all of them.
    pub experiment_ids: Option<Vec<ExperimentId>>,
    /// Of runs in which lifecycle stages.
    pub view: ViewType,
    /// Which keys.
    pub kind: KeyKind,
    /// Without MLflow's own tags.
    pub own_only: bool,
    /// What a key must have in it, small or capital; those that begin with it come first.
    pub contains: String,
    /// Whether it is told how many runs have each key.
    pub count: bool,
}

impl KeySearch {
    /// Checks a request.
    pub fn parse(question: KeyQuestion, max_results: i64, page_token: Option<String>) -> Result<Self> {
        if !(1..=KEYS_PER_PAGE).contains(&max_results) {
            return Err(Error::invalid(format!(
                "Invalid value {max_results} for parameter 'max_results' supplied. It must be at least 1 and at most \
                 {KEYS_PER_PAGE}"
            )));
        }
        if longer_than(&question.contains, KEY_LENGTH) {
            return Err(Error::invalid(format!("'contains' can have {KEY_LENGTH} characters at most, as a key can.")));
        }
        let place =
            (question.view, question.experiment_ids.as_ref().map(|ids| ids.iter().map(|id| id.0).collect::<Vec<_>>()));
        let fingerprint = Fingerprint::new("keys", &place, &question.contains, &(question.kind, question.own_only));
        let start = Start::parse(page_token, &fingerprint)?;
        Ok(Self { question, max_results, start, fingerprint })
    }

    /// The token of the page that follows this key.
    pub fn next_token(&self, last: &FoundKey) -> String {
        let keys = vec![SortValue::Int(i64::from(last.begins))];
        self.fingerprint.token(&Cursor { keys, id: last.key.clone() })
    }
}

/// A key that runs have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundKey {
    /// The key.
    pub key: String,
    /// How many runs have it, where that was asked.
    pub runs: Option<i64>,
    /// It begins with what was sought.
    pub begins: bool,
}

/// One page of keys, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundKeys {
    /// The keys.
    pub keys: Vec<FoundKey>,
    /// How many there are on all pages.
    pub total: i64,
    /// Give this back to continue.
    pub next_token: Option<String>,
}

//! `/api/runlore/v1/runs/keys`: which params, metrics and tags runs have. Not MLflow's; the shapes are ours.

use runlore_domain::Result;
use runlore_domain::limits::KEYS_DEFAULT;
use runlore_domain::search::run_keys::KeyQuestion;
use runlore_domain::search::{FoundKey, FoundKeys, KeyKind, KeySearch};
use serde::{Deserialize, Serialize};

use crate::Listed;
use crate::fields::{self, missing, non_empty, or_empty, view_type};
use crate::scalar::{EnumValue, Flag, Int64, Repeated, Text};

/// The request. Without experiments it asks about all of them.
#[derive(Debug, Deserialize)]
pub struct SearchKeys {
    experiment_ids: Option<Repeated<Text>>,
    run_view_type: Option<EnumValue>,
    kind: Option<EnumValue>,
    own_only: Option<Flag>,
    contains: Option<Text>,
    count: Option<Flag>,
    max_results: Option<Int64>,
    page_token: Option<Text>,
}

impl SearchKeys {
    /// The search, checked.
    pub fn into_domain(self) -> Result<KeySearch> {
        let everywhere = self.experiment_ids.is_none();
        let ids = fields::experiment_ids(self.experiment_ids)?;
        let question = KeyQuestion {
            experiment_ids: (!everywhere).then_some(ids),
            view: view_type(self.run_view_type.as_ref(), "run_view_type")?,
            kind: self.kind.ok_or_else(|| missing("kind"))?.pick("kind", &KeyKind::ALL)?,
            own_only: self.own_only.is_some_and(|only| only.0),
            contains: or_empty(self.contains),
            count: self.count.is_some_and(|count| count.0),
        };
        let max_results = self.max_results.map_or(KEYS_DEFAULT, |max| max.0);
        KeySearch::parse(question, max_results, non_empty(self.page_token))
    }
}

#[derive(Debug, Serialize)]
struct KeyJson<'a> {
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    runs: Option<i64>,
}

impl<'a> From<&'a FoundKey> for KeyJson<'a> {
    fn from(found: &'a FoundKey) -> Self {
        Self { key: &found.key, runs: found.runs }
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct KeysBody<'a> {
    keys: Listed<'a, FoundKey, KeyJson<'a>>,
    total: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
}

impl<'a> From<&'a FoundKeys> for KeysBody<'a> {
    fn from(found: &'a FoundKeys) -> Self {
        let FoundKeys { keys, total, next_token } = found;
        Self { keys: Listed::new(keys), total: *total, next_page_token: next_token.as_deref() }
    }
}

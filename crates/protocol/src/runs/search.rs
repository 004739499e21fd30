//! `runs/search`, MLflow's and our own, which answers no more than what is wanted.

use runlore_domain::limits::{SEARCH_MAX_RESULTS, SEARCH_RUNS_DEFAULT};
use runlore_domain::page::Page;
use runlore_domain::run::Run;
use runlore_domain::search::{KeysOfKind, RunKeys, RunSearch, Wanted};
use runlore_domain::{Error, Result};
use serde::{Deserialize, Serialize};

use super::response::FoundRunJson;
use crate::Listed;
use crate::fields::{experiment_ids, invalid_value, non_empty, or_empty, texts, view_type};
use crate::scalar::{EnumValue, Flag, Int64, Object, Repeated, Text};

/// The request.
#[derive(Debug, Deserialize)]
pub struct SearchRuns {
    #[serde(alias = "experimentIds")]
    experiment_ids: Option<Repeated<Text>>,
    filter: Option<Text>,
    #[serde(alias = "runViewType")]
    run_view_type: Option<EnumValue>,
    #[serde(alias = "maxResults")]
    max_results: Option<Int64>,
    #[serde(alias = "orderBy")]
    order_by: Option<Repeated<Text>>,
    #[serde(alias = "pageToken")]
    page_token: Option<Text>,
}

/// `/api/runlore/v1/runs/search`: the same, and what of the runs is wanted.
#[derive(Debug, Deserialize)]
pub struct SearchRunsFor {
    experiment_ids: Option<Repeated<Text>>,
    filter: Option<Text>,
    run_view_type: Option<EnumValue>,
    max_results: Option<Int64>,
    order_by: Option<Repeated<Text>>,
    page_token: Option<Text>,
    keys: Option<Object<KeysJson>>,
    count: Option<Flag>,
}

#[derive(Debug, Deserialize)]
struct KeysJson {
    params: Option<Repeated<Text>>,
    metrics: Option<Repeated<Text>>,
    tags: Option<Repeated<Text>>,
    frequent: Option<Object<FrequentJson>>,
}

#[derive(Debug, Default, Deserialize)]
struct FrequentJson {
    params: Option<Int64>,
    metrics: Option<Int64>,
    tags: Option<Int64>,
}

impl SearchRunsFor {
    /// The search, and what is wanted.
    pub fn into_domain(self) -> Result<(RunSearch, Wanted)> {
        let Self { experiment_ids, filter, run_view_type, max_results, order_by, page_token, keys, count } = self;
        let search = SearchRuns { experiment_ids, filter, run_view_type, max_results, order_by, page_token };
        let keys = keys.map(|keys| RunKeys::try_from(keys.0)).transpose()?;
        Ok((search.try_into()?, Wanted { keys, count: count.is_some_and(|count| count.0) }))
    }
}

impl TryFrom<KeysJson> for RunKeys {
    type Error = Error;

    fn try_from(keys: KeysJson) -> Result<Self> {
        let frequent = keys.frequent.map(|frequent| frequent.0).unwrap_or_default();
        let of = |kind: &str, named, many: Option<Int64>| {
            let many = many.map_or(0, |many| many.0);
            let bad = || invalid_value(&format!("keys.frequent.{kind}"), &many.into(), Some("It can not be negative."));
            Ok(KeysOfKind { named: texts(named), frequent: usize::try_from(many).map_err(|_| bad())? })
        };
        let params = of("params", keys.params, frequent.params)?;
        let metrics = of("metrics", keys.metrics, frequent.metrics)?;
        let tags = of("tags", keys.tags, frequent.tags)?;
        Self { params, metrics, tags }.checked()
    }
}

impl TryFrom<SearchRuns> for RunSearch {
    type Error = Error;

    fn try_from(request: SearchRuns) -> Result<Self> {
        let max_results = request.max_results.map_or(SEARCH_RUNS_DEFAULT, |max| max.0);
        if max_results > SEARCH_MAX_RESULTS {
            return Err(invalid_value("max_results", &max_results.into(), None));
        }
        Self::parse(
            experiment_ids(request.experiment_ids)?,
            &or_empty(request.filter),
            view_type(request.run_view_type.as_ref(), "run_view_type")?,
            max_results,
            &texts(request.order_by),
            non_empty(request.page_token),
        )
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct FoundRuns<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    runs: Listed<'a, Run, FoundRunJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
}

impl<'a> FoundRuns<'a> {
    /// With the number of runs on all pages.
    pub fn of(page: &'a Page<Run>, total: Option<i64>) -> Self {
        Self { total, ..page.into() }
    }
}

impl<'a> From<&'a Page<Run>> for FoundRuns<'a> {
    fn from(page: &'a Page<Run>) -> Self {
        Self { runs: Listed::new(&page.items), next_page_token: page.next_token.as_deref(), total: None }
    }
}

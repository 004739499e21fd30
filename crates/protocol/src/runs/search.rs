//! `runs/search`.

use runlore_domain::limits::{SEARCH_MAX_RESULTS, SEARCH_RUNS_DEFAULT};
use runlore_domain::page::Page;
use runlore_domain::run::Run;
use runlore_domain::search::RunSearch;
use runlore_domain::{Error, Result};
use serde::{Deserialize, Serialize};

use super::response::FoundRunJson;
use crate::Listed;
use crate::fields::{experiment_ids, invalid_value, non_empty, or_empty, texts, view_type};
use crate::scalar::{EnumValue, Int64, Repeated, Text};

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
}

impl<'a> From<&'a Page<Run>> for FoundRuns<'a> {
    fn from(page: &'a Page<Run>) -> Self {
        Self { runs: Listed::new(&page.items), next_page_token: page.next_token.as_deref() }
    }
}

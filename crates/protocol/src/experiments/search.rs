//! `experiments/search`.

use runlore_domain::experiment::Experiment;
use runlore_domain::page::Page;
use runlore_domain::search::ExperimentSearch;
use runlore_domain::{Error, Result};
use serde::{Deserialize, Serialize};

use super::ExperimentJson;
use crate::Listed;
use crate::fields::{non_empty, or_empty, texts, view_type};
use crate::scalar::{EnumValue, Int64, Repeated, Text};

/// The request.
#[derive(Debug, Deserialize)]
pub struct SearchExperiments {
    #[serde(alias = "maxResults")]
    max_results: Option<Int64>,
    #[serde(alias = "pageToken")]
    page_token: Option<Text>,
    filter: Option<Text>,
    #[serde(alias = "orderBy")]
    order_by: Option<Repeated<Text>>,
    #[serde(alias = "viewType")]
    view_type: Option<EnumValue>,
}

impl TryFrom<SearchExperiments> for ExperimentSearch {
    type Error = Error;

    fn try_from(request: SearchExperiments) -> Result<Self> {
        Self::parse(
            &or_empty(request.filter),
            view_type(request.view_type.as_ref(), "view_type")?,
            request.max_results.map_or(0, |max| max.0),
            &texts(request.order_by),
            non_empty(request.page_token),
        )
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct FoundExperiments<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    experiments: Listed<'a, Experiment, ExperimentJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
}

impl<'a> From<&'a Page<Experiment>> for FoundExperiments<'a> {
    fn from(page: &'a Page<Experiment>) -> Self {
        Self { experiments: Listed::new(&page.items), next_page_token: page.next_token.as_deref() }
    }
}

//! `logged-models/search`.

use runlore_domain::limits::SEARCH_LOGGED_MODELS_DEFAULT;
use runlore_domain::logged_model::LoggedModel;
use runlore_domain::page::Page;
use runlore_domain::search::{DatasetFilter, LoggedModelOrderBy, LoggedModelSearch};
use runlore_domain::{Error, Result};
use serde::{Deserialize, Serialize};

use super::LoggedModelJson;
use crate::Listed;
use crate::fields::{experiment_ids, items, missing, non_empty, or_empty};
use crate::scalar::{Flag, Int64, Object, Repeated, Text};

#[derive(Debug, Deserialize)]
struct DatasetJson {
    #[serde(alias = "datasetName")]
    dataset_name: Option<Text>,
    #[serde(alias = "datasetDigest")]
    dataset_digest: Option<Text>,
}

#[derive(Debug, Deserialize)]
struct OrderByJson {
    #[serde(alias = "fieldName")]
    field_name: Option<Text>,
    ascending: Option<Flag>,
    #[serde(alias = "datasetName")]
    dataset_name: Option<Text>,
    #[serde(alias = "datasetDigest")]
    dataset_digest: Option<Text>,
}

/// The request.
#[derive(Debug, Deserialize)]
pub struct SearchLoggedModels {
    #[serde(alias = "experimentIds")]
    experiment_ids: Option<Repeated<Text>>,
    filter: Option<Text>,
    datasets: Option<Repeated<Object<DatasetJson>>>,
    #[serde(alias = "maxResults")]
    max_results: Option<Int64>,
    #[serde(alias = "orderBy")]
    order_by: Option<Repeated<Object<OrderByJson>>>,
    #[serde(alias = "pageToken")]
    page_token: Option<Text>,
}

impl TryFrom<SearchLoggedModels> for LoggedModelSearch {
    type Error = Error;

    fn try_from(request: SearchLoggedModels) -> Result<Self> {
        if request.experiment_ids.is_none() {
            return Err(missing("experiment_ids"));
        }
        let datasets = items(request.datasets).into_iter().map(|dataset| DatasetFilter {
            name: or_empty(dataset.0.dataset_name),
            digest: non_empty(dataset.0.dataset_digest),
        });
        let order_by = items(request.order_by).into_iter().map(|order| LoggedModelOrderBy {
            field_name: or_empty(order.0.field_name),
            ascending: order.0.ascending.is_none_or(|flag| flag.0),
            dataset_name: non_empty(order.0.dataset_name),
            dataset_digest: non_empty(order.0.dataset_digest),
        });
        let max_results = request.max_results.map(|max| max.0).filter(|max| *max != 0);
        Self::parse(
            experiment_ids(request.experiment_ids)?,
            &or_empty(request.filter),
            datasets.collect(),
            max_results.unwrap_or(SEARCH_LOGGED_MODELS_DEFAULT),
            &order_by.collect::<Vec<_>>(),
            non_empty(request.page_token),
        )
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct FoundLoggedModels<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    models: Listed<'a, LoggedModel, LoggedModelJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
}

impl<'a> From<&'a Page<LoggedModel>> for FoundLoggedModels<'a> {
    fn from(page: &'a Page<LoggedModel>) -> Self {
        Self { models: Listed::new(&page.items), next_page_token: page.next_token.as_deref() }
    }
}

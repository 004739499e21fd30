//! `experiments/search-datasets`: which datasets the runs of some experiments read.

use runlore_domain::dataset::DatasetSummary;
use runlore_domain::limits::SEARCH_DATASETS_EXPERIMENTS;
use runlore_domain::{Error, ExperimentId, Result};
use serde::{Deserialize, Serialize};

use crate::Listed;
use crate::fields::experiment_ids;
use crate::scalar::{Repeated, Text};

/// The request.
#[derive(Debug, Deserialize)]
pub struct SearchDatasets {
    #[serde(alias = "experimentIds")]
    experiment_ids: Option<Repeated<Text>>,
}

impl TryFrom<SearchDatasets> for Vec<ExperimentId> {
    type Error = Error;

    fn try_from(request: SearchDatasets) -> Result<Self> {
        let ids = experiment_ids(request.experiment_ids)?;
        if ids.is_empty() {
            return Err(Error::invalid("SearchDatasets request must specify at least one experiment_id."));
        }
        if ids.len() > SEARCH_DATASETS_EXPERIMENTS {
            return Err(Error::invalid(format!(
                "SearchDatasets request cannot specify more than {SEARCH_DATASETS_EXPERIMENTS} experiment_ids. \
                 Received {} experiment_ids.",
                ids.len()
            )));
        }
        Ok(ids)
    }
}

#[derive(Debug, Serialize)]
struct DatasetSummaryJson<'a> {
    experiment_id: String,
    name: &'a str,
    digest: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
}

impl<'a> From<&'a DatasetSummary> for DatasetSummaryJson<'a> {
    fn from(summary: &'a DatasetSummary) -> Self {
        Self {
            experiment_id: summary.experiment_id.to_string(),
            name: &summary.name,
            digest: &summary.digest,
            context: summary.context.as_deref().filter(|context| !context.is_empty()),
        }
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct FoundDatasets<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    dataset_summaries: Listed<'a, DatasetSummary, DatasetSummaryJson<'a>>,
}

impl<'a> From<&'a [DatasetSummary]> for FoundDatasets<'a> {
    fn from(summaries: &'a [DatasetSummary]) -> Self {
        Self { dataset_summaries: Listed::new(summaries) }
    }
}

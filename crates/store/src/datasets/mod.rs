//! Datasets that runs read, across runs. They are written with the runs (`runs/log_inputs.rs`).

mod search;

use runlore_domain::dataset::DatasetSummary;
use runlore_domain::{ExperimentId, Result};

use crate::Store;

impl Store {
    /// Name, digest and contexts of the datasets that runs of these experiments read.
    pub async fn search_datasets(&self, experiment_ids: Vec<ExperimentId>) -> Result<Vec<DatasetSummary>> {
        self.read(move |conn| search::summaries(conn, &experiment_ids)).await
    }
}

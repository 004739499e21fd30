//! Datasets and models that a run reads or makes.

use std::collections::BTreeMap;

use runlore_domain::{Error, Result};
use runlore_protocol::ingest::{InputsBody, OutputsBody};
use serde::Serialize;
use serde_json::Value;

use super::RunHandle;
use crate::entities::{Dataset, DatasetInput, ModelInput, ModelOutput};

/// Says what a dataset was used for.
const CONTEXT: &str = "mlflow.data.context";

impl RunHandle {
    /// Says that the run reads a dataset; `context` is what for, such as `eval`.
    ///
    /// # Errors
    /// When the spool can not be written. What the server does not take is told by the next flush.
    pub fn log_input(&self, dataset: Dataset, context: Option<&str>) -> Result<()> {
        let tags = context.map(|context| (CONTEXT.to_owned(), context.to_owned()));
        self.log_inputs(&[DatasetInput { dataset, tags: BTreeMap::from_iter(tags) }], &[])
    }

    /// Says which datasets and logged models the run reads.
    ///
    /// # Errors
    /// As [`RunHandle::log_input`].
    pub fn log_inputs(&self, datasets: &[DatasetInput], models: &[ModelInput]) -> Result<()> {
        let (datasets, models) = (value(datasets)?, value(models)?);
        self.0.log_inputs(InputsBody { run_id: self.run_id(), datasets: &datasets, models: &models })
    }

    /// Says which logged models the run makes.
    ///
    /// # Errors
    /// As [`RunHandle::log_input`].
    pub fn log_outputs(&self, models: &[ModelOutput]) -> Result<()> {
        let models = value(models)?;
        self.0.log_outputs(OutputsBody { run_id: self.run_id(), models: &models })
    }
}

fn value<T: Serialize + ?Sized>(items: &T) -> Result<Value> {
    serde_json::to_value(items)
        .map_err(|cause| Error::internal("Inputs could not be written as JSON").with_source(cause))
}

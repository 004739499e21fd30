//! What a run read and what it made.

use runlore_domain::dataset::{Dataset, DatasetInput, ModelOutput, RunInputs, RunOutputs, check_input};
use runlore_domain::{Error, ModelId, Result};
use serde::Deserialize;

use super::batch::check_run_id;
use crate::fields::{self, KeyValues, items, missing, or_empty, required};
use crate::scalar::{Int64, Object, Repeated, Text};

#[derive(Debug, Default, Deserialize)]
struct DatasetJson {
    name: Option<Text>,
    digest: Option<Text>,
    #[serde(alias = "sourceType")]
    source_type: Option<Text>,
    source: Option<Text>,
    schema: Option<Text>,
    profile: Option<Text>,
}

#[derive(Debug, Deserialize)]
struct DatasetInputJson {
    tags: KeyValues,
    dataset: Option<Object<DatasetJson>>,
}

impl DatasetInputJson {
    fn into_domain(self) -> Result<DatasetInput> {
        let dataset = self.dataset.map(|object| object.0).unwrap_or_default();
        let input = DatasetInput {
            dataset: Dataset {
                name: or_empty(dataset.name),
                digest: or_empty(dataset.digest),
                source_type: or_empty(dataset.source_type),
                source: or_empty(dataset.source),
                schema: dataset.schema.map(|text| text.0),
                profile: dataset.profile.map(|text| text.0),
            },
            tags: fields::tags(self.tags),
        };
        check_input(&input)?;
        Ok(input)
    }
}

#[derive(Debug, Deserialize)]
struct ModelJson {
    #[serde(alias = "modelId")]
    model_id: Option<Text>,
    step: Option<Int64>,
}

/// `runs/log-inputs`.
#[derive(Debug, Deserialize)]
pub struct LogInputs {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    datasets: Option<Repeated<Object<DatasetInputJson>>>,
    models: Option<Repeated<Object<ModelJson>>>,
}

impl TryFrom<LogInputs> for RunInputs {
    type Error = Error;

    fn try_from(request: LogInputs) -> Result<Self> {
        let id = required(request.run_id, "run_id")?;
        check_run_id(&id)?;
        let datasets = items(request.datasets).into_iter().map(|input| input.0.into_domain());
        let models = items(request.models).into_iter().map(|model| ModelId::from(or_empty(model.0.model_id)));
        Ok(Self { run_id: id.into(), datasets: datasets.collect::<Result<_>>()?, models: models.collect() })
    }
}

/// `runs/outputs`.
#[derive(Debug, Deserialize)]
pub struct LogOutputs {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    models: Option<Repeated<Object<ModelJson>>>,
}

impl TryFrom<LogOutputs> for RunOutputs {
    type Error = Error;

    fn try_from(request: LogOutputs) -> Result<Self> {
        let run_id = required(request.run_id, "run_id")?.into();
        let models = request.models.ok_or_else(|| missing("models"))?.0;
        let models = models.into_iter().map(|model| ModelOutput {
            model_id: or_empty(model.0.model_id).into(),
            step: model.0.step.map_or(0, |step| step.0),
        });
        Ok(Self { run_id, models: models.collect() })
    }
}

//! How runs are answered.

use runlore_domain::ModelId;
use runlore_domain::dataset::{Dataset, DatasetInput, ModelOutput};
use runlore_domain::experiment::Tag;
use runlore_domain::metric::Metric;
use runlore_domain::run::{Param, Run, RunInfo};
use serde::Serialize;

use crate::Listed;
use crate::experiments::KeyValueJson;
use crate::metrics::MetricJson;

#[derive(Debug, Serialize)]
struct RunInfoJson<'a> {
    run_uuid: &'a str,
    experiment_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    run_name: Option<&'a str>,
    user_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    start_time: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    artifact_uri: Option<&'a str>,
    lifecycle_stage: &'static str,
    run_id: &'a str,
}

impl<'a> From<&'a RunInfo> for RunInfoJson<'a> {
    fn from(info: &'a RunInfo) -> Self {
        Self {
            run_uuid: info.id.as_str(),
            experiment_id: info.experiment_id.to_string(),
            run_name: info.name.as_deref(),
            user_id: info.user_id.as_deref().unwrap_or_default(),
            status: info.status.as_deref(),
            start_time: info.start_time.unwrap_or_default(),
            end_time: info.end_time.filter(|time| *time != 0),
            artifact_uri: info.artifact_uri.as_deref().filter(|uri| !uri.is_empty()),
            lifecycle_stage: info.lifecycle_stage.as_str(),
            run_id: info.id.as_str(),
        }
    }
}

#[derive(Debug, Serialize)]
struct RunDataJson<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    metrics: Listed<'a, Metric, MetricJson<'a>>,
    #[serde(skip_serializing_if = "Listed::is_empty")]
    params: Listed<'a, Param, KeyValueJson<'a>>,
    #[serde(skip_serializing_if = "Listed::is_empty")]
    tags: Listed<'a, Tag, KeyValueJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DatasetJson<'a> {
    name: &'a str,
    digest: &'a str,
    source_type: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
}

impl<'a> From<&'a Dataset> for DatasetJson<'a> {
    fn from(dataset: &'a Dataset) -> Self {
        let set = |text: &'a Option<String>| text.as_deref().filter(|text| !text.is_empty());
        Self {
            name: &dataset.name,
            digest: &dataset.digest,
            source_type: &dataset.source_type,
            source: &dataset.source,
            schema: set(&dataset.schema),
            profile: set(&dataset.profile),
        }
    }
}

#[derive(Debug, Serialize)]
struct DatasetInputJson<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    tags: Listed<'a, Tag, KeyValueJson<'a>>,
    dataset: DatasetJson<'a>,
}

impl<'a> From<&'a DatasetInput> for DatasetInputJson<'a> {
    fn from(input: &'a DatasetInput) -> Self {
        Self { tags: Listed::new(&input.tags), dataset: (&input.dataset).into() }
    }
}

#[derive(Debug, Serialize)]
struct ModelInputJson<'a> {
    model_id: &'a str,
}

impl<'a> From<&'a ModelId> for ModelInputJson<'a> {
    fn from(id: &'a ModelId) -> Self {
        Self { model_id: id.as_str() }
    }
}

#[derive(Debug, Serialize)]
struct ModelOutputJson<'a> {
    model_id: &'a str,
    step: i64,
}

impl<'a> From<&'a ModelOutput> for ModelOutputJson<'a> {
    fn from(output: &'a ModelOutput) -> Self {
        Self { model_id: output.model_id.as_str(), step: output.step }
    }
}

#[derive(Debug, Serialize)]
struct RunInputsJson<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    dataset_inputs: Listed<'a, DatasetInput, DatasetInputJson<'a>>,
    #[serde(skip_serializing_if = "Listed::is_empty")]
    model_inputs: Listed<'a, ModelId, ModelInputJson<'a>>,
}

#[derive(Debug, Serialize)]
struct RunOutputsJson<'a> {
    #[serde(skip_serializing_if = "Listed::is_empty")]
    model_outputs: Listed<'a, ModelOutput, ModelOutputJson<'a>>,
}

/// A run with everything that is not its history.
#[derive(Debug, Serialize)]
pub struct RunJson<'a> {
    info: RunInfoJson<'a>,
    data: RunDataJson<'a>,
    inputs: RunInputsJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outputs: Option<RunOutputsJson<'a>>,
}

impl<'a> From<&'a Run> for RunJson<'a> {
    fn from(run: &'a Run) -> Self {
        Self {
            info: (&run.info).into(),
            data: RunDataJson {
                metrics: Listed::new(&run.metrics),
                params: Listed::new(&run.params),
                tags: Listed::new(&run.tags),
            },
            inputs: RunInputsJson {
                dataset_inputs: Listed::new(&run.datasets),
                model_inputs: Listed::new(&run.model_inputs),
            },
            outputs: Some(RunOutputsJson { model_outputs: Listed::new(&run.model_outputs) }),
        }
    }
}

/// A run in the results of a search, which MLflow gives without the models that it read.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct FoundRunJson<'a>(RunJson<'a>);

impl<'a> From<&'a Run> for FoundRunJson<'a> {
    fn from(run: &'a Run) -> Self {
        let mut found = RunJson::from(run);
        found.inputs.model_inputs = Listed::new(&[]);
        Self(found)
    }
}

/// Answer of `runs/get`.
#[derive(Debug, Serialize)]
pub struct RunBody<'a> {
    run: RunJson<'a>,
}

impl<'a> From<&'a Run> for RunBody<'a> {
    fn from(run: &'a Run) -> Self {
        Self { run: run.into() }
    }
}

/// Answer of `runs/create`, where MLflow says nothing about outputs.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct CreatedRunBody<'a>(RunBody<'a>);

impl<'a> From<&'a Run> for CreatedRunBody<'a> {
    fn from(run: &'a Run) -> Self {
        Self(RunBody { run: RunJson { outputs: None, ..run.into() } })
    }
}

/// Answer of `runs/update`.
#[derive(Debug, Serialize)]
pub struct RunInfoBody<'a> {
    run_info: RunInfoJson<'a>,
}

impl<'a> From<&'a RunInfo> for RunInfoBody<'a> {
    fn from(info: &'a RunInfo) -> Self {
        Self { run_info: info.into() }
    }
}

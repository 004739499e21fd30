//! Metrics, params and tags, alone or many at once: all become one [`RunBatch`].

use runlore_domain::experiment::Tag;
use runlore_domain::metric::{Metric, MetricSubject, clamp};
use runlore_domain::python::json_string;
use runlore_domain::run::Param;
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{Error, ModelId, Result, RunId};
use serde::Deserialize;

use crate::fields::{KeyValues, items, missing, non_empty, or_empty, required, run_id};
use crate::scalar::{Double, Int64, Object, Repeated, Text};

fn single(run_id: RunId) -> RunBatch {
    RunBatch { run_id, metrics: Vec::new(), params: Vec::new(), tags: Vec::new(), origin: BatchOrigin::Single }
}

fn subject(model: Option<Text>, name: Option<Text>, digest: Option<Text>) -> Option<Box<MetricSubject>> {
    let about = MetricSubject {
        model_id: non_empty(model).map(ModelId::from),
        run_id: None,
        dataset_name: non_empty(name),
        dataset_digest: non_empty(digest),
    };
    (about != MetricSubject::default()).then(|| Box::new(about))
}

/// `runs/log-metric`.
#[derive(Debug, Deserialize)]
pub struct LogMetric {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "runUuid")]
    run_uuid: Option<Text>,
    key: Option<Text>,
    value: Option<Double>,
    timestamp: Option<Int64>,
    step: Option<Int64>,
    #[serde(alias = "modelId")]
    model_id: Option<Text>,
    #[serde(alias = "datasetName")]
    dataset_name: Option<Text>,
    #[serde(alias = "datasetDigest")]
    dataset_digest: Option<Text>,
}

impl LogMetric {
    /// The checked batch of one metric.
    pub fn into_batch(self, max_value: usize) -> Result<RunBatch> {
        let run_id = run_id(self.run_id, self.run_uuid)?;
        let metric = Metric {
            key: required(self.key, "key")?,
            value: clamp(self.value.ok_or_else(|| missing("value"))?.0),
            timestamp: self.timestamp.ok_or_else(|| missing("timestamp"))?.0,
            step: self.step.map_or(0, |step| step.0),
            about: subject(self.model_id, self.dataset_name, self.dataset_digest),
        };
        RunBatch { metrics: vec![metric], ..single(run_id) }.checked(max_value)
    }
}

/// `runs/log-parameter` and `runs/set-tag`.
#[derive(Debug, Deserialize)]
struct KeyedValue {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "runUuid")]
    run_uuid: Option<Text>,
    key: Option<Text>,
    value: Option<Text>,
}

impl KeyedValue {
    fn into_parts(self) -> Result<(RunId, String, String)> {
        Ok((run_id(self.run_id, self.run_uuid)?, required(self.key, "key")?, or_empty(self.value)))
    }
}

/// `runs/log-parameter`.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct LogParam(KeyedValue);

impl LogParam {
    /// The checked batch of one param.
    pub fn into_batch(self, max_value: usize) -> Result<RunBatch> {
        let (run_id, key, value) = self.0.into_parts()?;
        RunBatch { params: vec![Param { key, value }], ..single(run_id) }.checked(max_value)
    }
}

/// `runs/set-tag`.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct SetTag(KeyedValue);

impl SetTag {
    /// The checked batch of one tag.
    pub fn into_batch(self, max_value: usize) -> Result<RunBatch> {
        let (run_id, key, value) = self.0.into_parts()?;
        RunBatch { tags: vec![Tag { key, value }], ..single(run_id) }.checked(max_value)
    }
}

/// `runs/delete-tag`.
#[derive(Debug, Deserialize)]
pub struct DeleteTag {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    key: Option<Text>,
}

impl DeleteTag {
    /// Which run, and the tag's key.
    pub fn into_domain(self) -> Result<(RunId, String)> {
        Ok((required(self.run_id, "run_id")?.into(), required(self.key, "key")?))
    }
}

/// A metric in `runs/log-batch`.
#[derive(Debug, Deserialize)]
struct BatchMetric {
    key: Option<Text>,
    value: Option<Double>,
    timestamp: Option<Int64>,
    step: Option<Int64>,
    #[serde(alias = "modelId")]
    model_id: Option<Text>,
    #[serde(alias = "datasetName")]
    dataset_name: Option<Text>,
    #[serde(alias = "datasetDigest")]
    dataset_digest: Option<Text>,
}

impl BatchMetric {
    fn into_domain(self, index: usize) -> Result<Metric> {
        let lacks = |field: &str| missing(&format!("metrics[{index}].{field}"));
        Ok(Metric {
            key: non_empty(self.key).ok_or_else(|| lacks("key"))?,
            value: clamp(self.value.ok_or_else(|| lacks("value"))?.0),
            timestamp: self.timestamp.ok_or_else(|| lacks("timestamp"))?.0,
            step: self.step.map_or(0, |step| step.0),
            about: subject(self.model_id, self.dataset_name, self.dataset_digest),
        })
    }
}

/// `runs/log-batch`.
#[derive(Debug, Deserialize)]
pub struct LogBatch {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    metrics: Option<Repeated<Object<BatchMetric>>>,
    params: KeyValues,
    tags: KeyValues,
}

impl LogBatch {
    /// The checked batch.
    pub fn into_batch(self, max_value: usize) -> Result<RunBatch> {
        let id = required(self.run_id, "run_id")?;
        let metrics = items(self.metrics).into_iter().enumerate().map(|(i, metric)| metric.0.into_domain(i));
        let metrics = metrics.collect::<Result<_>>()?;
        let params = keyed(self.params, "params")?.map(|item| item.0.into_param()).collect();
        let tags = keyed(self.tags, "tags")?.map(|item| item.0.into_tag()).collect();
        check_run_id(&id)?;
        RunBatch { run_id: id.into(), metrics, params, tags, origin: BatchOrigin::Batch }.checked(max_value)
    }
}

fn keyed(list: KeyValues, name: &str) -> Result<impl Iterator<Item = Object<crate::fields::KeyValue>>> {
    let list = items(list);
    match list.iter().position(|item| !item.0.has_key()) {
        Some(index) => Err(missing(&format!("{name}[{index}].key"))),
        None => Ok(list.into_iter()),
    }
}

/// log-batch and log-inputs look at a run's id more closely than the other requests.
pub(super) fn check_run_id(id: &str) -> Result<()> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let starts_well = id.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts_well && id.chars().all(word) && id.chars().count() <= 256 {
        return Ok(());
    }
    Err(Error::invalid(format!("Invalid value {} for parameter 'run_id' supplied.", json_string(id))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::from_json;

    fn batch(body: &str) -> std::result::Result<RunBatch, String> {
        from_json::<LogBatch>(body.as_bytes())
            .and_then(|request| request.into_batch(100))
            .map_err(|e| e.message().replace(" See the API docs for more information about request parameters.", ""))
    }

    #[test]
    fn a_batch_says_what_is_missing_where() {
        for (body, expected) in [
            ("{}", "Missing value for required parameter 'run_id'."),
            (r#"{"run_id":""}"#, "Missing value for required parameter 'run_id'."),
            (r#"{"run_id":"r","metrics":[{}]}"#, "Missing value for required parameter 'metrics[0].key'."),
            (
                r#"{"run_id":"r","metrics":[{"key":"a","value":1,"timestamp":1},{"key":"a"}]}"#,
                "Missing value for required parameter 'metrics[1].value'.",
            ),
            (
                r#"{"run_id":"r","metrics":[{"key":"a","value":1}]}"#,
                "Missing value for required parameter 'metrics[0].timestamp'.",
            ),
            (r#"{"run_id":"r","tags":[{"value":"x"}]}"#, "Missing value for required parameter 'tags[0].key'."),
            (r#"{"run_id":"a b"}"#, "Invalid value \"a b\" for parameter 'run_id' supplied."),
        ] {
            assert_eq!(batch(body).unwrap_err(), expected, "{body}");
        }
    }

    #[test]
    fn values_become_what_is_stored() {
        let body = r#"{"runId":"r","metrics":[{"key":"a","value":"Infinity","timestamp":"5","modelId":"m-1"},
            {"key":"b","value":"NaN","timestamp":5,"step":-1,"dataset_name":""}],"params":[{"key":"p"}]}"#;
        let batch = batch(body).unwrap();
        assert_eq!(batch.metrics[0].value, f64::MAX);
        assert_eq!(batch.metrics[0].about.as_ref().unwrap().model_id, Some("m-1".into()));
        assert!(batch.metrics[1].value.is_nan() && batch.metrics[1].about.is_none());
        assert_eq!(batch.params[0].value, "");
        assert_eq!(batch.origin, BatchOrigin::Batch);
    }

    #[test]
    fn single_writes_are_checked_like_batches() {
        let request: LogParam = from_json(br#"{"run_uuid":"r","key":"a#b","value":"v"}"#).unwrap();
        assert!(request.into_batch(100).unwrap_err().message().contains("parameter 'key'"));
        let request: SetTag = from_json(br#"{"run_id":"r","key":"k","value":"0123456789"}"#).unwrap();
        assert!(request.into_batch(9).unwrap_err().message().contains("10 bytes"));
    }
}

//! A batch of metrics, params and tags for one run, checked before anything is written.
//!
//! log-metric, log-parameter, set-tag and log-batch are all this value: one path through the write
//! lane, one set of checks. Where the batch came from is kept only because MLflow words a refused
//! param differently in log-parameter.

use std::collections::HashSet;

use crate::experiment::Tag;
use crate::limits::{ENTITIES_PER_BATCH, METRICS_PER_BATCH, PARAMS_PER_BATCH, TAGS_PER_BATCH};
use crate::metric::Metric;
use crate::names::{KeyOf, check_key};
use crate::run::Param;
use crate::{Error, Result, RunId, python};

/// Which request a batch came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchOrigin {
    /// log-batch: places in the lists are named in errors.
    Batch,
    /// log-metric, log-parameter or set-tag.
    Single,
}

/// What is to be logged to one run, all of it or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct RunBatch {
    /// The run, which must be active.
    pub run_id: RunId,
    /// Points, in the order in which they were sent.
    pub metrics: Vec<Metric>,
    /// Params; keys are distinct.
    pub params: Vec<Param>,
    /// Tags; of equal keys the last wins.
    pub tags: Vec<Tag>,
    /// Which request it came from.
    pub origin: BatchOrigin,
}

impl RunBatch {
    /// Checks everything that can be checked without looking at the database.
    ///
    /// `long_value_bytes` bounds param and tag values (see [`crate::limits::LONG_VALUE_BYTES`]).
    pub fn checked(self, long_value_bytes: usize) -> Result<Self> {
        let in_batch = self.origin == BatchOrigin::Batch;
        let place = |i: usize| in_batch.then_some(i);
        if in_batch {
            check_count("metrics", self.metrics.len(), METRICS_PER_BATCH)?;
            check_count("params", self.params.len(), PARAMS_PER_BATCH)?;
            check_count("tags", self.tags.len(), TAGS_PER_BATCH)?;
            check_count("metrics, params, and tags", self.rows(), ENTITIES_PER_BATCH)?;
        }
        for (i, metric) in self.metrics.iter().enumerate() {
            check_metric(metric, place(i))?;
        }
        for (i, param) in self.params.iter().enumerate() {
            check_key(KeyOf::Param, &param.key, place(i))?;
            check_value("params", &param.value, place(i), long_value_bytes)?;
        }
        for (i, tag) in self.tags.iter().enumerate() {
            check_key(KeyOf::Tag, &tag.key, place(i))?;
            check_value("tags", &tag.value, place(i), long_value_bytes)?;
        }
        check_distinct(&self.params)?;
        Ok(self)
    }

    /// How many metrics, params and tags there are.
    pub fn rows(&self) -> usize {
        self.metrics.len() + self.params.len() + self.tags.len()
    }

    /// Roughly how many bytes the batch holds in the queue.
    pub fn weight(&self) -> usize {
        const ROW: usize = 96;
        let texts: usize = self.params.iter().map(|p| p.key.len() + p.value.len()).sum::<usize>()
            + self.tags.iter().map(|t| t.key.len() + t.value.len()).sum::<usize>()
            + self.metrics.iter().map(|m| m.key.len()).sum::<usize>();
        texts + ROW * (1 + self.rows())
    }
}

fn check_metric(metric: &Metric, index: Option<usize>) -> Result<()> {
    check_key(KeyOf::Metric, &metric.key, index)?;
    if metric.timestamp < 0 {
        let parameter = index.map_or_else(|| "timestamp".to_owned(), |i| format!("metrics[{i}].timestamp"));
        return Err(Error::invalid(format!(
            "Invalid value {} for parameter '{parameter}' supplied: metric '{}' (value={}). Timestamp must be a \
             nonnegative long (64-bit integer) ",
            metric.timestamp,
            metric.key,
            python::float(metric.value),
        )));
    }
    Ok(())
}

/// Checks the length of a param or tag value; `index` is its place in `list`, if it is in one.
pub fn check_value(list: &str, value: &str, index: Option<usize>, limit: usize) -> Result<()> {
    if value.len() <= limit {
        return Ok(());
    }
    let parameter = index.map_or_else(|| "value".to_owned(), |i| format!("{list}[{i}].value"));
    Err(Error::invalid(format!(
        "'{parameter}' has {} bytes and exceeds the maximum length of {limit} bytes; log it as an artifact, or raise \
         the server's --max-value-bytes",
        value.len()
    )))
}

fn check_count(what: &str, count: usize, limit: usize) -> Result<()> {
    if count <= limit {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "A batch logging request can contain at most {limit} {what}. Got {count} {what}. Please split up {what} across \
         multiple requests and try again."
    )))
}

fn check_distinct(params: &[Param]) -> Result<()> {
    let mut seen = HashSet::with_capacity(params.len());
    let mut twice: Vec<&str> = Vec::new();
    for param in params {
        if !seen.insert(param.key.as_str()) && !twice.contains(&param.key.as_str()) {
            twice.push(&param.key);
        }
    }
    if twice.is_empty() {
        return Ok(());
    }
    let keys: Vec<String> = twice.iter().map(|key| python::repr(key)).collect();
    Err(Error::invalid(format!(
        "Duplicate parameter keys have been submitted: [{}]. Please ensure the request contains only one param value \
         per param key.",
        keys.join(", ")
    )))
}

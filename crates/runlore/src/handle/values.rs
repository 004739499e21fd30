//! Params, metrics and tags.

use runlore_domain::experiment::Tag;
use runlore_domain::metric::{self, MetricSubject, clamp};
use runlore_domain::run::{Param, RunStatus};
use runlore_domain::{ModelId, Result};

use super::RunHandle;
use crate::entities::Metric;

impl RunHandle {
    /// Logs a param. The same value again changes nothing.
    ///
    /// # Errors
    /// When the param has another value already, or key or value can not be.
    #[expect(clippy::needless_pass_by_value, reason = "callers write the value itself, whatever it is")]
    pub fn log_param(&self, key: &str, value: impl ToString) -> Result<()> {
        self.0.log_params([(key.to_owned(), value.to_string())])
    }

    /// Logs params, all or none.
    ///
    /// # Errors
    /// As [`RunHandle::log_param`].
    pub fn log_params<K: Into<String>, V: ToString>(&self, params: impl IntoIterator<Item = (K, V)>) -> Result<()> {
        self.0.log_params(params.into_iter().map(|(key, value)| (key.into(), value.to_string())))
    }

    /// Logs a point of a metric, now; without a step it is step 0.
    ///
    /// # Errors
    /// When the key can not be.
    pub fn log_metric(&self, key: &str, value: f64, step: impl Into<Option<i64>>) -> Result<()> {
        self.log_metrics([(key, value)], step)
    }

    /// Logs a point of several metrics with one time and one step.
    ///
    /// # Errors
    /// As [`RunHandle::log_metric`].
    pub fn log_metrics<K: Into<String>>(
        &self,
        metrics: impl IntoIterator<Item = (K, f64)>,
        step: impl Into<Option<i64>>,
    ) -> Result<()> {
        self.log_metrics_at(metrics, step, None)
    }

    /// The same at a time of their own, in epoch milliseconds.
    ///
    /// # Errors
    /// As [`RunHandle::log_metric`], and when the time is negative.
    pub fn log_metrics_at<K: Into<String>>(
        &self,
        metrics: impl IntoIterator<Item = (K, f64)>,
        step: impl Into<Option<i64>>,
        timestamp: impl Into<Option<i64>>,
    ) -> Result<()> {
        let metrics = metrics.into_iter().map(|(key, value)| (key.into(), value));
        self.0.log_metrics(metrics, step.into().unwrap_or(0), timestamp.into())
    }

    /// Logs points with steps and times of their own, params and tags, all or none.
    ///
    /// # Errors
    /// As [`RunHandle::log_metrics_at`], [`RunHandle::log_params`] and [`RunHandle::set_tags`].
    pub fn log_batch(
        &self,
        points: impl IntoIterator<Item = Metric>,
        params: impl IntoIterator<Item = (String, String)>,
        tags: impl IntoIterator<Item = (String, String)>,
    ) -> Result<()> {
        let point = |point: Metric| metric::Metric {
            value: clamp(point.value),
            timestamp: point.timestamp,
            step: point.step,
            about: about(&point),
            key: point.key,
        };
        let params = params.into_iter().map(|(key, value)| Param { key, value });
        let tags = tags.into_iter().map(|(key, value)| Tag { key, value });
        self.0.log_batch(points.into_iter().map(point).collect(), params.collect(), tags.collect())
    }

    /// Sets a tag.
    ///
    /// # Errors
    /// When key or value can not be.
    #[expect(clippy::needless_pass_by_value, reason = "callers write the value itself, whatever it is")]
    pub fn set_tag(&self, key: &str, value: impl ToString) -> Result<()> {
        self.0.set_tags([(key.to_owned(), value.to_string())])
    }

    /// Sets tags, all or none.
    ///
    /// # Errors
    /// As [`RunHandle::set_tag`].
    pub fn set_tags<K: Into<String>, V: ToString>(&self, tags: impl IntoIterator<Item = (K, V)>) -> Result<()> {
        self.0.set_tags(tags.into_iter().map(|(key, value)| (key.into(), value.to_string())))
    }

    /// Deletes a tag. One that is not there is told by the next [`RunHandle::flush`].
    ///
    /// # Errors
    /// When the spool can not be written.
    pub fn delete_tag(&self, key: &str) -> Result<()> {
        self.0.delete_tag(key)
    }

    /// Sets the run's status without ending it here.
    ///
    /// # Errors
    /// When the spool can not be written.
    pub fn set_status(&self, status: RunStatus, end_time: Option<i64>) -> Result<()> {
        self.0.update(status, end_time)
    }
}

fn about(point: &Metric) -> Option<Box<MetricSubject>> {
    let about = MetricSubject {
        model_id: point.model_id.as_deref().map(ModelId::from),
        run_id: None,
        dataset_name: point.dataset_name.clone(),
        dataset_digest: point.dataset_digest.clone(),
    };
    (about != MetricSubject::default()).then(|| Box::new(about))
}

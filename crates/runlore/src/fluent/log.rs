//! Logging to the active run. Each function is the method of [`crate::RunHandle`] of the same name.

use std::path::Path;

use runlore_domain::Result;
use serde::Serialize;

use super::active::active;
use crate::entities::Dataset;
#[cfg(feature = "image")]
use crate::handle::Image;
use crate::handle::{IntoTable, Predictions};

/// Logs a param of the active run. The same value again changes nothing.
///
/// # Errors
/// When the param has another value already, when key or value can not be, and without an active run.
pub fn log_param(key: &str, value: impl ToString) -> Result<()> {
    active()?.log_param(key, value)
}

/// Logs params, all or none.
///
/// # Errors
/// As [`log_param`].
pub fn log_params<K: Into<String>, V: ToString>(params: impl IntoIterator<Item = (K, V)>) -> Result<()> {
    active()?.log_params(params)
}

/// Logs a point of a metric, now; without a step it is step 0.
///
/// # Errors
/// When the key can not be, and without an active run.
pub fn log_metric(key: &str, value: f64, step: impl Into<Option<i64>>) -> Result<()> {
    active()?.log_metric(key, value, step)
}

/// Logs a point of several metrics with one time and one step.
///
/// # Errors
/// As [`log_metric`].
pub fn log_metrics<K: Into<String>>(
    metrics: impl IntoIterator<Item = (K, f64)>,
    step: impl Into<Option<i64>>,
) -> Result<()> {
    active()?.log_metrics(metrics, step)
}

/// The same at a time of their own, in epoch milliseconds.
///
/// # Errors
/// As [`log_metric`], and when the time is negative.
pub fn log_metrics_at<K: Into<String>>(
    metrics: impl IntoIterator<Item = (K, f64)>,
    step: impl Into<Option<i64>>,
    timestamp: impl Into<Option<i64>>,
) -> Result<()> {
    active()?.log_metrics_at(metrics, step, timestamp)
}

/// Sets a tag of the active run.
///
/// # Errors
/// When key or value can not be, and without an active run.
pub fn set_tag(key: &str, value: impl ToString) -> Result<()> {
    active()?.set_tag(key, value)
}

/// Sets tags, all or none.
///
/// # Errors
/// As [`set_tag`].
pub fn set_tags<K: Into<String>, V: ToString>(tags: impl IntoIterator<Item = (K, V)>) -> Result<()> {
    active()?.set_tags(tags)
}

/// Deletes a tag of the active run. One that is not there is told by the next [`crate::flush`].
///
/// # Errors
/// Without an active run.
pub fn delete_tag(key: &str) -> Result<()> {
    active()?.delete_tag(key)
}

/// Logs a text as a file.
///
/// # Errors
/// When the path leads out of the run's artifacts, and without an active run.
pub fn log_text(text: &str, path: &str) -> Result<()> {
    active()?.log_text(text, path)
}

/// Logs bytes as a file.
///
/// # Errors
/// As [`log_text`].
pub fn log_bytes(bytes: Vec<u8>, path: &str) -> Result<()> {
    active()?.log_bytes(bytes, path)
}

/// Logs a value as indented JSON.
///
/// # Errors
/// As [`log_text`], and when the value is nothing that JSON knows.
pub fn log_dict(value: &impl Serialize, path: &str) -> Result<()> {
    active()?.log_dict(value, path)
}

/// Logs a file, into the folder `artifact_path` of the run's artifacts if that is given. The program may change or
/// delete its own when this returns.
///
/// # Errors
/// When there is no such file, and as [`log_text`].
pub fn log_artifact(file: impl AsRef<Path>, artifact_path: Option<&str>) -> Result<()> {
    active()?.log_artifact(file, artifact_path)
}

/// Logs all files of a folder, with its folders.
///
/// # Errors
/// As [`log_artifact`].
pub fn log_artifacts(folder: impl AsRef<Path>, artifact_path: Option<&str>) -> Result<()> {
    active()?.log_artifacts(folder, artifact_path)
}

/// Appends rows to the table at `path`, a `.json` or `.parquet` file of the active run.
///
/// # Errors
/// When the path is none of a table, and without an active run.
pub fn log_table(rows: impl IntoTable, path: &str) -> Result<()> {
    active()?.log_table(rows, path)
}

/// Logs predictions as rows of the active run's table `predictions.json`.
///
/// # Errors
/// Without an active run.
pub fn log_predictions(predictions: Predictions) -> Result<()> {
    active()?.log_predictions(predictions)
}

/// Says that the active run reads a dataset; `context` is what for, such as `eval`.
///
/// # Errors
/// Without an active run.
pub fn log_input(dataset: Dataset, context: Option<&str>) -> Result<()> {
    active()?.log_input(dataset, context)
}

#[cfg(feature = "image")]
/// Logs an image as a PNG file.
///
/// # Errors
/// When the path does not end with `.png`, and without an active run.
pub fn log_image(image: &Image, path: &str) -> Result<()> {
    active()?.log_image(image, path)
}

#[cfg(feature = "image")]
/// Logs an image of a series: the key's image at this step.
///
/// # Errors
/// As [`log_image`].
pub fn log_image_step(key: &str, image: &Image, step: i64) -> Result<()> {
    active()?.log_image_step(key, image, step)
}

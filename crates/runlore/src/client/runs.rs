//! Runs and what is logged to them.

use std::collections::BTreeMap;

use runlore_domain::{Result, run::RunStatus};
use serde::Deserialize;
use serde_json::json;

use super::{Client, V2, get, pairs, post};
use crate::entities::{DatasetInput, Metric, ModelInput, ModelOutput, Page, Run, RunInfo, ViewType};

/// A run to be made.
#[derive(Debug, Clone, Default)]
pub struct NewRun {
    /// The experiment, a decimal number.
    pub experiment_id: String,
    /// The name; the server makes one up when it is `None`.
    pub run_name: Option<String>,
    /// Epoch milliseconds.
    pub start_time: i64,
    /// Who runs it.
    pub user_id: String,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

/// Changes of a run; `None` leaves as it is.
#[derive(Debug, Clone, Default)]
pub struct RunUpdate {
    /// A new status.
    pub status: Option<RunStatus>,
    /// Epoch milliseconds.
    pub end_time: Option<i64>,
    /// A new name.
    pub run_name: Option<String>,
}

/// What runs are looked for.
#[derive(Debug, Clone, Default)]
pub struct SearchRuns {
    /// In these experiments. On a Runlore server empty means: those that the filter names.
    pub experiment_ids: Vec<String>,
    /// A filter, such as `metrics.score > 0.5 and params.model = 'small'`; empty for all.
    pub filter: String,
    /// Active ones, deleted ones or both.
    pub view: ViewType,
    /// Orders, such as `metrics.score DESC`; the newest first when empty.
    pub order_by: Vec<String>,
    /// How many in one page, 1 to 50,000; 1,000 when `None`.
    pub max_results: Option<i64>,
    /// Of the page before.
    pub page_token: Option<String>,
}

#[derive(Deserialize)]
struct One {
    run: Run,
}

#[derive(Deserialize)]
struct Updated {
    run_info: RunInfo,
}

#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    runs: Vec<Run>,
    next_page_token: Option<String>,
}

impl Client {
    /// Makes a run.
    ///
    /// # Errors
    /// When there is no such experiment, or it is deleted.
    pub async fn create_run(&self, new: &NewRun) -> Result<Run> {
        let mut body = json!({
            "experiment_id": new.experiment_id, "start_time": new.start_time, "user_id": new.user_id,
            "tags": pairs(&new.tags),
        });
        if let Some(name) = &new.run_name {
            body["run_name"] = name.as_str().into();
        }
        Ok(self.ask::<One>(post(&format!("{V2}/runs/create"), &body)?).await?.run)
    }

    /// A run with everything but its history, also when it is in the bin.
    ///
    /// # Errors
    /// `NotFound` when there is no such run; `Unavailable` when the server is away.
    pub async fn get_run(&self, run_id: &str) -> Result<Run> {
        Ok(self.ask::<One>(get(format!("{V2}/runs/get")).query("run_id", run_id)).await?.run)
    }

    /// Changes a run's status, end time or name.
    ///
    /// # Errors
    /// When there is no such run, or it is in the bin.
    pub async fn update_run(&self, run_id: &str, update: &RunUpdate) -> Result<RunInfo> {
        let mut body = json!({"run_id": run_id});
        if let Some(status) = update.status {
            body["status"] = status.as_str().into();
        }
        if let Some(time) = update.end_time {
            body["end_time"] = time.into();
        }
        if let Some(name) = &update.run_name {
            body["run_name"] = name.as_str().into();
        }
        Ok(self.ask::<Updated>(post(&format!("{V2}/runs/update"), &body)?).await?.run_info)
    }

    /// Puts a run into the bin; again is no error.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_run(&self, run_id: &str) -> Result<()> {
        self.tell(post(&format!("{V2}/runs/delete"), &json!({"run_id": run_id}))?).await
    }

    /// Takes a run out of the bin; again is no error.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn restore_run(&self, run_id: &str) -> Result<()> {
        self.tell(post(&format!("{V2}/runs/restore"), &json!({"run_id": run_id}))?).await
    }

    /// A page of the runs that are looked for.
    ///
    /// # Errors
    /// `InvalidParameter` for a filter, order or token that can not be read; its message says where.
    pub async fn search_runs(&self, search: &SearchRuns) -> Result<Page<Run>> {
        let mut body = json!({
            "experiment_ids": search.experiment_ids, "filter": search.filter, "order_by": search.order_by,
            "run_view_type": search.view.as_str(), "max_results": search.max_results.unwrap_or(1000),
        });
        if let Some(token) = &search.page_token {
            body["page_token"] = token.as_str().into();
        }
        let found: Found = self.ask(post(&format!("{V2}/runs/search"), &body)?).await?;
        Ok(Page { items: found.runs, next_page_token: found.next_page_token })
    }

    /// Logs a point of a metric.
    ///
    /// # Errors
    /// When the run is not there or in the bin, or the key can not be.
    pub async fn log_metric(&self, run_id: &str, metric: &Metric) -> Result<()> {
        let mut body = to_value(metric)?;
        body["run_id"] = run_id.into();
        self.tell(post(&format!("{V2}/runs/log-metric"), &body)?).await
    }

    /// Logs a param; its value never changes.
    ///
    /// # Errors
    /// As [`Client::log_metric`], and when it has another value already.
    pub async fn log_param(&self, run_id: &str, key: &str, value: &str) -> Result<()> {
        let body = json!({"run_id": run_id, "key": key, "value": value});
        self.tell(post(&format!("{V2}/runs/log-parameter"), &body)?).await
    }

    /// Sets a tag.
    ///
    /// # Errors
    /// As [`Client::log_metric`].
    pub async fn set_tag(&self, run_id: &str, key: &str, value: &str) -> Result<()> {
        let body = json!({"run_id": run_id, "key": key, "value": value});
        self.tell(post(&format!("{V2}/runs/set-tag"), &body)?).await
    }

    /// Deletes a tag.
    ///
    /// # Errors
    /// `NotFound` when run or tag are not there.
    pub async fn delete_tag(&self, run_id: &str, key: &str) -> Result<()> {
        self.tell(post(&format!("{V2}/runs/delete-tag"), &json!({"run_id": run_id, "key": key}))?).await
    }

    /// Logs up to 1,000 metrics, 100 params and 100 tags, 1,000 together; on a Runlore server all or none.
    ///
    /// # Errors
    /// As [`Client::log_metric`] and [`Client::log_param`], and for more than these.
    pub async fn log_batch(
        &self,
        run_id: &str,
        metrics: &[Metric],
        params: &BTreeMap<String, String>,
        tags: &BTreeMap<String, String>,
    ) -> Result<()> {
        let body = json!({"run_id": run_id, "metrics": metrics, "params": pairs(params), "tags": pairs(tags)});
        self.tell(post(&format!("{V2}/runs/log-batch"), &body)?).await
    }

    /// Appends a model's description, a JSON object, to the run's tag `mlflow.log-model.history`.
    ///
    /// # Errors
    /// When the description lacks what MLflow wants, or the run is not there.
    pub async fn log_model(&self, run_id: &str, model_json: &str) -> Result<()> {
        let body = json!({"run_id": run_id, "model_json": model_json});
        self.tell(post(&format!("{V2}/runs/log-model"), &body)?).await
    }

    /// Says which datasets and logged models a run read. Again is no error.
    ///
    /// # Errors
    /// When the run is not there, or a name or digest is too long.
    pub async fn log_inputs(&self, run_id: &str, datasets: &[DatasetInput], models: &[ModelInput]) -> Result<()> {
        let body = json!({"run_id": run_id, "datasets": datasets, "models": models});
        self.tell(post(&format!("{V2}/runs/log-inputs"), &body)?).await
    }

    /// Says which logged models a run made.
    ///
    /// # Errors
    /// When the run is not there, or it was said before.
    pub async fn log_outputs(&self, run_id: &str, models: &[ModelOutput]) -> Result<()> {
        self.tell(post(&format!("{V2}/runs/outputs"), &json!({"run_id": run_id, "models": models}))?).await
    }
}

fn to_value(metric: &Metric) -> Result<serde_json::Value> {
    serde_json::to_value(metric)
        .map_err(|cause| runlore_domain::Error::internal("A metric could not be written as JSON").with_source(cause))
}

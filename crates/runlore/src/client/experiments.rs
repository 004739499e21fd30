//! Experiments.

use std::collections::BTreeMap;

use runlore_domain::Result;
use serde::Deserialize;
use serde_json::json;

use super::{Client, V2, get, pairs, post};
use crate::entities::{DatasetSummary, Experiment, Page, ViewType};

/// What experiments are looked for.
#[derive(Debug, Clone, Default)]
pub struct SearchExperiments {
    /// A filter, such as `name LIKE 'squirrel%'`; empty for all.
    pub filter: String,
    /// Orders, such as `name ASC`; the newest first when empty.
    pub order_by: Vec<String>,
    /// Active ones, deleted ones or both.
    pub view: ViewType,
    /// How many in one page, 1 to 50,000; 1,000 when `None`.
    pub max_results: Option<i64>,
    /// Of the page before.
    pub page_token: Option<String>,
}

#[derive(Deserialize)]
struct One {
    experiment: Experiment,
}

#[derive(Deserialize)]
struct Created {
    #[serde(deserialize_with = "crate::entities::id")]
    experiment_id: String,
}

#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    experiments: Vec<Experiment>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct Datasets {
    #[serde(default)]
    dataset_summaries: Vec<DatasetSummary>,
}

impl Client {
    /// Makes an experiment and answers its id. Without a location its runs' artifacts go where the server
    /// puts those of new experiments.
    ///
    /// # Errors
    /// `AlreadyExists` when the name is taken, also by a deleted one.
    pub async fn create_experiment(
        &self,
        name: &str,
        artifact_location: Option<&str>,
        tags: &BTreeMap<String, String>,
    ) -> Result<String> {
        let mut body = json!({"name": name, "tags": pairs(tags)});
        if let Some(location) = artifact_location {
            body["artifact_location"] = location.into();
        }
        let created: Created = self.ask(post(&format!("{V2}/experiments/create"), &body)?).await?;
        Ok(created.experiment_id)
    }

    /// An experiment, also a deleted one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_experiment(&self, experiment_id: &str) -> Result<Experiment> {
        let request = get(format!("{V2}/experiments/get")).query("experiment_id", experiment_id);
        Ok(self.ask::<One>(request).await?.experiment)
    }

    /// An experiment by its name, also a deleted one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_experiment_by_name(&self, name: &str) -> Result<Experiment> {
        let request = get(format!("{V2}/experiments/get-by-name")).query("experiment_name", name);
        Ok(self.ask::<One>(request).await?.experiment)
    }

    /// A page of the experiments that are looked for.
    ///
    /// # Errors
    /// `InvalidParameter` for a filter, order or token that can not be read.
    pub async fn search_experiments(&self, search: &SearchExperiments) -> Result<Page<Experiment>> {
        let mut body = json!({
            "filter": search.filter, "order_by": search.order_by, "view_type": search.view.as_str(),
            "max_results": search.max_results.unwrap_or(1000),
        });
        if let Some(token) = &search.page_token {
            body["page_token"] = token.as_str().into();
        }
        let found: Found = self.ask(post(&format!("{V2}/experiments/search"), &body)?).await?;
        Ok(Page { items: found.experiments, next_page_token: found.next_page_token })
    }

    /// Renames an experiment.
    ///
    /// # Errors
    /// When there is none, it is deleted, or the name is taken.
    pub async fn rename_experiment(&self, experiment_id: &str, new_name: &str) -> Result<()> {
        let body = json!({"experiment_id": experiment_id, "new_name": new_name});
        self.tell(post(&format!("{V2}/experiments/update"), &body)?).await
    }

    /// Puts an experiment and its runs into the bin.
    ///
    /// # Errors
    /// `NotFound` when there is no active one.
    pub async fn delete_experiment(&self, experiment_id: &str) -> Result<()> {
        self.tell(post(&format!("{V2}/experiments/delete"), &json!({"experiment_id": experiment_id}))?).await
    }

    /// Takes an experiment and its runs out of the bin.
    ///
    /// # Errors
    /// `NotFound` when there is none in it.
    pub async fn restore_experiment(&self, experiment_id: &str) -> Result<()> {
        self.tell(post(&format!("{V2}/experiments/restore"), &json!({"experiment_id": experiment_id}))?).await
    }

    /// Sets a tag of an experiment.
    ///
    /// # Errors
    /// When there is none, or it is deleted.
    pub async fn set_experiment_tag(&self, experiment_id: &str, key: &str, value: &str) -> Result<()> {
        let body = json!({"experiment_id": experiment_id, "key": key, "value": value});
        self.tell(post(&format!("{V2}/experiments/set-experiment-tag"), &body)?).await
    }

    /// Deletes a tag of an experiment.
    ///
    /// # Errors
    /// When experiment or tag are not there.
    pub async fn delete_experiment_tag(&self, experiment_id: &str, key: &str) -> Result<()> {
        let body = json!({"experiment_id": experiment_id, "key": key});
        self.tell(post(&format!("{V2}/experiments/delete-experiment-tag"), &body)?).await
    }

    /// The datasets that runs of up to 20 experiments read, at most 1,000.
    ///
    /// # Errors
    /// `InvalidParameter` for none or too many experiments.
    pub async fn search_datasets(&self, experiment_ids: &[&str]) -> Result<Vec<DatasetSummary>> {
        let path = "ajax-api/2.0/mlflow/experiments/search-datasets";
        let found: Datasets = self.ask(post(path, &json!({"experiment_ids": experiment_ids}))?).await?;
        Ok(found.dataset_summaries)
    }
}

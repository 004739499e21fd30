//! Logged models.

use std::collections::BTreeMap;

use ::http::Method;
use runlore_domain::Result;
use serde::Deserialize;
use serde_json::json;

use super::{Client, V2, get, pairs, post, with_json};
use crate::entities::{FileInfo, LoggedModel, NewLoggedModel, Page};
use crate::transport::{Request, encode};

/// What logged models are looked for.
#[derive(Debug, Clone, Default)]
pub struct SearchLoggedModels {
    /// In these experiments.
    pub experiment_ids: Vec<String>,
    /// A filter, such as `name = 'model' AND params.task = 'chat'`; empty for all.
    pub filter: String,
    /// Names of fields and whether they ascend, such as `("creation_time", false)`.
    pub order_by: Vec<(String, bool)>,
    /// How many in one page; 50 when `None`.
    pub max_results: Option<i64>,
    /// Of the page before.
    pub page_token: Option<String>,
}

#[derive(Deserialize)]
struct One {
    model: LoggedModel,
}

#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    models: Vec<LoggedModel>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
struct Listing {
    #[serde(default)]
    files: Vec<FileInfo>,
}

fn path(model_id: &str) -> String {
    format!("{V2}/logged-models/{}", encode(model_id))
}

impl Client {
    /// Makes a model, which is pending until [`Client::finalize_logged_model`].
    ///
    /// # Errors
    /// When the experiment is not there, or the name can not be.
    pub async fn create_logged_model(&self, new: &NewLoggedModel) -> Result<LoggedModel> {
        let mut body =
            json!({"experiment_id": new.experiment_id, "params": pairs(&new.params), "tags": pairs(&new.tags)});
        for (key, value) in
            [("name", &new.name), ("model_type", &new.model_type), ("source_run_id", &new.source_run_id)]
        {
            if let Some(value) = value {
                body[key] = value.as_str().into();
            }
        }
        Ok(self.ask::<One>(post(&format!("{V2}/logged-models"), &body)?).await?.model)
    }

    /// A model.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_logged_model(&self, model_id: &str) -> Result<LoggedModel> {
        Ok(self.ask::<One>(get(path(model_id))).await?.model)
    }

    /// Sets a model's status: `LOGGED_MODEL_READY` or `LOGGED_MODEL_UPLOAD_FAILED`.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn finalize_logged_model(&self, model_id: &str, status: &str) -> Result<LoggedModel> {
        let body = json!({"model_id": model_id, "status": status});
        Ok(self.ask::<One>(with_json(Method::PATCH, &path(model_id), &body)?).await?.model)
    }

    /// Puts a model into the bin.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_logged_model(&self, model_id: &str) -> Result<()> {
        self.tell(Request::new(Method::DELETE, path(model_id))).await
    }

    /// Adds params to a model.
    ///
    /// # Errors
    /// `NotFound`, and when one is there already.
    pub async fn log_model_params(&self, model_id: &str, params: &BTreeMap<String, String>) -> Result<()> {
        let body = json!({"model_id": model_id, "params": pairs(params)});
        self.tell(post(&format!("{}/params", path(model_id)), &body)?).await
    }

    /// Sets tags of a model.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn set_model_tags(&self, model_id: &str, tags: &BTreeMap<String, String>) -> Result<()> {
        let body = json!({"model_id": model_id, "tags": pairs(tags)});
        self.tell(with_json(Method::PATCH, &format!("{}/tags", path(model_id)), &body)?).await
    }

    /// Deletes a tag of a model.
    ///
    /// # Errors
    /// `NotFound` when model or tag are not there.
    pub async fn delete_model_tag(&self, model_id: &str, key: &str) -> Result<()> {
        self.tell(Request::new(Method::DELETE, format!("{}/tags/{}", path(model_id), encode(key)))).await
    }

    /// A page of the models that are looked for.
    ///
    /// # Errors
    /// `InvalidParameter` for a filter, order or token that can not be read.
    pub async fn search_logged_models(&self, search: &SearchLoggedModels) -> Result<Page<LoggedModel>> {
        let order: Vec<_> =
            search.order_by.iter().map(|(name, up)| json!({"field_name": name, "ascending": up})).collect();
        let mut body = json!({"experiment_ids": search.experiment_ids, "filter": search.filter, "order_by": order});
        if let Some(count) = search.max_results {
            body["max_results"] = count.into();
        }
        if let Some(token) = &search.page_token {
            body["page_token"] = token.as_str().into();
        }
        let found: Found = self.ask(post(&format!("{V2}/logged-models/search"), &body)?).await?;
        Ok(Page { items: found.models, next_page_token: found.next_page_token })
    }

    /// The entries of a folder of a model, one level.
    ///
    /// # Errors
    /// `NotFound` when there is no such model.
    pub async fn list_model_artifacts(&self, model_id: &str, folder: &str) -> Result<Vec<FileInfo>> {
        let mut request = get(format!("{}/artifacts/directories", path(model_id)));
        if !folder.is_empty() {
            request = request.query("artifact_directory_path", folder);
        }
        Ok(self.ask::<Listing>(request).await?.files)
    }
}

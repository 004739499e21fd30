//! Logged models: one file per verb. Each write is applied inside the lane's transaction.

pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod lifecycle;
pub(crate) mod metrics;
pub(crate) mod params;
pub(crate) mod tags;

use runlore_domain::experiment::Tag;
use runlore_domain::logged_model::{LoggedModel, LoggedModelStatus, NewLoggedModel};
use runlore_domain::run::Param;
use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, ExperimentId, ModelId, Result};

use crate::Store;
use crate::db::Conn;

impl Store {
    /// Creates a logged model, pending, in an active experiment.
    pub async fn create_logged_model(&self, new: NewLoggedModel) -> Result<LoggedModel> {
        self.write_logged_model(Write::CreateLoggedModel(new)).await
    }

    /// The logged model, unless it is in the bin.
    pub async fn logged_model(&self, id: ModelId) -> Result<LoggedModel> {
        self.read(move |conn| get::active(conn, &id)).await
    }

    /// The logged model, also when it is in the bin.
    pub async fn logged_model_of_any_stage(&self, id: ModelId) -> Result<LoggedModel> {
        self.read(move |conn| get::any_stage(conn, &id)).await
    }

    /// Sets the status; `now` in epoch milliseconds.
    pub async fn finalize_logged_model(&self, id: ModelId, status: LoggedModelStatus, now: i64) -> Result<LoggedModel> {
        self.write_logged_model(Write::FinalizeLoggedModel { id, status, now }).await
    }

    /// Puts a logged model into the bin; `now` in epoch milliseconds.
    pub async fn delete_logged_model(&self, id: ModelId, now: i64) -> Result<()> {
        self.write(Write::DeleteLoggedModel { id, now }).await.map(drop)
    }

    /// Adds params; a key that is there already is a conflict.
    pub async fn log_model_params(&self, id: ModelId, params: Vec<Param>) -> Result<()> {
        self.write(Write::LogModelParams { id, params }).await.map(drop)
    }

    /// Sets tags; the last value of a key counts.
    pub async fn set_model_tags(&self, id: ModelId, tags: Vec<Tag>) -> Result<LoggedModel> {
        self.write_logged_model(Write::SetModelTags { id, tags }).await
    }

    /// Deletes a tag; a missing one is not found.
    pub async fn delete_model_tag(&self, id: ModelId, key: String) -> Result<()> {
        self.write(Write::DeleteModelTag { id, key }).await.map(drop)
    }

    async fn write_logged_model(&self, write: Write) -> Result<LoggedModel> {
        match self.write(write).await? {
            Written::LoggedModel(model) => Ok(*model),
            other => Err(crate::unexpected(&other)),
        }
    }
}

/// The error for a logged model that is not there.
pub(crate) fn missing(id: &ModelId) -> Error {
    Error::not_found(format!("Logged model with ID '{id}' not found."))
}

/// The experiment of a logged model in any stage.
fn experiment_of(conn: &mut dyn Conn, id: &ModelId) -> Result<ExperimentId> {
    conn.row("SELECT experiment_id FROM logged_models WHERE model_id = $1", &[id.into()], |row| {
        row.int(0).map(ExperimentId)
    })?
    .ok_or_else(|| missing(id))
}

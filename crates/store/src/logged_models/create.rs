//! Creating a logged model, with its params and tags.

use runlore_domain::logged_model::{LoggedModel, LoggedModelStatus, NewLoggedModel, check_name};
use runlore_domain::{Result, location, run_name};

use super::{get, params, tags};
use crate::db::{Conn, Value};
use crate::experiments;

pub(crate) fn apply(conn: &mut dyn Conn, new: &NewLoggedModel) -> Result<LoggedModel> {
    experiments::check_active(conn, new.experiment_id)?;
    let experiment = experiments::get::by_id(conn, new.experiment_id)?;
    let root = experiment.artifact_location.unwrap_or_default();
    let place = location::append(&root, &["models", new.id.as_str(), "artifacts"]);
    let name = match new.name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => run_name::random(),
    };
    check_name(&name)?;
    conn.execute(
        "INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms, \
         last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, 'active', $7, $8)",
        &[
            (&new.id).into(),
            new.experiment_id.into(),
            Value::Text(&name),
            Value::Text(&place),
            new.now.into(),
            LoggedModelStatus::Pending.number().into(),
            new.model_type.as_deref().into(),
            new.source_run_id.as_ref().into(),
        ],
    )?;
    params::insert(conn, &new.id, new.experiment_id, &new.params)?;
    tags::upsert(conn, &new.id, new.experiment_id, &new.tags, tags::Twice::Refuse)?;
    get::any_stage(conn, &new.id)
}

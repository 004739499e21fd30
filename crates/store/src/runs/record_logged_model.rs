//! The record of a model in the tag `mlflow.log-model.history`, as clients before logged models made it.

use runlore_domain::run::LOGGED_MODELS_TAG;
use runlore_domain::{Error, Result, RunId};

use super::long_values::{self, Entity};
use super::{check_active, log_tags};
use crate::db::Conn;

pub(crate) fn apply(conn: &mut dyn Conn, run_id: &RunId, model_json: &str) -> Result<()> {
    check_active(conn, run_id)?;
    let mut history = conn
        .row(
            "SELECT value FROM tags WHERE run_uuid = $1 AND key = $2",
            &[run_id.into(), LOGGED_MODELS_TAG.into()],
            |row| row.opt_text(0),
        )?
        .flatten()
        .unwrap_or_default();
    long_values::complete(conn, Entity::Tag, run_id.as_str(), LOGGED_MODELS_TAG, &mut history)?;
    let value = appended(&history, model_json)
        .map_err(|e| Error::invalid_state("The tag mlflow.log-model.history is no JSON list").with_source(e))?;
    log_tags::upsert(conn, &[(run_id.as_str(), LOGGED_MODELS_TAG, &value)])
}

/// `history` with one more model, every other character as it is: MLflow reads and writes it, too.
fn appended(history: &str, model_json: &str) -> serde_json::Result<String> {
    let history = if history.is_empty() { "[]" } else { history.trim() };
    let models: Vec<serde::de::IgnoredAny> = serde_json::from_str(history)?;
    let comma = if models.is_empty() { "" } else { ", " };
    let open = history.strip_suffix(']').unwrap_or(history).trim_end();
    Ok(format!("{open}{comma}{model_json}]"))
}

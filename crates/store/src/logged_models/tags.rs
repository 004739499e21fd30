//! Tags of a logged model.

use runlore_domain::experiment::Tag;
use runlore_domain::logged_model::LoggedModel;
use runlore_domain::{Error, ExperimentId, ModelId, Result};

use super::{experiment_of, get};
use crate::db::Conn;

/// What a key that is there already means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twice {
    /// The new value counts.
    Replace,
    /// A conflict.
    Refuse,
}

pub(crate) fn set(conn: &mut dyn Conn, id: &ModelId, tags: &[Tag]) -> Result<LoggedModel> {
    let experiment = experiment_of(conn, id)?;
    upsert(conn, id, experiment, tags, Twice::Replace)?;
    get::any_stage(conn, id)
}

pub(super) fn upsert(
    conn: &mut dyn Conn,
    id: &ModelId,
    experiment: ExperimentId,
    tags: &[Tag],
    twice: Twice,
) -> Result<()> {
    let conflict = match twice {
        Twice::Replace => "ON CONFLICT (model_id, tag_key) DO UPDATE SET tag_value = excluded.tag_value",
        Twice::Refuse => "",
    };
    let sql = format!(
        "INSERT INTO logged_model_tags (model_id, experiment_id, tag_key, tag_value) VALUES ($1, $2, $3, $4) {conflict}"
    );
    for tag in tags {
        conn.execute(&sql, &[id.into(), experiment.into(), (&tag.key).into(), (&tag.value).into()])?;
    }
    Ok(())
}

pub(crate) fn delete(conn: &mut dyn Conn, id: &ModelId, key: &str) -> Result<()> {
    experiment_of(conn, id)?;
    let gone =
        conn.execute("DELETE FROM logged_model_tags WHERE model_id = $1 AND tag_key = $2", &[id.into(), key.into()])?;
    if gone == 0 {
        return Err(Error::not_found(format!("No tag with key '{key}' found for model with ID '{id}'.")));
    }
    Ok(())
}

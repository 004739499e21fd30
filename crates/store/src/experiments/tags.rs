//! Tags of an experiment.

use runlore_domain::experiment::Tag;
use runlore_domain::{Error, ExperimentId, Result};

use super::check_active;
use crate::db::Conn;

pub(crate) fn set(conn: &mut dyn Conn, id: ExperimentId, tag: &Tag) -> Result<()> {
    check_active(conn, id)?;
    upsert(conn, id, tag)
}

pub(crate) fn upsert(conn: &mut dyn Conn, id: ExperimentId, tag: &Tag) -> Result<()> {
    conn.execute(
        "INSERT INTO experiment_tags (experiment_id, key, value) VALUES ($1, $2, $3) \
         ON CONFLICT (key, experiment_id) DO UPDATE SET value = excluded.value",
        &[id.into(), (&tag.key).into(), (&tag.value).into()],
    )?;
    Ok(())
}

pub(crate) fn delete(conn: &mut dyn Conn, id: ExperimentId, key: &str) -> Result<()> {
    check_active(conn, id)?;
    let gone =
        conn.execute("DELETE FROM experiment_tags WHERE experiment_id = $1 AND key = $2", &[id.into(), key.into()])?;
    if gone == 0 {
        return Err(Error::not_found(format!("No tag with name: {key} in experiment with id {id}")));
    }
    Ok(())
}

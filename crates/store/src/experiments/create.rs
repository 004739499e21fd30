//! Creating an experiment.

use runlore_domain::experiment::NewExperiment;
use runlore_domain::location;
use runlore_domain::{Error, ExperimentId, Result};

use super::tags;
use crate::db::{Conn, DbClass, class_of};

pub(crate) fn apply(conn: &mut dyn Conn, new: &NewExperiment, artifact_root: &str) -> Result<ExperimentId> {
    let id = conn
        .row(
            "INSERT INTO experiments (name, artifact_location, lifecycle_stage, creation_time, last_update_time) \
             VALUES ($1, $2, 'active', $3, $3) RETURNING experiment_id",
            &[(&new.name).into(), new.artifact_location.as_deref().into(), new.now.into()],
            |row| row.int(0).map(ExperimentId),
        )
        .map_err(|error| taken(error, &new.name))?
        .ok_or_else(|| Error::internal("The database gave no number for a new experiment"))?;
    if new.artifact_location.is_none() {
        let location = location::append(artifact_root, &[&id.to_string()]);
        conn.execute(
            "UPDATE experiments SET artifact_location = $2 WHERE experiment_id = $1",
            &[id.into(), (&location).into()],
        )?;
    }
    for tag in &new.tags {
        tags::upsert(conn, id, tag)?;
    }
    Ok(id)
}

fn taken(error: Error, name: &str) -> Error {
    match class_of(&error) {
        Some(DbClass::Unique) => Error::already_exists(format!(
            "Experiment(name={name}) already exists. Error: the name is taken, perhaps by a deleted experiment"
        )),
        _ => error,
    }
}

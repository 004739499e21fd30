//! Experiments: one file per verb. Each write is applied inside the lane's transaction.

mod activity;
pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod lifecycle;
pub(crate) mod rename;
pub(crate) mod tags;

use runlore_domain::experiment::{Activity, Experiment, LifecycleStage, NewExperiment, Tag};
use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, ExperimentId, Result};

use crate::Store;
use crate::db::Conn;

impl Store {
    /// Creates an experiment and answers its number. A taken name is [`AlreadyExists`].
    ///
    /// [`AlreadyExists`]: runlore_domain::ErrorKind::AlreadyExists
    pub async fn create_experiment(&self, new: NewExperiment) -> Result<ExperimentId> {
        match self.write(Write::CreateExperiment(new)).await? {
            Written::Experiment(id) => Ok(id),
            other => Err(crate::unexpected(&other)),
        }
    }

    /// The experiment with this number, also when it is in the bin.
    pub async fn experiment(&self, id: ExperimentId) -> Result<Experiment> {
        self.quick_read(move |conn| get::by_id(conn, id)).await
    }

    /// The experiment with this name, also when it is in the bin.
    pub async fn experiment_by_name(&self, name: String) -> Result<Experiment> {
        self.quick_read(move |conn| get::by_name(conn, &name)).await
    }

    /// How many runs these experiments have, active ones or of deleted experiments deleted ones; those without any are left out.
    pub async fn activity(&self, ids: Vec<ExperimentId>) -> Result<Vec<Activity>> {
        self.read(move |conn| activity::of(conn, &ids)).await
    }

    /// Renames an active experiment; `now` in epoch milliseconds.
    pub async fn rename_experiment(&self, id: ExperimentId, name: String, now: i64) -> Result<()> {
        self.write(Write::RenameExperiment { id, name, now }).await.map(drop)
    }

    /// Puts an experiment and all its runs into the bin.
    pub async fn delete_experiment(&self, id: ExperimentId, now: i64) -> Result<()> {
        self.write(Write::DeleteExperiment { id, now }).await.map(drop)
    }

    /// Takes an experiment and all its runs out of the bin.
    pub async fn restore_experiment(&self, id: ExperimentId, now: i64) -> Result<()> {
        self.write(Write::RestoreExperiment { id, now }).await.map(drop)
    }

    /// Sets a tag of an active experiment.
    pub async fn set_experiment_tag(&self, id: ExperimentId, tag: Tag, now: i64) -> Result<()> {
        self.write(Write::SetExperimentTag { id, tag, now }).await.map(drop)
    }

    /// Deletes a tag of an active experiment; a missing one is not found.
    pub async fn delete_experiment_tag(&self, id: ExperimentId, key: String, now: i64) -> Result<()> {
        self.write(Write::DeleteExperimentTag { id, key, now }).await.map(drop)
    }
}

/// The error for an experiment that is not there.
pub(crate) fn missing(id: ExperimentId) -> Error {
    Error::not_found(format!("No Experiment with id={id} exists"))
}

/// The stage of an experiment.
pub(crate) fn stage(conn: &mut dyn Conn, id: ExperimentId) -> Result<LifecycleStage> {
    if !conn.dialect().holds(id) {
        return Err(missing(id));
    }
    conn.row("SELECT lifecycle_stage FROM experiments WHERE experiment_id = $1", &[id.into()], |row| {
        Ok(LifecycleStage::from_stored(row.str(0)?))
    })?
    .ok_or_else(|| missing(id))
}

/// Refuses what an experiment in the bin does not take.
pub(crate) fn check_active(conn: &mut dyn Conn, id: ExperimentId) -> Result<()> {
    match stage(conn, id)? {
        LifecycleStage::Active => Ok(()),
        LifecycleStage::Deleted => {
            Err(Error::invalid(format!("The experiment {id} must be in the 'active' state. Current state is deleted.")))
        }
    }
}

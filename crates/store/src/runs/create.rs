//! Creating a run.

use runlore_domain::experiment::LifecycleStage;
use runlore_domain::location;
use runlore_domain::run::{NewRun, Run, RunInfo, RunStatus};
use runlore_domain::{Error, Result};

use super::log_tags;
use crate::db::{Conn, Value};
use crate::experiments;

pub(crate) fn apply(conn: &mut dyn Conn, new: &NewRun) -> Result<Run> {
    experiments::check_active(conn, new.experiment_id)?;
    let root = conn
        .row(
            "SELECT artifact_location FROM experiments WHERE experiment_id = $1",
            &[new.experiment_id.into()],
            |row| row.opt_text(0),
        )?
        .flatten()
        .ok_or_else(|| Error::invalid_state(format!("Experiment {} has no artifact location", new.experiment_id)))?;
    let artifact_uri = location::append(&root, &[new.id.as_str(), "artifacts"]);
    conn.execute(
        "INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, \
         source_version, lifecycle_stage, artifact_uri, experiment_id) \
         VALUES ($1, $2, 'UNKNOWN', '', '', $3, 'RUNNING', $4, '', 'active', $5, $6)",
        &[
            (&new.id).into(),
            (&new.name).into(),
            (&new.user_id).into(),
            new.start_time.into(),
            Value::Text(&artifact_uri),
            new.experiment_id.into(),
        ],
    )?;
    let tags: Vec<log_tags::TagOf<'_>> = log_tags::of(&new.id, &new.tags);
    log_tags::upsert(conn, &tags)?;
    Ok(Run {
        info: RunInfo {
            id: new.id.clone(),
            experiment_id: new.experiment_id,
            name: Some(new.name.clone()),
            user_id: Some(new.user_id.clone()),
            status: Some(RunStatus::Running.as_str().to_owned()),
            start_time: Some(new.start_time),
            end_time: None,
            lifecycle_stage: LifecycleStage::Active,
            artifact_uri: Some(artifact_uri),
        },
        metrics: Vec::new(),
        params: Vec::new(),
        tags: new.tags.clone(),
        datasets: Vec::new(),
        model_inputs: Vec::new(),
        model_outputs: Vec::new(),
    })
}

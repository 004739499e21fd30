//! Params of a logged model. A key that is there already is a conflict, as in MLflow.

use runlore_domain::run::Param;
use runlore_domain::{ExperimentId, ModelId, Result};

use super::experiment_of;
use crate::db::Conn;

pub(crate) fn log(conn: &mut dyn Conn, id: &ModelId, params: &[Param]) -> Result<()> {
    let experiment = experiment_of(conn, id)?;
    insert(conn, id, experiment, params)
}

pub(super) fn insert(conn: &mut dyn Conn, id: &ModelId, experiment: ExperimentId, params: &[Param]) -> Result<()> {
    for param in params {
        conn.execute(
            "INSERT INTO logged_model_params (model_id, experiment_id, param_key, param_value) VALUES ($1, $2, $3, $4)",
            &[id.into(), experiment.into(), (&param.key).into(), (&param.value).into()],
        )?;
    }
    Ok(())
}

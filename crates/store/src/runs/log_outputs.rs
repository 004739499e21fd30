//! What a run made: logged models, each at a step. The same model again is a conflict, as in MLflow.

use runlore_domain::Result;
use runlore_domain::dataset::RunOutputs;
use runlore_domain::ids::random_hex;

use super::check_active;
use crate::db::{Conn, Value};

pub(crate) fn apply(conn: &mut dyn Conn, outputs: &RunOutputs) -> Result<()> {
    check_active(conn, &outputs.run_id)?;
    for output in &outputs.models {
        conn.execute(
            "INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id, step) \
             VALUES ($1, 'RUN_OUTPUT', $2, 'MODEL_OUTPUT', $3, $4)",
            &[Value::Text(&random_hex()), (&outputs.run_id).into(), (&output.model_id).into(), output.step.into()],
        )?;
    }
    Ok(())
}

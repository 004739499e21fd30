//! What a run read: datasets, each kept once per experiment, and logged models.

use runlore_domain::dataset::{Dataset, DatasetInput, RunInputs};
use runlore_domain::ids::random_hex;
use runlore_domain::{ExperimentId, Result, RunId};

use super::{check_active, get};
use crate::db::{Conn, Value};

pub(crate) fn apply(conn: &mut dyn Conn, inputs: &RunInputs) -> Result<()> {
    check_active(conn, &inputs.run_id)?;
    let experiment = get::info(conn, &inputs.run_id)?.experiment_id;
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for input in &inputs.datasets {
        let name = (input.dataset.name.as_str(), input.dataset.digest.as_str());
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let dataset = dataset_id(conn, experiment, &input.dataset)?;
        link(conn, &inputs.run_id, &dataset, input)?;
    }
    for model in &inputs.models {
        edge(conn, ["RUN_INPUT", inputs.run_id.as_str(), "MODEL_INPUT", model.as_str()])?;
    }
    Ok(())
}

/// The id of the experiment's dataset of this name and digest, made now if there is none.
fn dataset_id(conn: &mut dyn Conn, experiment: ExperimentId, dataset: &Dataset) -> Result<String> {
    conn.execute(
        "INSERT INTO datasets (dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source, \
         dataset_schema, dataset_profile) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        &[
            Value::Text(&random_hex()),
            experiment.into(),
            (&dataset.name).into(),
            (&dataset.digest).into(),
            (&dataset.source_type).into(),
            (&dataset.source).into(),
            dataset.schema.as_deref().into(),
            dataset.profile.as_deref().into(),
        ],
    )?;
    conn.row(
        "SELECT dataset_uuid FROM datasets WHERE experiment_id = $1 AND name = $2 AND digest = $3",
        &[experiment.into(), (&dataset.name).into(), (&dataset.digest).into()],
        |row| row.text(0),
    )?
    .ok_or_else(|| runlore_domain::Error::unavailable("The dataset was deleted meanwhile; try again."))
}

/// Ties the dataset to the run. The tags belong to the tie: they are written with a new one only.
fn link(conn: &mut dyn Conn, run: &RunId, dataset: &str, input: &DatasetInput) -> Result<()> {
    let Some(id) = edge(conn, ["DATASET", dataset, "RUN", run.as_str()])? else { return Ok(()) };
    for tag in &input.tags {
        conn.execute(
            "INSERT INTO input_tags (input_uuid, name, value) VALUES ($1, $2, $3)",
            &[Value::Text(&id), (&tag.key).into(), (&tag.value).into()],
        )?;
    }
    Ok(())
}

/// Makes an edge and gives its id, or `None` when it was there.
fn edge(conn: &mut dyn Conn, ends: [&str; 4]) -> Result<Option<String>> {
    let id = random_hex();
    let [from, from_id, to, to_id] = ends.map(Value::Text);
    let made = conn.execute(
        "INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        &[Value::Text(&id), from, from_id, to, to_id],
    )?;
    Ok((made > 0).then_some(id))
}

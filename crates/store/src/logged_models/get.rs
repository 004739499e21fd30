//! Reading logged models with everything that belongs to them.

use std::collections::HashMap;

use runlore_domain::experiment::{LifecycleStage, Tag};
use runlore_domain::logged_model::{LoggedModel, LoggedModelStatus};
use runlore_domain::metric::{Metric, MetricSubject};
use runlore_domain::run::Param;
use runlore_domain::{ExperimentId, ModelId, Result, RunId};

use super::missing;
use crate::db::{Conn, Row, Value};

/// The columns that [`read`] reads, in its order.
pub(crate) const COLUMNS: &str = "model_id, experiment_id, name, artifact_location, creation_timestamp_ms, \
                                  last_updated_timestamp_ms, status, status_message, lifecycle_stage, model_type, \
                                  source_run_id";

/// A logged model from a row of [`COLUMNS`]; params, tags and metrics still missing.
pub(crate) fn read(row: &Row<'_>) -> Result<LoggedModel> {
    Ok(LoggedModel {
        id: ModelId::from(row.str(0)?),
        experiment_id: ExperimentId(row.int(1)?),
        name: row.text(2)?,
        artifact_location: row.text(3)?,
        creation_time: row.int(4)?,
        last_update_time: row.int(5)?,
        status: LoggedModelStatus::from_number(row.int(6)?).unwrap_or(LoggedModelStatus::Pending),
        status_message: row.opt_text(7)?,
        lifecycle_stage: LifecycleStage::from_stored(row.opt_str(8)?.unwrap_or("active")),
        model_type: row.opt_text(9)?,
        source_run_id: row.opt_str(10)?.map(RunId::from),
        params: Vec::new(),
        tags: Vec::new(),
        metrics: Vec::new(),
    })
}

/// The model, unless it is in the bin.
pub(crate) fn active(conn: &mut dyn Conn, id: &ModelId) -> Result<LoggedModel> {
    one(conn, id, "AND (lifecycle_stage IS NULL OR lifecycle_stage <> 'deleted')")
}

/// The model, also when it is in the bin.
pub(crate) fn any_stage(conn: &mut dyn Conn, id: &ModelId) -> Result<LoggedModel> {
    one(conn, id, "")
}

fn one(conn: &mut dyn Conn, id: &ModelId, and: &str) -> Result<LoggedModel> {
    let sql = format!("SELECT {COLUMNS} FROM logged_models WHERE model_id = $1 {and}");
    let model = conn.row(&sql, &[id.into()], read)?.ok_or_else(|| missing(id))?;
    load(conn, vec![model])?.pop().ok_or_else(|| missing(id))
}

/// Loads params, tags and metrics of `models`, one query per table; their order stays.
pub(crate) fn load(conn: &mut dyn Conn, mut models: Vec<LoggedModel>) -> Result<Vec<LoggedModel>> {
    let owned: Vec<ModelId> = models.iter().map(|model| model.id.clone()).collect();
    let ids: Vec<&str> = owned.iter().map(ModelId::as_str).collect();
    let places: HashMap<&str, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let list = conn.dialect().in_list("$1");
    let mut each = |select: &str, order: &str, add: &mut dyn FnMut(&mut LoggedModel, &Row<'_>) -> Result<()>| {
        let sql = format!("{select} WHERE model_id {list} ORDER BY {order}");
        conn.query(&sql, &[Value::Texts(&ids)], &mut |row| match places.get(row.str(0)?) {
            Some(place) => add(&mut models[*place], row),
            None => Ok(()),
        })
    };
    each("SELECT model_id, param_key, param_value FROM logged_model_params", "param_key", &mut |model, row| {
        model.params.push(Param { key: row.text(1)?, value: row.text(2)? });
        Ok(())
    })?;
    each("SELECT model_id, tag_key, tag_value FROM logged_model_tags", "tag_key", &mut |model, row| {
        model.tags.push(Tag { key: row.text(1)?, value: row.text(2)? });
        Ok(())
    })?;
    each(
        "SELECT model_id, metric_name, metric_value, metric_timestamp_ms, metric_step, run_id, dataset_name, \
         dataset_digest FROM logged_model_metrics",
        "metric_name, metric_timestamp_ms, metric_step, run_id",
        &mut |model, row| {
            model.metrics.push(metric(&model.id, row)?);
            Ok(())
        },
    )?;
    Ok(models)
}

fn metric(model: &ModelId, row: &Row<'_>) -> Result<Metric> {
    Ok(Metric {
        key: row.text(1)?,
        value: row.opt_real(2)?.unwrap_or_default(),
        timestamp: row.int(3)?,
        step: row.int(4)?,
        about: Some(Box::new(MetricSubject {
            model_id: Some(model.clone()),
            run_id: Some(RunId::from(row.str(5)?)),
            dataset_name: row.opt_text(6)?,
            dataset_digest: row.opt_text(7)?,
        })),
    })
}

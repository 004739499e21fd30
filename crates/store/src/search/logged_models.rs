//! Searching logged models: one statement, whose inner query computes the keys of the order.

use std::collections::HashMap;

use runlore_domain::logged_model::LoggedModel;
use runlore_domain::page::Page;
use runlore_domain::search::{
    Comparison, Cursor, DatasetFilter, LoggedModelAttribute, LoggedModelField, LoggedModelOrderKey, LoggedModelSearch,
    Operator, Start, Test, Value,
};
use runlore_domain::{ModelId, Result};

use super::PageRows;
use super::filter::{condition, exists, integer, real, text};
use super::keyset::{self, SortColumn, SortKind};
use super::sql::{Bind, Sql};
use crate::db::{Conn, snapshot};
use crate::logged_models::get;

/// One page of logged models.
pub(super) fn page(conn: &mut dyn Conn, search: &LoggedModelSearch) -> Result<Page<LoggedModel>> {
    if search.experiment_ids.is_empty() {
        return Ok(Page::last(Vec::new()));
    }
    snapshot(conn, |conn| {
        let wanted = PageRows::new(search.max_results, &search.start)?;
        let keys = keys(search);
        let mut sql = Sql::new(conn.dialect());
        statement(&mut sql, search, &keys, wanted.need())?;
        let found = sql.rows(conn, |row| keyset::read(row, &keys))?;
        let (rows, last) = wanted.cut(found);
        let models = models(conn, &rows)?;
        let next_token = last.map(|cursor| search.next_token(&cursor));
        Ok(Page { items: get::load(conn, models)?, next_token })
    })
}

fn keys(search: &LoggedModelSearch) -> Vec<SortColumn> {
    let kind = |key: &LoggedModelOrderKey| match key {
        LoggedModelOrderKey::Metric { .. } => SortKind::Real,
        LoggedModelOrderKey::Attribute(attribute) if is_integer(*attribute) => SortKind::Int,
        LoggedModelOrderKey::Attribute(_) => SortKind::Text,
    };
    let orders = search.order_by.iter().enumerate();
    orders.map(|(i, order)| SortColumn::nullable(format!("q.k{i}"), kind(&order.key), order.ascending)).collect()
}

fn is_integer(attribute: LoggedModelAttribute) -> bool {
    use LoggedModelAttribute::{CreationTimestamp, ExperimentId, LastUpdatedTimestamp, Status};
    matches!(attribute, CreationTimestamp | ExperimentId | LastUpdatedTimestamp | Status)
}

fn statement(sql: &mut Sql, search: &LoggedModelSearch, keys: &[SortColumn], limit: i64) -> Result<()> {
    sql.push("SELECT q.model_id");
    keyset::select(sql, keys);
    sql.push(" FROM (SELECT lm.model_id");
    for (i, order) in search.order_by.iter().enumerate() {
        sql.push(", ");
        order_key(sql, &order.key)?;
        sql.push(&format!(" AS k{i}"));
    }
    let ids = Bind::experiments(sql.dialect, &search.experiment_ids);
    sql.push(" FROM logged_models lm WHERE lm.lifecycle_stage <> 'deleted' AND lm.experiment_id ").in_list(ids);
    sql.push(" AND ");
    condition(sql, &search.filter, &|sql, c| compare(sql, c, &search.datasets))?;
    let mut has_metric = false;
    search.filter.each(&mut |c| has_metric |= matches!(c.field, LoggedModelField::Metric(_)));
    if !search.datasets.is_empty() && !has_metric {
        sql.push(" AND EXISTS (SELECT 1 FROM logged_model_metrics m WHERE m.model_id = lm.model_id");
        about(sql, &search.datasets)?;
        sql.push(")");
    }
    sql.push(") q WHERE ");
    match &search.start {
        Start::After(cursor) => keyset::after(sql, keys, cursor, "q.model_id", Bind::Text(cursor.id.clone())),
        _ => {
            sql.push("TRUE");
        }
    }
    keyset::order_by(sql, keys, "q.model_id", false);
    sql.push(" LIMIT ").bind(Bind::Int(limit));
    Ok(())
}

/// The latest point of a metric counts.
fn order_key(sql: &mut Sql, key: &LoggedModelOrderKey) -> Result<()> {
    let (key, dataset_name, dataset_digest) = match key {
        LoggedModelOrderKey::Attribute(attribute) => {
            sql.push("lm.").push(attribute.column());
            return Ok(());
        }
        LoggedModelOrderKey::Metric { key, dataset_name, dataset_digest } => (key, dataset_name, dataset_digest),
    };
    sql.push("(SELECT m.metric_value FROM logged_model_metrics m WHERE m.model_id = lm.model_id AND m.metric_name = ");
    sql.text(key);
    for (column, value) in [("dataset_name", dataset_name), ("dataset_digest", dataset_digest)] {
        if let Some(value) = value {
            sql.push(&format!(" AND m.{column} = ")).text(value);
        }
    }
    sql.push(" ORDER BY m.metric_timestamp_ms DESC, m.metric_step DESC, m.run_id LIMIT 1)");
    Ok(())
}

fn compare(sql: &mut Sql, comparison: &Comparison<LoggedModelField>, datasets: &[DatasetFilter]) -> Result<()> {
    let Comparison { field, test } = comparison;
    let (table, key_column, value, key) = match field {
        LoggedModelField::Attribute(attribute) => return column(sql, *attribute, test),
        LoggedModelField::Metric(key) => ("logged_model_metrics", "metric_name", "m.metric_value", key),
        LoggedModelField::Param(key) => ("logged_model_params", "param_key", "m.param_value", key),
        LoggedModelField::Tag(key) => ("logged_model_tags", "tag_key", "m.tag_value", key),
    };
    let is_metric = matches!(field, LoggedModelField::Metric(_));
    let absent = matches!(test, Test::IsNull { negated: false });
    exists(sql, absent, |sql| {
        sql.push(&format!("{table} m WHERE m.model_id = lm.model_id AND m.{key_column} = ")).text(key);
        if !matches!(test, Test::IsNull { .. }) {
            sql.push(" AND ");
            if is_metric { real(sql, value, test)? } else { text(sql, value, test)? }
        }
        if is_metric && !datasets.is_empty() {
            about(sql, datasets)?;
        }
        Ok(())
    })
}

/// Restricts metrics to those about one of the datasets; no digest means that the metric has none.
fn about(sql: &mut Sql, datasets: &[DatasetFilter]) -> Result<()> {
    sql.push(" AND (");
    sql.joined(datasets, " OR ", |sql, dataset| {
        sql.push("(m.dataset_name = ").text(&dataset.name);
        match &dataset.digest {
            Some(digest) => sql.push(" AND m.dataset_digest = ").text(digest).push(")"),
            None => sql.push(" AND m.dataset_digest IS NULL)"),
        };
        Ok(())
    })?;
    sql.push(")");
    Ok(())
}

fn column(sql: &mut Sql, attribute: LoggedModelAttribute, test: &Test) -> Result<()> {
    use LoggedModelAttribute::{CreationTimestamp, LastUpdatedTimestamp};
    let column = format!("lm.{}", attribute.column());
    match attribute {
        CreationTimestamp | LastUpdatedTimestamp => integer(sql, &column, test),
        _ if is_integer(attribute) => number_as_text(sql, &column, test),
        _ => text(sql, &column, test),
    }
}

/// Numbers are compared with texts that are numbers, and equal no other text: `status = 'READY'` finds nothing.
fn number_as_text(sql: &mut Sql, column: &str, test: &Test) -> Result<()> {
    let number = |value: &Value| match value {
        Value::Text(text) => text.trim().parse().ok().map(Value::Int),
        number => Some(number.clone()),
    };
    let numeric = match test {
        Test::Is(operator, value) => match number(value) {
            Some(value) => Test::Is(*operator, value),
            None => return constant(sql, column, *operator == Operator::Ne),
        },
        Test::In { values, negated } => {
            let values: Vec<Value> = values.iter().filter_map(number).collect();
            if values.is_empty() {
                return constant(sql, column, *negated);
            }
            Test::In { values, negated: *negated }
        }
        Test::IsNull { .. } => test.clone(),
        _ => return text(sql, &format!("CAST({column} AS TEXT)"), test),
    };
    integer(sql, column, &numeric)
}

fn constant(sql: &mut Sql, column: &str, holds: bool) -> Result<()> {
    if holds {
        sql.push(column).push(" IS NOT NULL");
    } else {
        sql.push("FALSE");
    }
    Ok(())
}

/// The models' own columns, in the order of the rows.
fn models(conn: &mut dyn Conn, rows: &[Cursor]) -> Result<Vec<LoggedModel>> {
    let mut sql = Sql::new(conn.dialect());
    sql.push(&format!("SELECT {} FROM logged_models WHERE model_id ", get::COLUMNS));
    sql.in_list(Bind::Texts(rows.iter().map(|row| row.id.clone()).collect()));
    let mut models: HashMap<ModelId, LoggedModel> =
        sql.rows(conn, get::read)?.into_iter().map(|model| (model.id.clone(), model)).collect();
    Ok(rows.iter().filter_map(|row| models.remove(&ModelId::from(row.id.as_str()))).collect())
}

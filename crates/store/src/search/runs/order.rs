//! Orders of runs: which column each key reads and which table it is joined from.

use runlore_domain::search::{RunAttribute, RunOrder, RunOrderKey};

use super::filter::{Keyed, whole};
use crate::search::keyset::{SortColumn, SortKind};
use crate::search::sql::Sql;

/// One key: its column, and the keyed row that it comes from, named `s<i>`.
#[derive(Debug, Clone)]
pub(super) struct RunSort {
    pub(super) column: SortColumn,
    pub(super) from: Option<(Keyed, String)>,
    pub(super) attribute: Option<RunAttribute>,
}

/// The keys of an order; `long` says that there are values longer than their columns.
pub(super) fn keys(order: &[RunOrder], long: bool) -> Vec<RunSort> {
    order.iter().enumerate().map(|(i, order)| key(i, order, long)).collect()
}

fn key(i: usize, order: &RunOrder, long: bool) -> RunSort {
    let keyed = |table: Keyed, key: &str| {
        let alias = format!("s{i}");
        let column = match table.entity() {
            None => SortColumn {
                rank: format!("CASE WHEN {alias}.value IS NULL THEN 2 WHEN {alias}.is_nan THEN 1 ELSE 0 END"),
                value: format!("{alias}.value"),
                missing: 2,
                kind: SortKind::Real,
                ascending: order.ascending,
            },
            Some(entity) if long => SortColumn {
                rank: format!("CASE WHEN {alias}.value IS NULL THEN 1 ELSE 0 END"),
                value: whole(&alias, entity),
                missing: 1,
                kind: SortKind::Text,
                ascending: order.ascending,
            },
            Some(_) => SortColumn::nullable(format!("{alias}.value"), SortKind::Text, order.ascending),
        };
        RunSort { column, from: Some((table, key.to_owned())), attribute: None }
    };
    match &order.key {
        RunOrderKey::Metric(key) => keyed(Keyed::Metrics, key),
        RunOrderKey::Param(key) => keyed(Keyed::Params, key),
        RunOrderKey::Tag(key) => keyed(Keyed::Tags, key),
        RunOrderKey::Attribute(attribute) => {
            let (name, kind) = match attribute {
                RunAttribute::RunId => ("run_uuid", SortKind::Text),
                RunAttribute::RunName => ("name", SortKind::Text),
                RunAttribute::UserId => ("user_id", SortKind::Text),
                RunAttribute::Status => ("status", SortKind::Text),
                RunAttribute::ArtifactUri => ("artifact_uri", SortKind::Text),
                RunAttribute::StartTime => ("start_time", SortKind::Int),
                RunAttribute::EndTime => ("end_time", SortKind::Int),
                RunAttribute::ExperimentId => ("experiment_id", SortKind::Int),
            };
            let column = SortColumn::nullable(format!("r.{name}"), kind, order.ascending);
            RunSort { column, from: None, attribute: Some(*attribute) }
        }
    }
}

/// Joins the keyed rows of all keys but the one that drives the query.
pub(super) fn join(sql: &mut Sql, keys: &[RunSort], driving: Option<usize>) {
    for (i, key) in keys.iter().enumerate() {
        if let Some((table, name)) = key.from.as_ref().filter(|_| driving != Some(i)) {
            sql.push(&format!(" LEFT JOIN {} s{i} ON s{i}.run_uuid = r.run_uuid AND s{i}.key = ", table.table()));
            sql.text(name);
        }
    }
}

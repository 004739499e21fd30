//! Orders and where a page begins in them.
//!
//! Each key of an order is a rank and a value: the rank puts NaN and missing values behind the
//! others whatever the direction, the value orders within rank 0. A page begins after the sort key
//! of the row before it, which costs the same for every page.

use runlore_domain::Result;
use runlore_domain::search::{Cursor, SortValue};

use super::sql::{Bind, Sql};
use crate::db::Row;

/// What a key's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SortKind {
    Int,
    Real,
    Text,
}

/// One key of an order.
#[derive(Debug, Clone)]
pub(super) struct SortColumn {
    /// 0 for values, something else for what comes before or after them.
    pub(super) rank: String,
    pub(super) value: String,
    /// The rank of a missing value.
    pub(super) missing: i64,
    pub(super) kind: SortKind,
    pub(super) ascending: bool,
}

impl SortColumn {
    /// A column that is empty where there is no value; those come last.
    pub(super) fn nullable(value: impl Into<String>, kind: SortKind, ascending: bool) -> Self {
        let value = value.into();
        let rank = format!("CASE WHEN {value} IS NULL THEN 1 ELSE 0 END");
        Self { rank, value, missing: 1, kind, ascending }
    }

    fn direction(&self) -> &'static str {
        if self.ascending { " ASC" } else { " DESC" }
    }
}

/// Adds `rank, value` of every key to the columns of a query, after the id.
pub(super) fn select(sql: &mut Sql, keys: &[SortColumn]) {
    for key in keys {
        sql.push(", ").push(&key.rank).push(", ").push(&key.value);
    }
}

/// Reads what [`select`] selected.
pub(super) fn read(row: &Row<'_>, keys: &[SortColumn]) -> Result<Cursor> {
    Ok(Cursor { keys: read_keys(row, keys)?, id: row.text(0)? })
}

/// Reads what [`select`] selected, but for the id.
pub(super) fn read_keys(row: &Row<'_>, keys: &[SortColumn]) -> Result<Vec<SortValue>> {
    let value = |i: usize, key: &SortColumn| -> Result<SortValue> {
        let at = 1 + 2 * i;
        Ok(match row.int(at)? {
            rank if rank == key.missing => SortValue::Null,
            0 => match key.kind {
                SortKind::Int => row.opt_int(at + 1)?.map_or(SortValue::Null, SortValue::Int),
                SortKind::Real => row.opt_real(at + 1)?.map_or(SortValue::Null, SortValue::Float),
                SortKind::Text => row.opt_text(at + 1)?.map_or(SortValue::Null, SortValue::Text),
            },
            _ => SortValue::NaN,
        })
    };
    keys.iter().enumerate().map(|(i, key)| value(i, key)).collect()
}

/// Adds the order; `fixed` says that all rows have the first key's rank, so that an index can serve it.
pub(super) fn order_by(sql: &mut Sql, keys: &[SortColumn], id: &str, fixed: bool) {
    sql.push(" ORDER BY ");
    for (i, key) in keys.iter().enumerate() {
        if i > 0 || !fixed {
            sql.push(&key.rank).push(", ");
        }
        sql.push(&key.value).push(key.direction()).push(", ");
    }
    sql.push(id);
}

/// Adds the condition that a row comes after the cursor; ids are compared as `id_bind`.
pub(super) fn after(sql: &mut Sql, keys: &[SortColumn], cursor: &Cursor, id: &str, id_bind: Bind) {
    sql.push("(");
    for (key, value) in keys.iter().zip(&cursor.keys) {
        later(sql, key, value);
        sql.push(" OR (");
        same(sql, key, value);
        sql.push(" AND (");
    }
    sql.push(id).push(" > ").bind(id_bind);
    for _ in keys.iter().zip(&cursor.keys) {
        sql.push("))");
    }
    sql.push(")");
}

fn later(sql: &mut Sql, key: &SortColumn, value: &SortValue) {
    let rank = rank(key, value);
    sql.push(&key.rank).push(&format!(" > {rank}"));
    if let Some(bind) = bind(value) {
        let operator = if key.ascending { " > " } else { " < " };
        sql.push(" OR (").push(&key.rank).push(" = 0 AND ").push(&key.value).push(operator).bind(bind).push(")");
    }
}

fn same(sql: &mut Sql, key: &SortColumn, value: &SortValue) {
    let rank = rank(key, value);
    sql.push(&key.rank).push(&format!(" = {rank}"));
    if let Some(bind) = bind(value) {
        sql.push(" AND ").push(&key.value).push(" = ").bind(bind);
    }
}

fn rank(key: &SortColumn, value: &SortValue) -> i64 {
    match value {
        SortValue::Null => key.missing,
        SortValue::NaN => 1,
        _ => 0,
    }
}

/// The value of a placeholder, for values that are ordered among each other.
pub(super) fn bind(value: &SortValue) -> Option<Bind> {
    match value {
        SortValue::Int(number) => Some(Bind::Int(*number)),
        SortValue::Float(number) => Some(Bind::Real(*number)),
        SortValue::Text(text) | SortValue::LongText(text) => Some(Bind::Text(text.clone())),
        SortValue::Null | SortValue::NaN => None,
    }
}

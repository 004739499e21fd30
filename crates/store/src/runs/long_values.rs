//! Params and tags that are longer than MLflow's columns.
//!
//! The column holds what MLflow itself would have stored: the first 6,000 or 8,000 code points. The
//! whole value lies in `runlore_long_values` and counts only while the column still is its prefix:
//! whatever MLflow writes over it wins. The table has no foreign keys, so that `mlflow gc` works;
//! what it leaves behind is swept.

use runlore_domain::Result;
use runlore_domain::limits::{PARAM_VALUE_COLUMN, TAG_VALUE_COLUMN, prefix};

use crate::db::{Conn, InsertRows, Kind, Value, for_pairs};

/// Whose value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entity {
    Param,
    Tag,
}

impl Entity {
    /// As stored.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Param => "param",
            Self::Tag => "tag",
        }
    }

    /// Code points that the column holds.
    pub(crate) fn column_length(self) -> usize {
        match self {
            Self::Param => PARAM_VALUE_COLUMN,
            Self::Tag => TAG_VALUE_COLUMN,
        }
    }
}

/// Replaces a column's value by the whole one, if there is more of it.
pub(crate) fn complete(conn: &mut dyn Conn, entity: Entity, owner: &str, key: &str, value: &mut String) -> Result<()> {
    // Bytes are at least code points, so nearly every value is ruled out here.
    if value.len() < entity.column_length() || value.chars().count() != entity.column_length() {
        return Ok(());
    }
    let whole = conn.row(
        "SELECT value FROM runlore_long_values WHERE entity = $1 AND owner_id = $2 AND key = $3",
        &[entity.as_str().into(), owner.into(), key.into()],
        |row| row.text(0),
    )?;
    if let Some(whole) = whole
        && whole.starts_with(value.as_str())
    {
        *value = whole;
    }
    Ok(())
}

/// What the column holds of `value`.
pub(crate) fn column(entity: Entity, value: &str) -> &str {
    prefix(value, entity.column_length())
}

const WHOLE: InsertRows = InsertRows {
    table: "runlore_long_values",
    columns: &[("entity", Kind::Text), ("owner_id", Kind::Text), ("key", Kind::Text), ("value", Kind::Text)],
    conflict: "ON CONFLICT (entity, owner_id, key) DO UPDATE SET value = excluded.value",
};

/// Stores the whole values of those rows of (owner, key, value) that are longer than the column, and
/// forgets what earlier values of the others left.
pub(crate) fn store(conn: &mut dyn Conn, entity: Entity, rows: &[(&str, &str, &str)]) -> Result<()> {
    let is_long = |value: &str| column(entity, value).len() < value.len();
    let long: Vec<Value<'_>> = rows
        .iter()
        .filter(|(.., value)| is_long(value))
        .flat_map(|(owner, key, value)| [entity.as_str().into(), (*owner).into(), (*key).into(), (*value).into()])
        .collect();
    conn.insert_rows(&WHOLE, &long)?;
    if entity == Entity::Param {
        // A param never changes, so there is nothing to forget.
        return Ok(());
    }
    let short: Vec<(&str, &str)> =
        rows.iter().filter(|(.., value)| !is_long(value)).map(|(owner, key, _)| (*owner, *key)).collect();
    forget_tags(conn, &short)
}

/// Forgets the whole values of tags that were overwritten or deleted, given as (run, key).
pub(crate) fn forget_tags(conn: &mut dyn Conn, tags: &[(&str, &str)]) -> Result<()> {
    for_pairs(
        conn,
        "DELETE FROM runlore_long_values WHERE entity = 'tag' AND owner_id = $1 AND key = $2",
        "DELETE FROM runlore_long_values l USING unnest($1::text[], $2::text[]) AS gone(owner_id, key) \
         WHERE l.entity = 'tag' AND l.owner_id = gone.owner_id AND l.key = gone.key",
        tags,
        &mut |_| Ok(()),
    )
}

//! Params and tags that are longer than MLflow's columns.
//!
//! The column holds what MLflow itself would have stored: the first 6,000 or 8,000 code points; of the
//! list of a run's tables it holds whole entries, so that it stays a list. The whole value lies in
//! `runlore_long_values` and counts only while the column still is what was cut from it: whatever MLflow
//! writes over it wins. The table has no foreign keys, so that `mlflow gc` works; what it leaves behind
//! is swept.

use std::borrow::Cow;

use runlore_domain::Result;
use runlore_domain::limits::{PARAM_VALUE_COLUMN, TAG_VALUE_COLUMN, longer_than, prefix};
use runlore_domain::logged_artifacts::{CUT, LOGGED_ARTIFACTS_TAG, cut, is_cut_of};

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
    let is_full = value.len() >= entity.column_length() && value.chars().count() == entity.column_length();
    let is_cut = entity == Entity::Tag && value.ends_with(CUT);
    if !is_full && !is_cut {
        return Ok(());
    }
    let whole = conn.row(
        "SELECT value FROM runlore_long_values WHERE entity = $1 AND owner_id = $2 AND key = $3",
        &[entity.as_str().into(), owner.into(), key.into()],
        |row| row.text(0),
    )?;
    if let Some(whole) = whole
        && ((is_full && whole.starts_with(value.as_str())) || (is_cut && is_cut_of(value, &whole)))
    {
        *value = whole;
    }
    Ok(())
}

/// What the column holds of `value`.
pub(crate) fn column<'v>(entity: Entity, key: &str, value: &'v str) -> Cow<'v, str> {
    let start = prefix(value, entity.column_length());
    let list = (start.len() < value.len() && key == LOGGED_ARTIFACTS_TAG).then(|| cut(value, entity.column_length()));
    list.flatten().map_or(Cow::Borrowed(start), Cow::Owned)
}

const WHOLE: InsertRows = InsertRows {
    table: "runlore_long_values",
    columns: &[("entity", Kind::Text), ("owner_id", Kind::Text), ("key", Kind::Text), ("value", Kind::Text)],
    conflict: "ON CONFLICT (entity, owner_id, key) DO UPDATE SET value = excluded.value",
};

/// Stores the whole values of those rows of (owner, key, value) that are longer than the column, and
/// forgets what earlier values of the others left.
pub(crate) fn store(conn: &mut dyn Conn, entity: Entity, rows: &[(&str, &str, &str)]) -> Result<()> {
    let is_long = |value: &str| longer_than(value, entity.column_length());
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

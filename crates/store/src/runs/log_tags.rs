//! Tags of many batches: the last value of a key wins. The tag of the run's name also names the run.

use runlore_domain::experiment::Tag;
use runlore_domain::run::RUN_NAME_TAG;
use runlore_domain::run_batch::RunBatch;
use runlore_domain::{Result, RunId};

use super::long_values::{self, Entity};
use crate::db::{Conn, InsertRows, Kind, Value};

const TAGS: InsertRows = InsertRows {
    table: "tags",
    columns: &[("key", Kind::Text), ("value", Kind::Text), ("run_uuid", Kind::Text)],
    conflict: "ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value",
};

/// A tag with its run: (run, key, value).
pub(crate) type TagOf<'b> = (&'b str, &'b str, &'b str);

/// Tags of one run.
pub(crate) fn of<'b>(run: &'b RunId, tags: &'b [Tag]) -> Vec<TagOf<'b>> {
    tags.iter().map(|tag| (run.as_str(), tag.key.as_str(), tag.value.as_str())).collect()
}

/// Sets the tags of all batches.
pub(crate) fn log(conn: &mut dyn Conn, batches: &[&RunBatch]) -> Result<()> {
    let tags: Vec<TagOf<'_>> = batches
        .iter()
        .flat_map(|batch| of(&batch.run_id, &batch.tags))
        // MLflow ignores an empty name.
        .filter(|(_, key, value)| *key != RUN_NAME_TAG || !value.is_empty())
        .collect();
    for (run, _, name) in tags.iter().filter(|(_, key, _)| *key == RUN_NAME_TAG) {
        conn.execute("UPDATE runs SET name = $2 WHERE run_uuid = $1", &[(*run).into(), (*name).into()])?;
    }
    upsert(conn, &tags)
}

/// Writes tags, without looking at their runs; of equal keys the last wins.
pub(crate) fn upsert(conn: &mut dyn Conn, tags: &[TagOf<'_>]) -> Result<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut sorted = tags.to_vec();
    // Stable, so that the last of equal keys stays last; reversed, the first one met is it.
    sorted.reverse();
    sorted.sort_by_key(|(run, key, _)| (*run, *key));
    sorted.dedup_by_key(|(run, key, _)| (*run, *key));
    let columns: Vec<_> = sorted.iter().map(|(_, key, value)| long_values::column(Entity::Tag, key, value)).collect();
    let rows: Vec<Value<'_>> = sorted
        .iter()
        .zip(&columns)
        .flat_map(|((run, key, _), column)| [(*key).into(), (&**column).into(), (*run).into()])
        .collect();
    conn.insert_rows(&TAGS, &rows)?;
    long_values::store(conn, Entity::Tag, &sorted)
}

//! Changes of a table's base and intent, each for one version of it.

use runlore_domain::Result;
use runlore_domain::table::{Base, OldChunk, Seen, TableChange, TableName};

use super::int;
use crate::db::{Conn, Value};

/// Applies a change; false when there was nothing to change.
pub(crate) fn apply(conn: &mut dyn Conn, change: &TableChange) -> Result<bool> {
    match change {
        TableChange::Intend { seen, intent, now } => {
            let set = "version = version + 1, intent_size = $5, intent_upto = $6, intent_until = $7";
            let free = "(intent_until IS NULL OR intent_until < $8)";
            let values = [int(intent.size), int(intent.upto), intent.until.into(), (*now).into()];
            update(conn, seen, set, free, &values)
        }
        TableChange::Renew { seen, until } => update(conn, seen, "intent_until = $5", "TRUE", &[(*until).into()]),
        TableChange::Commit { seen, base, upto, now } => commit(conn, seen, base, *upto, *now),
        TableChange::Forget { seen, now } => {
            let gone = conn.execute(
                "DELETE FROM runlore_tables WHERE run_uuid = $1 AND path = $2 AND id = $3 AND version = $4",
                &key(seen),
            )?;
            if gone > 0 {
                let sql = "UPDATE runlore_table_chunks SET merged = $2 WHERE table_id = $1 AND merged IS NULL";
                conn.execute(sql, &[(&seen.id).into(), (*now).into()])?;
            }
            Ok(gone > 0)
        }
        TableChange::ForgetAll { at, now } => forget_all(conn, at, *now),
        TableChange::DropChunks(chunks) => drop_chunks(conn, chunks),
    }
}

fn key(seen: &Seen) -> [Value<'_>; 4] {
    [(&seen.table.run_id).into(), (&seen.table.path).into(), (&seen.id).into(), seen.version.into()]
}

/// Updates the table if it is at the version seen; placeholders of `set` and `only_if` begin with `$5`.
fn update(conn: &mut dyn Conn, seen: &Seen, set: &str, only_if: &str, values: &[Value<'_>]) -> Result<bool> {
    let sql = format!(
        "UPDATE runlore_tables SET {set} WHERE run_uuid = $1 AND path = $2 AND id = $3 AND version = $4 AND {only_if}"
    );
    let values: Vec<Value<'_>> = key(seen).into_iter().chain(values.iter().copied()).collect();
    Ok(conn.execute(&sql, &values)? > 0)
}

fn commit(conn: &mut dyn Conn, seen: &Seen, base: &Base, upto: u64, now: i64) -> Result<bool> {
    let rows = &base.rows;
    let set = "version = version + 1, base_etag = $5, base_columns = $6, base_rows = $7, base_start = $8, base_end = $9, \
               intent_size = NULL, intent_upto = NULL, intent_until = NULL";
    let values =
        [(&base.etag).into(), (&rows.columns).into(), int(rows.count), int(rows.data.start), int(rows.data.end)];
    if !update(conn, seen, set, "TRUE", &values)? {
        return Ok(false);
    }
    conn.execute(
        "UPDATE runlore_table_chunks SET merged = $3 WHERE table_id = $1 AND number <= $2 AND merged IS NULL",
        &[(&seen.id).into(), int(upto), now.into()],
    )?;
    conn.execute(
        "UPDATE runlore_tables SET pending = (SELECT coalesce(SUM(data_end - data_start + 1), 0) \
         FROM runlore_table_chunks WHERE table_id = $3 AND merged IS NULL) WHERE run_uuid = $1 AND path = $2",
        &[(&seen.table.run_id).into(), (&seen.table.path).into(), (&seen.id).into()],
    )?;
    Ok(true)
}

/// What an upload or a deletion takes away: the table of this name, and those in a folder of this name.
fn forget_all(conn: &mut dyn Conn, at: &TableName, now: i64) -> Result<bool> {
    let below = if at.path.is_empty() { String::new() } else { format!("{}/", at.path) };
    let place = [(&at.run_id).into(), Value::Text(&at.path), Value::Text(&below)];
    let there = "run_uuid = $1 AND (path = $2 OR substr(path, 1, length($3)) = $3)";
    let ids = conn.rows(&format!("SELECT id FROM runlore_tables WHERE {there}"), &place, |row| row.text(0))?;
    for id in &ids {
        conn.execute("DELETE FROM runlore_tables WHERE run_uuid = $1 AND id = $2", &[(&at.run_id).into(), id.into()])?;
        let sql = "UPDATE runlore_table_chunks SET merged = $2 WHERE table_id = $1 AND merged IS NULL";
        conn.execute(sql, &[id.into(), now.into()])?;
    }
    Ok(!ids.is_empty())
}

fn drop_chunks(conn: &mut dyn Conn, chunks: &[OldChunk]) -> Result<bool> {
    for chunk in chunks {
        conn.execute(
            "DELETE FROM runlore_table_chunks WHERE table_id = $1 AND number = $2 AND merged IS NOT NULL",
            &[(&chunk.table_id).into(), int(chunk.number)],
        )?;
    }
    Ok(!chunks.is_empty())
}

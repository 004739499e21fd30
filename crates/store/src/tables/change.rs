//! Changes of a table's base and of who writes it, each for one version of it.

use runlore_domain::Result;
use runlore_domain::table::{Base, OldChunk, Publication, Seen, TableChange, TableName};

use super::int;
use crate::db::{Conn, Value};

/// How far clocks may differ, in milliseconds. Who is busy until later than that has died, and the clock was set back.
const CLOCKS: i64 = 60_000;

/// Applies a change; false when there was nothing to change.
pub(crate) fn apply(conn: &mut dyn Conn, change: &TableChange) -> Result<bool> {
    match change {
        TableChange::Begin { seen, until, now } => update(
            conn,
            seen,
            "version = version + 1, busy_until = $5",
            "(busy_until < $6 OR busy_until > $7)",
            &[(*until).into(), (*now).into(), (until + CLOCKS).into()],
        ),
        TableChange::Renew { seen, until } => update(conn, seen, "busy_until = $5", "TRUE", &[(*until).into()]),
        TableChange::Announce { seen, publication, now } => announce(conn, seen, publication, *now),
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
        TableChange::DropOld { chunks, before } => drop_old(conn, chunks, *before),
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
               busy_until = 0";
    let values =
        [(&base.etag).into(), (&rows.columns).into(), int(rows.count), int(rows.data.start), int(rows.data.end)];
    if !update(conn, seen, set, "TRUE", &values)? {
        return Ok(false);
    }
    let merged = "UPDATE runlore_table_chunks SET merged = $3 WHERE table_id = $1 AND number <= $2 AND merged IS NULL";
    conn.execute(merged, &[(&seen.id).into(), int(upto), now.into()])?;
    // A file that somebody wrote late may have fewer chunks in it than the one before.
    let again =
        "UPDATE runlore_table_chunks SET merged = NULL WHERE table_id = $1 AND number > $2 AND merged IS NOT NULL";
    conn.execute(again, &[(&seen.id).into(), int(upto)])?;
    let of_chunks = |sum: &str| {
        format!("(SELECT coalesce(SUM({sum}), 0) FROM runlore_table_chunks WHERE table_id = $3 AND merged IS NULL)")
    };
    let sql = format!(
        "UPDATE runlore_tables SET pending = {}, row_count = base_rows + {} WHERE run_uuid = $1 AND path = $2",
        of_chunks("data_end - data_start + 1"),
        of_chunks("row_count"),
    );
    conn.execute(&sql, &[(&seen.table.run_id).into(), (&seen.table.path).into(), (&seen.id).into()])?;
    Ok(true)
}

fn announce(conn: &mut dyn Conn, seen: &Seen, publication: &Publication, now: i64) -> Result<bool> {
    if !update(conn, seen, "version = version + 1", "TRUE", &[])? {
        return Ok(false);
    }
    let rows = &publication.rows;
    conn.execute(
        "INSERT INTO runlore_table_publications (table_id, size, checksum, upto, column_names, row_count, data_start, \
         data_end, announced) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (table_id, size, checksum, upto) DO UPDATE SET announced = excluded.announced",
        &[
            (&seen.id).into(),
            int(publication.size),
            i64::from(publication.checksum).into(),
            int(publication.upto),
            (&rows.columns).into(),
            int(rows.count),
            int(rows.data.start),
            int(rows.data.end),
            now.into(),
        ],
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

fn drop_old(conn: &mut dyn Conn, chunks: &[OldChunk], before: i64) -> Result<bool> {
    for chunk in chunks {
        conn.execute(
            "DELETE FROM runlore_table_chunks WHERE table_id = $1 AND number = $2 AND merged IS NOT NULL",
            &[(&chunk.table_id).into(), int(chunk.number)],
        )?;
    }
    let gone = conn.execute("DELETE FROM runlore_table_publications WHERE announced < $1", &[before.into()])?;
    Ok(gone > 0 || !chunks.is_empty())
}

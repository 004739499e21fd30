//! Appending rows: the chunk, the table's counts and the run's list of tables, all in one transaction.

use runlore_domain::experiment::Tag;
use runlore_domain::logged_artifacts::{LOGGED_ARTIFACTS_TAG, with_table};
use runlore_domain::table::{Append, Appended, Content, Table};
use runlore_domain::{Error, Result, RunId};

use super::{int, read};
use crate::db::{Conn, Value};
use crate::runs::long_values::{self, Entity};
use crate::runs::{check_active, log_tags};
use crate::spools;

pub(crate) fn apply(conn: &mut dyn Conn, append: &Append) -> Result<Appended> {
    check_active(conn, &append.table.run_id)?;
    if let Some(spool) = &append.spool
        && spools::lock(conn, &spool.spool, append.now)? >= spool.number
    {
        let table = read::table(conn, &append.table)?;
        let (rows, pending) = table.map_or((0, 0), |table| (table.rows, table.pending));
        return Ok(Appended { rows, pending, skipped: true });
    }
    let table = locked(conn, append)?;
    let appended = add(conn, append, &table)?;
    list(conn, &append.table.run_id, &append.table.path, append.max_tag)?;
    if let Some(spool) = &append.spool {
        spools::raise(conn, &spool.spool, spool.number, append.now)?;
    }
    Ok(appended)
}

/// The table, made now if there is none, and nobody else's until the transaction ends.
fn locked(conn: &mut dyn Conn, append: &Append) -> Result<Table> {
    let base = append.base.as_ref();
    let rows = base.map(|base| &base.rows);
    conn.execute(
        "INSERT INTO runlore_tables (run_uuid, path, id, version, row_count, pending, next_chunk, appended, \
         busy_until, base_etag, base_columns, base_rows, base_start, base_end) \
         VALUES ($1, $2, $3, 1, $4, 0, 1, $5, 0, $6, $7, $8, $9, $10) ON CONFLICT (run_uuid, path) DO NOTHING",
        &[
            (&append.table.run_id).into(),
            (&append.table.path).into(),
            (&append.id).into(),
            int(rows.map_or(0, |rows| rows.count)),
            append.now.into(),
            base.map(|base| base.etag.as_str()).into(),
            rows.map(|rows| rows.columns.as_str()).into(),
            rows.map(|rows| int(rows.count)).into(),
            rows.map(|rows| int(rows.data.start)).into(),
            rows.map(|rows| int(rows.data.end)).into(),
        ],
    )?;
    read::locked(conn, &append.table)?.ok_or_else(|| Error::internal("The table that was just made is gone"))
}

fn add(conn: &mut dyn Conn, append: &Append, table: &Table) -> Result<Appended> {
    let (content, file) = match &append.content {
        Content::Text(text) => (Some(text.as_str()), None),
        Content::File(file) => (None, Some(file.as_str())),
    };
    let rows = &append.rows;
    conn.execute(
        "INSERT INTO runlore_table_chunks (table_id, number, run_uuid, column_names, row_count, data_start, data_end, \
         content, file) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            (&table.id).into(),
            int(table.next_chunk),
            (&append.table.run_id).into(),
            (&rows.columns).into(),
            int(rows.count),
            int(rows.data.start),
            int(rows.data.end),
            content.into(),
            file.into(),
        ],
    )?;
    let more = rows.data.end - rows.data.start + 1;
    conn.execute(
        "UPDATE runlore_tables SET row_count = row_count + $3, pending = pending + $4, next_chunk = next_chunk + 1, \
         appended = $5 WHERE run_uuid = $1 AND path = $2",
        &[
            (&append.table.run_id).into(),
            Value::Text(&append.table.path),
            int(rows.count),
            int(more),
            append.now.into(),
        ],
    )?;
    Ok(Appended { rows: table.rows + rows.count, pending: table.pending + more, skipped: false })
}

/// Adds the table to the tag that lists the run's tables, if it is not there.
fn list(conn: &mut dyn Conn, run: &RunId, path: &str, max_tag: usize) -> Result<()> {
    let key = LOGGED_ARTIFACTS_TAG;
    let sql = "SELECT value FROM tags WHERE run_uuid = $1 AND key = $2";
    let mut tag = conn.row(sql, &[run.into(), key.into()], |row| row.opt_text(0))?.flatten().unwrap_or_default();
    long_values::complete(conn, Entity::Tag, run.as_str(), key, &mut tag)?;
    let Some(value) = with_table(&tag, path) else { return Ok(()) };
    if value.len() > max_tag {
        return Err(Error::invalid(format!(
            "The run has so many tables that its tag '{key}' would have {} bytes, more than the maximum of {max_tag} \
             bytes; log to another run, or raise the server's --max-value-bytes",
            value.len()
        )));
    }
    log_tags::upsert(conn, &log_tags::of(run, &[Tag { key: key.to_owned(), value }]))
}

//! Reading tables and their chunks.

use std::ops::Range;

use runlore_domain::table::{Base, Chunk, Publication, Rows, Table, TableName};
use runlore_domain::{Result, RunId};

use super::int;
use crate::db::{Conn, Row, snapshot};

const TABLE: &str = "SELECT id, version, row_count, pending, next_chunk, appended, busy_until, base_etag, \
                     base_columns, base_rows, base_start, base_end FROM runlore_tables \
                     WHERE run_uuid = $1 AND path = $2";
/// Texts of chunks that are read at once; each has 64 KiB at most.
const TEXTS: i64 = 32;
/// Tables that are looked up at once.
const PENDING: i64 = 10_000;

pub(super) fn table(conn: &mut dyn Conn, name: &TableName) -> Result<Option<Table>> {
    conn.row(TABLE, &[(&name.run_id).into(), (&name.path).into()], read)
}

/// The same, locked until the transaction ends.
pub(super) fn locked(conn: &mut dyn Conn, name: &TableName) -> Result<Option<Table>> {
    let sql = format!("{TABLE}{}", conn.dialect().for_update());
    conn.row(&sql, &[(&name.run_id).into(), (&name.path).into()], read)
}

pub(super) fn with_chunks(conn: &mut dyn Conn, name: &TableName) -> Result<Option<(Table, Vec<Chunk>)>> {
    // Nearly all files are no such tables, and most of those that are have no chunks.
    match table(conn, name)? {
        None => return Ok(None),
        Some(table) if table.pending == 0 => return Ok(Some((table, Vec::new()))),
        Some(_) => {}
    }
    snapshot(conn, |conn| {
        let Some(table) = table(conn, name)? else { return Ok(None) };
        let sql = "SELECT number, column_names, row_count, data_start, data_end, file FROM runlore_table_chunks \
                   WHERE table_id = $1 AND merged IS NULL ORDER BY number";
        let chunks = conn.rows(sql, &[(&table.id).into()], |row| {
            Ok(Chunk { number: uint(row, 0)?, rows: rows(row, 1)?, file: row.opt_text(5)? })
        })?;
        Ok(Some((table, chunks)))
    })
}

pub(super) fn texts(conn: &mut dyn Conn, id: &str, from: u64, upto: u64) -> Result<Vec<(u64, String)>> {
    conn.rows(
        "SELECT number, content FROM runlore_table_chunks WHERE table_id = $1 AND number >= $2 AND number <= $3 \
         AND content IS NOT NULL ORDER BY number LIMIT $4",
        &[id.into(), int(from), int(upto), TEXTS.into()],
        |row| Ok((uint(row, 0)?, row.text(1)?)),
    )
}

pub(super) fn publications(conn: &mut dyn Conn, id: &str, size: u64) -> Result<Vec<Publication>> {
    let sql = "SELECT upto, checksum, column_names, row_count, data_start, data_end FROM runlore_table_publications \
               WHERE table_id = $1 AND size = $2 ORDER BY announced DESC";
    conn.rows(sql, &[id.into(), int(size)], |row| {
        let checksum = u32::try_from(row.int(1)?).unwrap_or_default();
        Ok(Publication { size, checksum, upto: uint(row, 0)?, rows: rows(row, 2)? })
    })
}

pub(super) fn pending(conn: &mut dyn Conn, of: Option<&RunId>, before: i64) -> Result<Vec<TableName>> {
    let name = |row: &Row<'_>| Ok(TableName::new(row.str(0)?, row.str(1)?));
    let select = "SELECT run_uuid, path FROM runlore_tables WHERE pending > 0 AND appended < $1";
    match of {
        Some(run) => {
            conn.rows(&format!("{select} AND run_uuid = $2 ORDER BY path"), &[before.into(), run.into()], name)
        }
        None => conn.rows(&format!("{select} ORDER BY appended LIMIT $2"), &[before.into(), PENDING.into()], name),
    }
}

fn read(row: &Row<'_>) -> Result<Table> {
    let base = match row.opt_text(7)? {
        Some(etag) => Some(Base { etag, rows: rows(row, 8)? }),
        None => None,
    };
    Ok(Table {
        id: row.text(0)?,
        version: row.int(1)?,
        rows: uint(row, 2)?,
        pending: uint(row, 3)?,
        next_chunk: uint(row, 4)?,
        appended: row.int(5)?,
        busy_until: row.int(6)?,
        base,
    })
}

/// Columns, count, start and end, from column `at` on.
fn rows(row: &Row<'_>, at: usize) -> Result<Rows> {
    let data: Range<u64> = uint(row, at + 2)?..uint(row, at + 3)?;
    Ok(Rows { columns: row.text(at)?, count: uint(row, at + 1)?, data })
}

fn uint(row: &Row<'_>, at: usize) -> Result<u64> {
    Ok(u64::try_from(row.int(at)?).unwrap_or_default())
}

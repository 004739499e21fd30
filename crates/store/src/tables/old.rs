//! What is left to tidy up: merged chunks, and tables of runs that are gone.
//!
//! `mlflow gc` deletes runs without knowing of their tables.

use runlore_domain::table::{OldChunk, TableName};
use runlore_domain::{Result, RunId};

use crate::db::Conn;

/// Looked up at once.
const SOME: i64 = 200;

pub(super) fn chunks(conn: &mut dyn Conn, before: i64) -> Result<Vec<OldChunk>> {
    conn.rows(
        "SELECT table_id, number, run_uuid, file FROM runlore_table_chunks WHERE merged IS NOT NULL AND merged < $1 \
         ORDER BY merged LIMIT $2",
        &[before.into(), SOME.into()],
        |row| {
            Ok(OldChunk {
                table_id: row.text(0)?,
                number: u64::try_from(row.int(1)?).unwrap_or_default(),
                run_id: RunId::from(row.str(2)?),
                file: row.opt_text(3)?,
            })
        },
    )
}

pub(super) fn files(conn: &mut dyn Conn, run: &RunId) -> Result<Vec<String>> {
    let sql = "SELECT file FROM runlore_table_chunks WHERE run_uuid = $1 AND file IS NOT NULL";
    conn.rows(sql, &[run.into()], |row| row.text(0))
}

pub(super) fn ownerless(conn: &mut dyn Conn) -> Result<Vec<TableName>> {
    conn.rows(
        "SELECT run_uuid, path FROM runlore_tables t WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r.run_uuid = t.run_uuid) \
         LIMIT $1",
        &[SOME.into()],
        |row| Ok(TableName::new(row.str(0)?, row.str(1)?)),
    )
}

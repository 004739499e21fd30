//! How far each client's spool is applied: one row a spool, read and raised by everything that counts in it.

use runlore_domain::Result;
use runlore_domain::ingest::SpoolNumber;
use runlore_domain::write::Write;

use crate::Store;
use crate::db::{Conn, Value};

impl Store {
    /// The highest number of the spool that is applied; 0 for a spool that nobody has heard of.
    pub async fn spool_applied(&self, spool: String) -> Result<i64> {
        self.quick_read(move |conn| applied(conn, &spool, "")).await
    }

    /// Notes that everything up to this number is applied; a lower one changes nothing. `now` in epoch milliseconds.
    pub async fn raise_spool(&self, to: SpoolNumber, now: i64) -> Result<()> {
        self.write(Write::RaiseSpool { to, now }).await.map(drop)
    }
}

/// The spool's row, locked until the transaction ends: the highest number that is applied.
pub(crate) fn lock(conn: &mut dyn Conn, spool: &str, now: i64) -> Result<i64> {
    conn.execute(
        "INSERT INTO runlore_spools (id, applied, seen) VALUES ($1, 0, $2) ON CONFLICT (id) DO NOTHING",
        &[Value::Text(spool), now.into()],
    )?;
    let for_update = conn.dialect().for_update();
    applied(conn, spool, for_update)
}

/// Raises the number, whoever else does so at the same time.
pub(crate) fn raise(conn: &mut dyn Conn, spool: &str, number: i64, now: i64) -> Result<()> {
    conn.execute(
        "INSERT INTO runlore_spools (id, applied, seen) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE \
         SET applied = excluded.applied, seen = excluded.seen WHERE excluded.applied > runlore_spools.applied",
        &[Value::Text(spool), number.into(), now.into()],
    )?;
    Ok(())
}

fn applied(conn: &mut dyn Conn, spool: &str, lock: &str) -> Result<i64> {
    let sql = format!("SELECT applied FROM runlore_spools WHERE id = $1{lock}");
    Ok(conn.row(&sql, &[Value::Text(spool)], |row| row.int(0))?.unwrap_or_default())
}

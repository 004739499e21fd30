//! The thin face that all statements go through: one trait, two adapters.
//!
//! Store functions are synchronous and written once. What differs between SQLite and PostgreSQL is
//! either inside an adapter (placeholders, arrays, types) or in [`dialect`].

pub(crate) mod dialect;
pub(crate) mod error;
pub(crate) mod postgres;
pub(crate) mod row;
pub(crate) mod sqlite;
pub(crate) mod value;

use runlore_domain::Result;

pub(crate) use dialect::Dialect;
pub(crate) use error::{DbClass, class_of};
pub(crate) use row::Row;
pub(crate) use value::{Kind, Value};

/// An insert of many rows into one table, as one statement where the database has one for it.
#[derive(Debug)]
pub(crate) struct InsertRows {
    /// The table.
    pub(crate) table: &'static str,
    /// Its columns with their types.
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// What follows the rows: an `ON CONFLICT` clause or nothing.
    pub(crate) conflict: &'static str,
}

/// A connection to either database. Statements number their placeholders `$1`, `$2`, ….
pub(crate) trait Conn: Send {
    /// Which database it is.
    fn dialect(&self) -> Dialect;

    /// Runs a statement and says how many rows it touched.
    fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64>;

    /// Runs a query and gives each row to `each`.
    fn query(&mut self, sql: &str, params: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()>;

    /// Inserts `rows`: the values of all rows one after the other, in the order of the columns.
    fn insert_rows(&mut self, insert: &InsertRows, rows: &[Value<'_>]) -> Result<u64>;

    /// Runs statements that take no parameters and answer nothing.
    fn batch(&mut self, sql: &str) -> Result<()>;

    /// Whether a transaction is open. SQLite ends one by itself on a full disk or an IO error.
    fn in_transaction(&self) -> bool;

    /// Whether the connection is of no more use.
    fn is_closed(&self) -> bool;
}

/// Short forms over [`Conn`].
impl dyn Conn + '_ {
    /// Whether the server at the other end still answers; SQLite has none.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.dialect() == Dialect::Sqlite || self.batch("SELECT 1").is_ok()
    }

    /// All rows, each turned into a value.
    pub(crate) fn rows<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut out = Vec::new();
        self.query(sql, params, &mut |row| {
            out.push(read(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// The first row, if there is one.
    pub(crate) fn row<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut out = None;
        self.query(sql, params, &mut |row| {
            if out.is_none() {
                out = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(out)
    }
}

/// Runs a statement once per pair on SQLite (`$1`, `$2`), once for all on PostgreSQL (two arrays).
///
/// A join with the pairs is what both need; SQLite does it best as point lookups by a prepared
/// statement, PostgreSQL as one round trip over `unnest($1::text[], $2::text[])`.
pub(crate) fn for_pairs(
    conn: &mut dyn Conn,
    sqlite: &str,
    postgres: &str,
    pairs: &[(&str, &str)],
    each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    match conn.dialect() {
        Dialect::Sqlite => {
            for (first, second) in pairs {
                conn.query(sqlite, &[Value::Text(first), Value::Text(second)], each)?;
            }
            Ok(())
        }
        Dialect::Postgres => {
            let (first, second): (Vec<&str>, Vec<&str>) = pairs.iter().copied().unzip();
            conn.query(postgres, &[Value::Texts(&first), Value::Texts(&second)], each)
        }
    }
}

/// Runs `read` on one state of the database.
pub(crate) fn snapshot<T>(conn: &mut dyn Conn, read: impl FnOnce(&mut dyn Conn) -> Result<T>) -> Result<T> {
    conn.batch(match conn.dialect() {
        Dialect::Sqlite => "BEGIN",
        Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    })?;
    let result = read(conn);
    let ended = conn.batch("ROLLBACK");
    let value = result?;
    ended?;
    Ok(value)
}

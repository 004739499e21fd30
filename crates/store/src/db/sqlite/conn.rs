//! The SQLite side of [`Conn`]: `$n` becomes `?n`, statements stay prepared.

use std::collections::HashMap;
use std::fmt::Write as _;

use runlore_domain::Result;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use super::errors::classify;
use crate::db::{Conn, Dialect, InsertRows, Row, Value};

/// A connection with its translated statements.
pub(crate) struct SqliteConn {
    conn: Connection,
    /// Our text → SQLite's text. SQLite numbers `$n` by first appearance, so they are renamed.
    texts: HashMap<String, String>,
    inserts: HashMap<(&'static str, &'static str), String>,
}

/// Statement texts kept; searches make new ones without end.
const TEXTS: usize = 512;

impl SqliteConn {
    pub(super) fn new(conn: Connection) -> Self {
        conn.set_prepared_statement_cache_capacity(256);
        Self { conn, texts: HashMap::new(), inserts: HashMap::new() }
    }
}

fn translated<'t>(texts: &'t mut HashMap<String, String>, sql: &str) -> &'t str {
    if !texts.contains_key(sql) {
        if texts.len() >= TEXTS {
            texts.clear();
        }
        texts.insert(sql.to_owned(), question_marks(sql));
    }
    &texts[sql]
}

/// Renames `$1` to `?1` outside of quotes.
fn question_marks(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quote = None;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), _) if q == c => quote = None,
            (None, '$') if chars.peek().is_some_and(char::is_ascii_digit) => {
                out.push('?');
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

struct Param<'a>(Value<'a>);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(n) => ToSqlOutput::Borrowed(ValueRef::Integer(n)),
            Value::Bool(b) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(b))),
            Value::Real(n) => ToSqlOutput::Borrowed(ValueRef::Real(n)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Texts(list) => ToSqlOutput::from(json_array(list)),
            Value::Ints(list) => {
                let mut json = String::from("[");
                for (i, n) in list.iter().enumerate() {
                    let comma = if i == 0 { "" } else { "," };
                    // Writing into a String can not fail.
                    let _infallible = write!(json, "{comma}{n}");
                }
                json.push(']');
                ToSqlOutput::from(json)
            }
        })
    }
}

fn json_array(list: &[&str]) -> String {
    serde_json::to_string(list).expect("texts are always JSON")
}

fn bind(statement: &mut Statement<'_>, params: &[Value<'_>]) -> rusqlite::Result<()> {
    for (i, value) in params.iter().enumerate() {
        statement.raw_bind_parameter(i + 1, Param(*value))?;
    }
    Ok(())
}

impl Conn for SqliteConn {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        let sql = translated(&mut self.texts, sql);
        let run = || {
            let mut statement = self.conn.prepare_cached(sql)?;
            bind(&mut statement, params)?;
            statement.raw_execute()
        };
        run().map(|n| n as u64).map_err(classify)
    }

    fn query(&mut self, sql: &str, params: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let sql = translated(&mut self.texts, sql);
        let mut statement = self.conn.prepare_cached(sql).map_err(classify)?;
        bind(&mut statement, params).map_err(classify)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(classify)? {
            each(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    fn insert_rows(&mut self, insert: &InsertRows, rows: &[Value<'_>]) -> Result<u64> {
        let sql = self.inserts.entry((insert.table, insert.conflict)).or_insert_with(|| {
            let names: Vec<&str> = insert.columns.iter().map(|(name, _)| *name).collect();
            let marks: Vec<String> = (1..=names.len()).map(|i| format!("?{i}")).collect();
            format!(
                "INSERT INTO {} ({}) VALUES ({}) {}",
                insert.table,
                names.join(", "),
                marks.join(", "),
                insert.conflict
            )
        });
        let run = || {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut touched = 0;
            for row in rows.chunks_exact(insert.columns.len()) {
                bind(&mut statement, row)?;
                touched += statement.raw_execute()?;
            }
            Ok(touched as u64)
        };
        run().map_err(classify)
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.conn.execute_batch(sql).map_err(classify)
    }

    fn in_transaction(&self) -> bool {
        !self.conn.is_autocommit()
    }

    fn is_closed(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::question_marks;

    #[test]
    fn placeholders_outside_quotes_are_renamed() {
        assert_eq!(question_marks("a = $2 AND b = '$1' AND c = $1"), "a = ?2 AND b = '$1' AND c = ?1");
    }
}

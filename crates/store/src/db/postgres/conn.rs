//! The PostgreSQL side of [`Conn`]: prepared statements by text, rows of an insert as arrays.

use std::collections::HashMap;
use std::error::Error as StdError;

use bytes::BytesMut;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Statement};
use runlore_domain::Result;

use super::errors::classify;
use crate::db::{Conn, Dialect, InsertRows, Kind, Row, Value};

/// Statement texts kept prepared; searches make new ones without end.
const STATEMENTS: usize = 256;

/// A connection with its prepared statements.
pub(crate) struct PostgresConn {
    client: Client,
    statements: HashMap<String, Statement>,
    inserts: HashMap<(&'static str, &'static str), String>,
    in_transaction: bool,
}

impl PostgresConn {
    pub(super) fn new(client: Client) -> Self {
        Self { client, statements: HashMap::new(), inserts: HashMap::new(), in_transaction: false }
    }

    fn prepared(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(classify)?;
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn note_transaction(&mut self, sql: &str) {
        if sql.starts_with("BEGIN") {
            self.in_transaction = true;
        } else if sql.starts_with("COMMIT") || sql == "ROLLBACK" {
            self.in_transaction = false;
        }
    }
}

type Encoded = std::result::Result<IsNull, Box<dyn StdError + Sync + Send>>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        match *self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) => match *ty {
                Type::INT4 => i32::try_from(n)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(n)?.to_sql(ty, out),
                #[expect(clippy::cast_precision_loss, reason = "compared with a float column, as MLflow does")]
                Type::FLOAT8 => (n as f64).to_sql(ty, out),
                Type::BOOL => (n != 0).to_sql(ty, out),
                _ => n.to_sql(ty, out),
            },
            Self::Real(n) => n.to_sql(ty, out),
            Self::Bool(b) => match *ty {
                Type::INT4 => i32::from(b).to_sql(ty, out),
                Type::INT8 => i64::from(b).to_sql(ty, out),
                _ => b.to_sql(ty, out),
            },
            Self::Text(text) => text.to_sql(ty, out),
            Self::Texts(list) => list.to_sql(ty, out),
            Self::Ints(list) => match *ty {
                Type::INT4_ARRAY => {
                    list.iter().map(|n| i32::try_from(*n)).collect::<std::result::Result<Vec<_>, _>>()?.to_sql(ty, out)
                }
                _ => list.to_sql(ty, out),
            },
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Conn for PostgresConn {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        let statement = self.prepared(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
        self.client.execute(&statement, &params).map_err(classify)
    }

    fn query(&mut self, sql: &str, params: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let statement = self.prepared(sql)?;
        let mut rows = self.client.query_raw(&statement, params.iter()).map_err(classify)?;
        while let Some(row) = rows.next().map_err(classify)? {
            each(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    fn insert_rows(&mut self, insert: &InsertRows, rows: &[Value<'_>]) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        let sql = self
            .inserts
            .entry((insert.table, insert.conflict))
            .or_insert_with(|| {
                let names: Vec<&str> = insert.columns.iter().map(|(name, _)| *name).collect();
                let arrays: Vec<String> = insert
                    .columns
                    .iter()
                    .enumerate()
                    .map(|(i, (_, kind))| format!("${}::{}[]", i + 1, sql_type(*kind)))
                    .collect();
                format!(
                    "INSERT INTO {} ({}) SELECT * FROM unnest({}) {}",
                    insert.table,
                    names.join(", "),
                    arrays.join(", "),
                    insert.conflict
                )
            })
            .clone();
        let columns: Vec<Column<'_, '_>> =
            (0..insert.columns.len()).map(|first| Column { rows, first, step: insert.columns.len() }).collect();
        let statement = self.prepared(&sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|c| c as &(dyn ToSql + Sync)).collect();
        self.client.execute(&statement, &params).map_err(classify)
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        // COMMIT of a transaction in which a statement failed is a ROLLBACK, and no error; anything before it is one.
        let checked = if sql == "COMMIT" { "SELECT; COMMIT" } else { sql };
        let done = self.client.batch_execute(checked).map_err(classify);
        if done.is_ok() {
            self.note_transaction(sql);
        }
        done
    }

    fn in_transaction(&self) -> bool {
        self.in_transaction && !self.client.is_closed()
    }

    fn is_closed(&self) -> bool {
        self.client.is_closed()
    }
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "bigint",
        Kind::SmallInt => "integer",
        Kind::Real => "double precision",
        Kind::Bool => "boolean",
        Kind::Text => "text",
    }
}

/// One column of an insert's rows as an array.
#[derive(Debug)]
struct Column<'r, 'v> {
    rows: &'r [Value<'v>],
    first: usize,
    step: usize,
}

impl ToSql for Column<'_, '_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        let values: Vec<Value<'_>> = self.rows.iter().skip(self.first).step_by(self.step).copied().collect();
        values.to_sql(ty, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

#[cfg(test)]
mod tests {
    use runlore_testkit::TestDb;

    use crate::db::class_of;
    use crate::target::Target;

    #[test]
    fn a_commit_that_would_be_a_rollback_is_an_error() {
        let db = TestDb::postgres();
        let mut conn = Target::new(&db.uri().parse().unwrap()).unwrap().writer().unwrap();
        let insert = "INSERT INTO experiment_tags (experiment_id, key, value) VALUES (4711, 'k', 'v')";
        conn.batch("BEGIN").unwrap();
        assert!(conn.execute(insert, &[]).is_err());
        let error = conn.batch("COMMIT").unwrap_err();
        assert!(class_of(&error).is_some() && conn.in_transaction(), "{error}");
        conn.batch("ROLLBACK").unwrap();
        conn.batch("BEGIN").unwrap();
        conn.execute("UPDATE alembic_version SET version_num = 'kept'", &[]).unwrap();
        conn.batch("COMMIT").unwrap();
        assert!(!conn.in_transaction());
        let kept = conn.row("SELECT version_num FROM alembic_version", &[], |row| row.text(0)).unwrap();
        assert_eq!(kept.as_deref(), Some("kept"));
    }
}

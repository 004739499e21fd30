//! A series in the order of timestamp, step and value, a page at a time.
//!
//! The primary key of `metrics` begins with (key, timestamp, step), so it has the points of a key in
//! the wanted order, but those of all runs. The index (run, key, step) has the points of one run, but
//! in another order. On SQLite a page first walks the primary key, as far as a small multiple of the
//! page: that finds the page at once unless many runs share the key at the same time. Only then are
//! the run's own points fetched and sorted. PostgreSQL chooses by its statistics.

use runlore_domain::Result;
use runlore_domain::search::{Cursor, SortValue, Start};

use super::point::{COLUMNS, Point};
use crate::db::{Conn, Dialect, Value};

/// One metric of one run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Series<'a> {
    pub(super) run: &'a str,
    pub(super) key: &'a str,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Begin {
    Offset(i64),
    After(Point),
}

/// How a page was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// In order, so that the next page costs the same.
    Walking,
    /// By sorting the whole rest of the series.
    Sorting,
}

/// Index entries that are walked for each point of the page before sorting is thought cheaper.
const WALK: i64 = 4;
const WALK_AT_LEAST: i64 = 4096;
/// Points that are sorted without further thought.
const SHORT: i64 = 2000;

impl Begin {
    pub(super) fn new(start: &Start) -> Self {
        match start {
            Start::Beginning => Self::Offset(0),
            Start::Offset(rows) => Self::Offset(i64::try_from(*rows).unwrap_or(i64::MAX)),
            Start::After(Cursor { keys, .. }) => match keys[..] {
                [SortValue::Int(timestamp), SortValue::Int(step), SortValue::Float(value), SortValue::Int(nan)] => {
                    Self::After(Point { timestamp, step, value, is_nan: nan != 0 })
                }
                // Tokens carry a hash of what they are for, so this is not one that Runlore made.
                _ => Self::Offset(0),
            },
        }
    }
}

/// Up to `limit` points.
pub(super) fn page(conn: &mut dyn Conn, series: Series<'_>, begin: Begin, limit: i64) -> Result<(Vec<Point>, Found)> {
    if conn.dialect() == Dialect::Sqlite
        && is_long(conn, series)?
        && let Some(points) = walk(conn, series, begin, limit)?
    {
        return Ok((points, Found::Walking));
    }
    let found = if conn.dialect() == Dialect::Sqlite { Found::Sorting } else { Found::Walking };
    sort(conn, series, begin, limit).map(|points| (points, found))
}

fn is_long(conn: &mut dyn Conn, series: Series<'_>) -> Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM metrics WHERE run_uuid = $1 AND key = $2 LIMIT $3)";
    let values = [Value::Text(series.run), Value::Text(series.key), Value::Int(SHORT)];
    Ok(conn.row(sql, &values, |row| row.int(0))? == Some(SHORT))
}

/// The page by walking the primary key; `None` when that led too far.
fn walk(conn: &mut dyn Conn, series: Series<'_>, begin: Begin, limit: i64) -> Result<Option<Vec<Point>>> {
    let skipped = if let Begin::Offset(rows) = begin { rows } else { 0 };
    let budget = limit.saturating_add(skipped).saturating_mul(WALK).max(WALK_AT_LEAST);
    let (from, after) = conditions(begin);
    let entries = format!(
        "SELECT {COLUMNS}, run_uuid FROM metrics WHERE key = $2 {from} \
         ORDER BY timestamp, step, run_uuid, value, is_nan LIMIT $8"
    );
    let sql = format!("SELECT {COLUMNS} FROM ({entries}) WHERE run_uuid = $1 {after} LIMIT $3");
    let points = select(conn, &sql, series, begin, limit, Some(budget))?;
    if i64::try_from(points.len()).is_ok_and(|n| n == limit) {
        return Ok(Some(points));
    }
    // The page is short: either the key has no more entries, or the walk was broken off.
    let (key, budget) = (Value::Text(series.key), Value::Int(budget));
    let walked = match begin {
        Begin::Offset(_) => {
            conn.row("SELECT count(*) FROM (SELECT 1 FROM metrics WHERE key = $1 LIMIT $2)", &[key, budget], |row| {
                row.int(0)
            })
        }
        Begin::After(point) => conn.row(
            "SELECT count(*) FROM (SELECT 1 FROM metrics WHERE key = $1 AND (timestamp, step) >= ($3, $4) LIMIT $2)",
            &[key, budget, point.timestamp.into(), point.step.into()],
            |row| row.int(0),
        ),
    }?;
    let ended = walked.map(Value::Int) != Some(budget);
    Ok(ended.then_some(points))
}

/// The page by sorting the run's own points.
fn sort(conn: &mut dyn Conn, series: Series<'_>, begin: Begin, limit: i64) -> Result<Vec<Point>> {
    let (_, after) = conditions(begin);
    let order = match conn.dialect() {
        // The plus signs keep SQLite from walking the primary key after all.
        Dialect::Sqlite => "+timestamp, +step, +value, +is_nan",
        Dialect::Postgres => "timestamp, step, value, is_nan",
    };
    let after = match conn.dialect() {
        Dialect::Sqlite => after.replace("(timestamp,", "(+timestamp,"),
        Dialect::Postgres => after.to_owned(),
    };
    let sql =
        format!("SELECT {COLUMNS} FROM metrics WHERE run_uuid = $1 AND key = $2 {after} ORDER BY {order} LIMIT $3");
    select(conn, &sql, series, begin, limit, None)
}

/// What narrows the entries of the primary key, and what tells the points of the page exactly.
fn conditions(begin: Begin) -> (&'static str, &'static str) {
    match begin {
        Begin::Offset(_) => ("", ""),
        Begin::After(_) => {
            ("AND (timestamp, step) >= ($4, $5)", "AND (timestamp, step, value, is_nan) > ($4, $5, $6, $7)")
        }
    }
}

fn select(
    conn: &mut dyn Conn,
    sql: &str,
    series: Series<'_>,
    begin: Begin,
    limit: i64,
    budget: Option<i64>,
) -> Result<Vec<Point>> {
    let mut values = vec![Value::Text(series.run), Value::Text(series.key), Value::Int(limit)];
    let sql = match begin {
        Begin::Offset(rows) => {
            values.push(Value::Int(rows));
            values.extend(budget.map(Value::Int));
            format!("{sql} OFFSET $4").replace("$8", "$5")
        }
        Begin::After(point) => {
            values.extend([
                Value::Int(point.timestamp),
                Value::Int(point.step),
                Value::Real(point.value),
                Value::Bool(point.is_nan),
            ]);
            values.extend(budget.map(Value::Int));
            sql.to_owned()
        }
    };
    conn.rows(&sql, &values, Point::read)
}

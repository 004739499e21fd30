//! Some points of a long series, spread evenly: the first of each of so many equal buckets, and the last.
//!
//! The order is that of step, timestamp, value. Only the wanted points are read; the others are
//! counted. PostgreSQL does that with a window function; SQLite is several times quicker when it is
//! led over the index (run, key, step) in strides ([`stride`]).

mod stride;

use runlore_domain::Result;

use super::history::Series;
use super::point::{COLUMNS, Point};
use crate::db::{Conn, Dialect, Value, snapshot};

/// The part of a series that is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    series: Series<'a>,
    from: i64,
    to: i64,
}

impl<'a> Part<'a> {
    fn values(&self) -> [Value<'a>; 4] {
        [Value::Text(self.series.run), Value::Text(self.series.key), self.from.into(), self.to.into()]
    }
}

const PART: &str = "metrics WHERE run_uuid = $1 AND key = $2 AND step >= $3 AND step <= $4";
const ORDER: &str = "step, timestamp, value, is_nan";

/// Up to `wanted` points of the series between two steps.
pub(super) fn points(
    conn: &mut dyn Conn,
    series: Series<'_>,
    steps: Option<(i64, i64)>,
    wanted: i64,
) -> Result<Vec<Point>> {
    let (from, to) = steps.unwrap_or((i64::MIN, i64::MAX));
    let part = Part { series, from, to };
    // All statements must see the same rows: points are found by their number.
    snapshot(conn, |conn| in_snapshot(conn, &part, wanted))
}

fn in_snapshot(conn: &mut dyn Conn, part: &Part<'_>, wanted: i64) -> Result<Vec<Point>> {
    if !is_longer(conn, part, wanted)? {
        return conn.rows(&format!("SELECT {COLUMNS} FROM {PART} ORDER BY {ORDER}"), &part.values(), Point::read);
    }
    if conn.dialect() == Dialect::Sqlite {
        return stride::points(conn, part, |total| positions(total, wanted));
    }
    let total = conn.row(&format!("SELECT count(*) FROM {PART}"), &part.values(), |row| row.int(0))?;
    numbered(conn, part, &positions(total.unwrap_or(0), wanted))
}

/// Whether the part has more than `points` points; the index alone knows.
fn is_longer(conn: &mut dyn Conn, part: &Part<'_>, points: i64) -> Result<bool> {
    let [run, key, from, to] = part.values();
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {PART} LIMIT $5) AS points");
    let count = conn.row(&sql, &[run, key, from, to, points.saturating_add(1).into()], |row| row.int(0))?;
    Ok(count.unwrap_or(0) > points)
}

/// The points with these numbers, by a window over the whole part.
fn numbered(conn: &mut dyn Conn, part: &Part<'_>, positions: &[i64]) -> Result<Vec<Point>> {
    let [run, key, from, to] = part.values();
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT {COLUMNS}, row_number() OVER (ORDER BY {ORDER}) - 1 AS position FROM {PART}) AS n \
         WHERE position {} ORDER BY position",
        conn.dialect().in_list("$5")
    );
    conn.rows(&sql, &[run, key, from, to, Value::Ints(positions)], Point::read)
}

/// The first number of each bucket (as `NTILE` makes them: the larger buckets come first); the last
/// point takes the place of the last bucket's first.
fn positions(total: i64, buckets: i64) -> Vec<i64> {
    let (size, larger) = (total / buckets, total % buckets);
    let mut starts: Vec<i64> = (0..buckets.min(total)).map(|n| n * size + n.min(larger)).collect();
    if let Some(last) = starts.last_mut() {
        *last = total - 1;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn buckets_are_those_of_ntile() {
        // SELECT ntile(3) over 8 rows: 1 1 1 2 2 2 3 3
        assert_eq!(positions(8, 3), [0, 3, 7]);
        assert_eq!(positions(5, 4), [0, 2, 3, 4]);
        assert_eq!(positions(7, 1), [6]);
        assert_eq!(positions(3, 3), [0, 1, 2]);
    }
}

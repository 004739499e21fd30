//! Metrics of many batches: the history, and the latest point of each series.

use std::collections::HashMap;

use runlore_domain::Result;
use runlore_domain::metric::{Metric, to_columns};
use runlore_domain::run_batch::RunBatch;

use super::log_batch::RunState;
use crate::db::{Conn, InsertRows, Kind, Value};

const HISTORY: InsertRows = InsertRows {
    table: "metrics",
    columns: &[
        ("key", Kind::Text),
        ("value", Kind::Real),
        ("timestamp", Kind::Int),
        ("run_uuid", Kind::Text),
        ("step", Kind::Int),
        ("is_nan", Kind::Bool),
    ],
    // The row is its own key: a point that is sent again is the same point.
    conflict: "ON CONFLICT DO NOTHING",
};

const LATEST: InsertRows = InsertRows {
    table: "latest_metrics",
    columns: HISTORY.columns,
    conflict: "ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value, timestamp = excluded.timestamp, \
               step = excluded.step, is_nan = excluded.is_nan \
               WHERE (excluded.step, excluded.timestamp, excluded.value) > \
               (latest_metrics.step, COALESCE(latest_metrics.timestamp, 0), latest_metrics.value)",
};

/// A point with its stored value, ready to be compared and bound.
#[derive(Clone, Copy)]
struct Point<'b> {
    run: &'b str,
    metric: &'b Metric,
    value: f64,
    is_nan: bool,
}

impl<'b> Point<'b> {
    /// MLflow's order of "later", on the stored value: NaN counts as 0.
    fn is_later_than(&self, other: &Self) -> bool {
        let place = |p: &Self| (p.metric.step, p.metric.timestamp);
        place(self) > place(other) || (place(self) == place(other) && self.value > other.value)
    }

    fn columns(&self) -> [Value<'b>; 6] {
        [
            Value::Text(&self.metric.key),
            self.value.into(),
            self.metric.timestamp.into(),
            self.run.into(),
            self.metric.step.into(),
            self.is_nan.into(),
        ]
    }
}

/// Inserts the points of all batches.
pub(crate) fn insert(conn: &mut dyn Conn, batches: &[&RunBatch], states: &HashMap<&str, RunState>) -> Result<()> {
    let mut points: Vec<Point<'_>> = batches
        .iter()
        .flat_map(|batch| batch.metrics.iter().map(|metric| (batch.run_id.as_str(), metric)))
        .map(|(run, metric)| {
            let (value, is_nan) = to_columns(metric.value);
            Point { run, metric, value, is_nan }
        })
        .collect();
    if points.is_empty() {
        return Ok(());
    }
    // Rows in the same order in every process: PostgreSQL locks them in this order.
    points.sort_by(|a, b| {
        let place = |p: &Point<'_>| (p.metric.timestamp, p.metric.step);
        (a.run, &a.metric.key).cmp(&(b.run, &b.metric.key)).then(place(a).cmp(&place(b)))
    });
    let rows: Vec<Value<'_>> = points.iter().flat_map(Point::columns).collect();
    conn.insert_rows(&HISTORY, &rows)?;
    let latest: Vec<Value<'_>> = latest(&points).iter().flat_map(Point::columns).collect();
    conn.insert_rows(&LATEST, &latest)?;
    crate::logged_models::metrics::insert(conn, batches, states)
}

/// The latest point of each series. PostgreSQL refuses an upsert that touches a row twice.
fn latest<'b>(points: &[Point<'b>]) -> Vec<Point<'b>> {
    let mut out: Vec<Point<'b>> = Vec::new();
    for point in points {
        match out.last_mut() {
            Some(last) if last.run == point.run && last.metric.key == point.metric.key => {
                if point.is_later_than(last) {
                    *last = *point;
                }
            }
            _ => out.push(*point),
        }
    }
    out
}

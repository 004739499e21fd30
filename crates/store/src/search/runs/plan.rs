//! Choosing between two plans while the search runs.
//!
//! *Order-driven*: walk the index of the first key and stop when the page is full. *Filter-first*:
//! fetch all runs that the most selective part of the filter finds, and sort them. The walk begins;
//! whenever a segment did not fill the page, the parts are counted, no further than a few times
//! what was walked. So the search costs at most a few times what the better plan would have.

use runlore_domain::Result;
use runlore_domain::search::Cursor;

use super::query::{Driver, Query, Segment};
use super::walk::Walk;
use crate::db::Conn;
use crate::search::sql::Bind;

/// Candidates of the first segment, at least.
const FIRST: i64 = 256;
/// How much larger each segment is than the one before.
const GROWTH: i64 = 4;
/// Candidates of a segment, at most.
const LARGEST: i64 = 65_536;

/// The first `need` rows after the cursor.
pub(super) fn find(conn: &mut dyn Conn, query: &Query<'_>, need: i64) -> Result<Vec<Cursor>> {
    let mut counts = Counts { query, exact: vec![None; query.filter.len() + 1] };
    let Some(mut walk) = Walk::new(conn, query)? else {
        let driver = counts.cheapest(conn, LARGEST)?.unwrap_or(Driver::Scope);
        return query.rows(conn, &Segment::all(driver), need);
    };
    let mut rows: Vec<Cursor> = Vec::new();
    let mut size = FIRST.max(need.saturating_mul(2)).min(LARGEST);
    let mut walked = 0;
    while let Some(segment) = walk.next(conn, size)? {
        let missing = need - i64::try_from(rows.len()).unwrap_or(i64::MAX);
        rows.extend(query.rows(conn, &segment, missing)?);
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) >= need {
            break;
        }
        walked += size;
        if let Some(driver) = counts.cheapest(conn, walked.saturating_mul(GROWTH))? {
            return query.rows(conn, &Segment::all(driver), need);
        }
        size = size.saturating_mul(GROWTH).min(LARGEST);
    }
    Ok(rows)
}

/// How many runs the parts of the filter find, and last the scope; counted once where the count is exact.
struct Counts<'q> {
    query: &'q Query<'q>,
    exact: Vec<Option<i64>>,
}

impl Counts<'_> {
    /// The driver that finds the fewest runs, if they are at most `bound`.
    fn cheapest(&mut self, conn: &mut dyn Conn, bound: i64) -> Result<Option<Driver>> {
        let mut best: Option<(i64, Driver)> = None;
        let parts = self.query.filter.len();
        for place in 0..=parts {
            let driver = if place == parts { Driver::Scope } else { Driver::Part(place) };
            if place < parts && self.query.keyed_part(place).is_none() {
                continue;
            }
            let limit = best.map_or(bound, |(count, _)| count);
            if let Some(count) = self.count(conn, place, driver, limit)? {
                best = Some((count, driver));
            }
        }
        Ok(best.map(|(_, driver)| driver))
    }

    /// The count, if it is at most `bound`.
    fn count(&mut self, conn: &mut dyn Conn, place: usize, driver: Driver, bound: i64) -> Result<Option<i64>> {
        if let Some(count) = self.exact[place] {
            return Ok((count <= bound).then_some(count));
        }
        let mut sql = self.query.sql();
        sql.push("SELECT count(*) FROM (");
        if let Driver::Part(place) = driver {
            self.query.part(&mut sql, place)?;
        } else {
            sql.push("SELECT 1 AS one FROM runs r WHERE ");
            self.query.scope(&mut sql);
        }
        sql.push(" LIMIT ").bind(Bind::Int(bound.saturating_add(1))).push(") counted");
        let count = sql.row(conn, |row| row.int(0))?.unwrap_or_default();
        if count > bound {
            return Ok(None);
        }
        self.exact[place] = Some(count);
        Ok(Some(count))
    }
}

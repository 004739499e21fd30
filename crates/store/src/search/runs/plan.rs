//! Choosing between two plans while the search runs.
//!
//! *Order-driven*: walk the index of the first key and stop when the page is full. *Filter-first*:
//! fetch all runs that the most selective part of the filter finds, and sort them. The walk begins;
//! whenever a segment did not fill the page, the parts are counted, no further than a few times
//! what was walked. So the search costs at most a few times what the better plan would have. Parts
//! that find few runs are looked up once for each segment, which makes a candidate of the walk cheap.

use runlore_domain::Result;
use runlore_domain::search::{Cursor, Test};

use super::filter::Keyed;
use super::query::{Driver, Query, Segment};
use super::walk::Walk;
use crate::db::{Conn, Dialect};
use crate::search::sql::Bind;

/// Parts of a filter that are looked up at once; further ones are few times asked.
const SETS: usize = 3;

/// Sizes that steer the choice; tests make them small.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tuning {
    /// Candidates of the first segment, at least.
    pub(super) first: i64,
    /// How much larger each segment is than the one before.
    pub(super) growth: i64,
    /// Candidates of a segment, at most.
    pub(super) largest: i64,
    /// Runs with the same value of the first key beyond which the walk tries the newest of them first.
    pub(super) ties: i64,
    /// The same, beyond which it goes on by start time.
    pub(super) many_ties: i64,
    /// Runs that a part of the filter may find to be looked up at once.
    pub(super) set: i64,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { first: 256, growth: 4, largest: 65_536, ties: 500, many_ties: 12_000, set: 6_000 }
    }
}

/// The first `need` rows after the cursor.
pub(super) fn find(conn: &mut dyn Conn, query: &mut Query<'_>, need: i64) -> Result<Vec<Cursor>> {
    let tuning = query.tuning;
    let mut exact = vec![None; query.filter.len() + 1];
    query.sets = Counts { query, exact: &mut exact }.sets(conn)?;
    let query = &*query;
    // PostgreSQL reads a whole set for each segment of a walk, so there a smaller one is read once and drives.
    let few = if query.dialect == Dialect::Postgres { tuning.set / 2 } else { need };
    if let Some(place) = query.sets.first().filter(|place| exact[**place].is_some_and(|count| count <= few)) {
        return query.rows(conn, &Segment::all(Driver::Part(*place)), need);
    }
    let mut counts = Counts { query, exact: &mut exact };
    let Some(mut walk) = Walk::new(conn, query)? else {
        let driver = counts.cheapest(conn, tuning.largest)?.unwrap_or(Driver::Scope);
        return query.rows(conn, &Segment::all(driver), need);
    };
    let mut rows: Vec<Cursor> = Vec::new();
    // With a set a candidate costs little, and with two of them so does each row of the filter-first plan.
    let (first, cheap) = match query.sets.len() {
        0 => (1, 1),
        1 => (12, 16),
        _ => (8, 1),
    };
    let mut size = tuning.first.saturating_mul(first).max(need.saturating_mul(2)).min(tuning.largest);
    let mut walked = 0;
    while let Some(segment) = walk.next(conn, size)? {
        let before = count(&rows);
        rows.extend(query.rows(conn, &segment, need - before)?);
        let found = count(&rows);
        if found >= need {
            break;
        }
        walked += size;
        // As many again as it took to find what was found, or all at once when that is less work.
        let remaining = walked.saturating_mul(need - found) / found.max(1);
        if let Some(driver) = counts.cheapest(conn, remaining.min(walked.saturating_mul(tuning.growth)) / cheap)? {
            return query.rows(conn, &Segment::all(driver), need);
        }
        let larger = size.saturating_mul(tuning.growth).min(tuning.largest);
        size = if found == before {
            larger
        } else {
            remaining.saturating_add(remaining / 4).clamp(tuning.first.min(larger), larger)
        };
    }
    Ok(rows)
}

fn count(rows: &[Cursor]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// How many runs the parts of the filter find, and last the scope; counted once where the count is exact.
struct Counts<'q> {
    query: &'q Query<'q>,
    exact: &'q mut [Option<i64>],
}

impl Counts<'_> {
    /// The parts that an index counts quickly and that find few runs, the fewest first.
    fn sets(&mut self, conn: &mut dyn Conn) -> Result<Vec<usize>> {
        let mut sets = Vec::new();
        for place in 0..self.query.filter.len() {
            let quick = self.query.keyed_part(place).is_some_and(|(comparison, table, _)| {
                table == Keyed::Metrics || matches!(comparison.test, Test::Is(..) | Test::In { .. })
            });
            if quick && let Some(count) = self.count(conn, place, Driver::Part(place), self.query.tuning.set)? {
                sets.push((count, place));
            }
        }
        sets.sort_unstable();
        sets.truncate(SETS);
        Ok(sets.into_iter().map(|(_, place)| place).collect())
    }

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

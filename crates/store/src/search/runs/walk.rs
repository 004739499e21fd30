//! Walking runs in the order that was asked for, through the index of the first key.
//!
//! A walk hands out segments that follow each other: each is a range of the first key with all its
//! ties, found by looking how far so many index entries reach. So a segment is small, is sorted
//! exactly, and ends where the next one begins, whatever the filter lets through. A value that very
//! many runs share is walked by start time instead.

use std::collections::VecDeque;

use runlore_domain::Result;
use runlore_domain::search::{Operator, RunAttribute, SortValue, Test};

use super::filter::Keyed;
use super::query::{Condition, Driver, Query, Segment};
use crate::db::Conn;
use crate::search::indexes::SHORT;
use crate::search::keyset::{self, SortKind};
use crate::search::sql::{Bind, Sql};

/// A walk through all runs of a search, in order.
pub(super) struct Walk<'q> {
    query: &'q Query<'q>,
    stages: VecDeque<Stage>,
    /// Conditions of the filter on the first key itself, and where they stand in it.
    pushed: Vec<Condition>,
    implied: Vec<usize>,
}

/// Where a range begins: a value and whether it belongs to the range.
type From = Option<(Bind, bool)>;

/// A stretch of the walk that is still to be done.
enum Stage {
    /// The values of the first key, from an index.
    Values(From),
    /// The metrics that are NaN.
    Nan,
    /// By start time, with conditions on the first key; with `once` no further than one segment, the rest at once.
    Newest { from: From, only: Vec<Condition>, driver: Driver, once: bool },
    /// All at once.
    Once(Segment),
}

impl<'q> Walk<'q> {
    /// A walk from the cursor on, if an index serves the first key.
    pub(super) fn new(conn: &mut dyn Conn, query: &'q Query<'q>) -> Result<Option<Self>> {
        let mut walk = Self { query, stages: VecDeque::new(), pushed: Vec::new(), implied: Vec::new() };
        let Some(first) = query.keys.first() else { return Ok(None) };
        let begin = query.cursor.as_ref().and_then(|cursor| cursor.keys.first());
        match &first.from {
            None if first.attribute == Some(RunAttribute::StartTime) => {
                walk.newest(begin, Vec::new(), Driver::Scope, false);
            }
            None => return Ok(None),
            Some((table, key)) => {
                if *table != Keyed::Metrics && has_long(conn, *table, key)? {
                    return Ok(None);
                }
                walk.by_key(*table, key, begin);
            }
        }
        Ok(Some(walk))
    }

    fn by_key(&mut self, table: Keyed, key: &str, begin: Option<&SortValue>) {
        let demanded = self.push_down(table, key);
        let missing = begin == Some(&SortValue::Null);
        if !missing && begin != Some(&SortValue::NaN) {
            self.stages.push_back(Stage::Values(begin.and_then(keyset::bind).map(|bind| (bind, true))));
        }
        if demanded {
            return;
        }
        if table == Keyed::Metrics && !missing {
            self.stages.push_back(Stage::Nan);
        }
        let absent = vec![Condition::new("s0.value IS NULL", None)];
        self.tied(absent, Driver::Scope, missing, false);
    }

    /// Takes over what the filter says about the first key; true when it demands a value.
    fn push_down(&mut self, table: Keyed, key: &str) -> bool {
        let mut demanded = false;
        for place in 0..self.query.filter.len() {
            let Some((comparison, of, name)) = self.query.keyed_part(place) else { continue };
            if of != table || name != key {
                continue;
            }
            demanded = true;
            let value = match &comparison.test {
                Test::Is(_, value) if table == Keyed::Metrics => Bind::Real(crate::search::filter::as_real(value)),
                Test::Is(Operator::Eq, value) if !self.query.long => value.into(),
                _ => continue,
            };
            let Test::Is(operator, _) = &comparison.test else { continue };
            self.pushed.push(Condition::new(format!("s0.value {}", operator.as_str()), value));
            self.implied.push(place);
        }
        demanded
    }

    /// Runs that are equal in the first key: by start time if that is the second one, else at once.
    fn tied(&mut self, only: Vec<Condition>, driver: Driver, at_cursor: bool, once: bool) {
        let by_start = self.query.keys.get(1).is_some_and(|key| key.attribute == Some(RunAttribute::StartTime));
        if by_start {
            let begin = self.query.cursor.as_ref().filter(|_| at_cursor).and_then(|cursor| cursor.keys.get(1));
            self.newest(begin, only, driver, once);
        } else {
            self.stages.push_back(Stage::Once(self.segment(driver, only)));
        }
    }

    fn newest(&mut self, begin: Option<&SortValue>, only: Vec<Condition>, driver: Driver, once: bool) {
        let mut unstarted = only.clone();
        unstarted.push(Condition::new("r.start_time IS NULL", None));
        if begin != Some(&SortValue::Null) {
            let from = begin.and_then(keyset::bind).map(|bind| (bind, true));
            self.stages.push_back(Stage::Newest { from, only, driver, once });
        }
        self.stages.push_back(Stage::Once(self.segment(driver, unstarted)));
    }

    fn segment(&self, driver: Driver, only: Vec<Condition>) -> Segment {
        let implied = if driver == Driver::Scope { Vec::new() } else { self.implied.clone() };
        Segment { driver, only, implied, fixed: true }
    }

    /// The next segment, of about `size` candidates.
    pub(super) fn next(&mut self, conn: &mut dyn Conn, size: i64) -> Result<Option<Segment>> {
        loop {
            match self.stages.pop_front() {
                None => return Ok(None),
                Some(Stage::Once(segment)) => return Ok(Some(segment)),
                Some(Stage::Nan) => {
                    let mut only = self.pushed.clone();
                    only.push(Condition::new("s0.is_nan = TRUE", None));
                    let at_cursor = self.query.cursor.as_ref().is_some_and(|c| c.keys.first() == Some(&SortValue::NaN));
                    if let Some(segment) = self.ties(conn, only, at_cursor)? {
                        return Ok(Some(segment));
                    }
                }
                Some(Stage::Values(from)) => {
                    if let Some(segment) = self.values(conn, from, size)? {
                        return Ok(Some(segment));
                    }
                }
                Some(Stage::Newest { from, only, driver, once }) => {
                    return self.newest_segment(conn, from, only, (driver, once), size);
                }
            }
        }
    }

    /// All runs that fulfil `only` on the first key: at once, or when they are very many by start time.
    fn ties(&mut self, conn: &mut dyn Conn, only: Vec<Condition>, at_cursor: bool) -> Result<Option<Segment>> {
        let by_start = self.query.keys.get(1).is_some_and(|key| key.attribute == Some(RunAttribute::StartTime));
        if by_start && self.value_at(conn, &only, self.query.tuning.ties)?.is_some() {
            let later = std::mem::take(&mut self.stages);
            let once = self.value_at(conn, &only, self.query.tuning.many_ties)?.is_none();
            self.tied(only, Driver::ScopeWithFirstKey, at_cursor, once);
            self.stages.extend(later);
            return Ok(None);
        }
        Ok(Some(self.segment(Driver::FirstKey, only)))
    }

    fn values(&mut self, conn: &mut dyn Conn, from: From, size: i64) -> Result<Option<Segment>> {
        let ascending = self.query.keys[0].column.ascending;
        let is_metric = self.query.keys[0].column.kind == SortKind::Real;
        let mut only = self.pushed.clone();
        only.push(if is_metric {
            Condition::new("s0.is_nan = FALSE", None)
        } else {
            Condition::new(format!("length(s0.value) <= {SHORT}"), None)
        });
        let group = only.clone();
        only.extend(range("s0.value", ascending, from));
        let Some(end) = self.value_at(conn, &only, size)? else {
            return Ok(Some(self.segment(Driver::FirstKey, only)));
        };
        if self.value_at(conn, &only, 0)?.as_ref() == Some(&end) {
            self.stages.push_front(Stage::Values(Some((end.clone(), false))));
            let cursor = self.query.cursor.as_ref().and_then(|c| c.keys.first()).and_then(keyset::bind);
            let at_cursor = cursor.as_ref() == Some(&end);
            let mut tied = group;
            tied.push(Condition::new("s0.value =", end));
            return self.ties(conn, tied, at_cursor);
        }
        only.push(Condition::new(if ascending { "s0.value <" } else { "s0.value >" }, end.clone()));
        self.stages.push_front(Stage::Values(Some((end, true))));
        Ok(Some(self.segment(Driver::FirstKey, only)))
    }

    /// The first key's value `skip` entries on.
    fn value_at(&self, conn: &mut dyn Conn, only: &[Condition], skip: i64) -> Result<Option<Bind>> {
        let first = &self.query.keys[0];
        let Some((table, key)) = &first.from else { return Ok(None) };
        let mut sql = self.query.sql();
        sql.push(&format!("SELECT s0.value FROM {} s0 WHERE s0.key = ", table.table())).text(key);
        end(&mut sql, only, "s0.value", first.column.ascending, skip);
        sql.row(conn, |row| match first.column.kind {
            SortKind::Real => row.real(0).map(Bind::Real),
            _ => row.text(0).map(Bind::Text),
        })
    }

    fn newest_segment(
        &mut self,
        conn: &mut dyn Conn,
        from: From,
        only: Vec<Condition>,
        (driver, once): (Driver, bool),
        size: i64,
    ) -> Result<Option<Segment>> {
        let by_start = self.query.keys.iter().find(|key| key.attribute == Some(RunAttribute::StartTime));
        let ascending = by_start.is_some_and(|key| key.column.ascending);
        let mut times = vec![Condition::new("r.start_time IS NOT NULL", None)];
        times.extend(range("r.start_time", ascending, from));
        let open_end = only.is_empty() && self.query.filter.is_empty() && self.query.is_one_range();
        if !open_end && let Some(end) = self.start_at(conn, &times, ascending, size)? {
            let begin = self.start_at(conn, &times, ascending, 0)?;
            let inclusive = begin != Some(end);
            times.push(match (inclusive, ascending) {
                (false, _) => Condition::new("r.start_time =", Bind::Int(end)),
                (true, true) => Condition::new("r.start_time <", Bind::Int(end)),
                (true, false) => Condition::new("r.start_time >", Bind::Int(end)),
            });
            let from = Some((Bind::Int(end), inclusive));
            self.stages.push_front(if once {
                let mut rest = only.clone();
                rest.extend(range("r.start_time", ascending, from));
                Stage::Once(self.segment(Driver::FirstKey, rest))
            } else {
                Stage::Newest { from, only: only.clone(), driver, once }
            });
        }
        times.extend(only);
        Ok(Some(self.segment(driver, times)))
    }

    /// The start time `skip` runs on.
    fn start_at(&self, conn: &mut dyn Conn, only: &[Condition], ascending: bool, skip: i64) -> Result<Option<i64>> {
        let mut sql = self.query.sql();
        sql.push("SELECT r.start_time FROM runs r WHERE ");
        self.query.scope(&mut sql);
        end(&mut sql, only, "r.start_time", ascending, skip);
        sql.row(conn, |row| row.int(0))
    }
}

fn range(column: &str, ascending: bool, from: From) -> Option<Condition> {
    let (value, inclusive) = from?;
    let operator = match (ascending, inclusive) {
        (true, true) => ">=",
        (true, false) => ">",
        (false, true) => "<=",
        (false, false) => "<",
    };
    Some(Condition::new(format!("{column} {operator}"), value))
}

fn end(sql: &mut Sql, only: &[Condition], column: &str, ascending: bool, skip: i64) {
    for condition in only {
        sql.push(" AND ");
        condition.push(sql);
    }
    sql.push(&format!(" ORDER BY {column}{}", if ascending { "" } else { " DESC" }));
    sql.push(" LIMIT 1 OFFSET ").bind(Bind::Int(skip));
}

/// Whether a key has texts that its value index does not hold.
fn has_long(conn: &mut dyn Conn, table: Keyed, key: &str) -> Result<bool> {
    let mut sql = Sql::new(conn.dialect());
    sql.push(&format!("SELECT 1 FROM {} s0 WHERE s0.key = ", table.table())).text(key);
    sql.push(&format!(" AND length(s0.value) > {SHORT} LIMIT 1"));
    Ok(sql.row(conn, |_| Ok(()))?.is_some())
}

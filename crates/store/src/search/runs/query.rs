//! One search as its statements see it: the scope, the filter, the order, and the query for a part of the rows.

use runlore_domain::experiment::ViewType;
use runlore_domain::search::{Comparison, Cursor, Expr, RunField, RunSearch};
use runlore_domain::{ExperimentId, Result};

use super::filter::{self, Keyed};
use super::order::{self, RunSort};
use super::plan::Tuning;
use crate::db::{Conn, Dialect};
use crate::search::filter::condition;
use crate::search::keyset::{self, SortColumn};
use crate::search::sql::{Bind, Sql};

/// A search, prepared.
pub(super) struct Query<'a> {
    pub(super) dialect: Dialect,
    pub(super) experiments: Option<&'a [ExperimentId]>,
    view: ViewType,
    /// What must hold, part by part.
    pub(super) filter: &'a [Expr<RunField>],
    pub(super) keys: Vec<RunSort>,
    columns: Vec<SortColumn>,
    /// Where the page begins.
    pub(super) cursor: Option<Cursor>,
    /// Whether there are values longer than their columns.
    pub(super) long: bool,
    pub(super) tuning: Tuning,
    /// Parts of the filter that find few runs: those are looked up once, not run by run.
    pub(super) sets: Vec<usize>,
}

/// Which rows a query looks at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Driver {
    /// All runs of the scope.
    Scope,
    /// All runs of the scope, but only those that have the first key.
    ScopeWithFirstKey,
    /// The runs that a comparison of a keyed table finds: the part's place in the filter.
    Part(usize),
    /// The rows of the first key's table, restricted by the conditions that come with it.
    FirstKey,
}

/// Some rows of a search that follow each other in its order.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) driver: Driver,
    /// Further conditions.
    pub(super) only: Vec<Condition>,
    /// Parts of the filter that the conditions imply.
    pub(super) implied: Vec<usize>,
    /// All rows have the same rank of the first key.
    pub(super) fixed: bool,
}

impl Segment {
    /// Everything, found by a driver.
    pub(super) fn all(driver: Driver) -> Self {
        Self { driver, only: Vec::new(), implied: Vec::new(), fixed: false }
    }
}

/// A condition on one column: `column operator value`, or the words alone.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    pub(super) words: String,
    pub(super) value: Option<Bind>,
}

impl Condition {
    pub(super) fn new(words: impl Into<String>, value: impl Into<Option<Bind>>) -> Self {
        Self { words: words.into(), value: value.into() }
    }

    pub(super) fn push(&self, sql: &mut Sql) {
        sql.push(&self.words);
        if let Some(value) = &self.value {
            sql.push(" ").bind(value.clone());
        }
    }
}

impl<'a> Query<'a> {
    pub(super) fn new(conn: &mut dyn Conn, search: &'a RunSearch, cursor: Option<Cursor>) -> Result<Self> {
        let long = conn.row("SELECT 1 FROM runlore_long_values LIMIT 1", &[], |_| Ok(()))?.is_some();
        let keys = order::keys(&search.order_by, long);
        let columns = keys.iter().map(|key| key.column.clone()).collect();
        Ok(Self {
            dialect: conn.dialect(),
            experiments: search.experiment_ids.as_deref(),
            view: search.view,
            filter: search.filter.conjuncts(),
            keys,
            columns,
            cursor,
            long,
            tuning: Tuning::default(),
            sets: Vec::new(),
        })
    }

    pub(super) fn sql(&self) -> Sql {
        Sql::new(self.dialect)
    }

    /// Whether one range of the index of newest runs is the whole scope.
    pub(super) fn is_one_range(&self) -> bool {
        self.view != ViewType::All && self.experiments.is_some_and(|ids| ids.len() == 1)
    }

    /// Adds the experiments and lifecycle stages as a condition.
    pub(super) fn scope(&self, sql: &mut Sql) {
        scope(sql, self.experiments, self.view);
    }

    /// Up to `limit` rows of a segment, in order.
    pub(super) fn rows(&self, conn: &mut dyn Conn, segment: &Segment, limit: i64) -> Result<Vec<Cursor>> {
        let mut sql = self.sql();
        sql.push("SELECT r.run_uuid");
        keyset::select(&mut sql, &self.columns);
        let id = self.from(&mut sql, segment.driver)?;
        for only in &segment.only {
            sql.push(" AND ");
            only.push(&mut sql);
        }
        self.conditions(&mut sql, segment, id)?;
        if let Some(cursor) = &self.cursor {
            sql.push(" AND ");
            keyset::after(&mut sql, &self.columns, cursor, "r.run_uuid", Bind::Text(cursor.id.clone()));
        }
        keyset::order_by(&mut sql, &self.columns, "r.run_uuid", segment.fixed);
        sql.push(" LIMIT ").bind(Bind::Int(limit));
        sql.rows(conn, |row| keyset::read(row, &self.columns))
    }

    /// How many runs there are on all pages.
    pub(super) fn count(&self, conn: &mut dyn Conn) -> Result<i64> {
        let segment = Segment::all(self.sets.first().map_or(Driver::Scope, |place| Driver::Part(*place)));
        let mut sql = self.sql();
        sql.push("SELECT count(*)");
        let id = self.from(&mut sql, segment.driver)?;
        self.conditions(&mut sql, &segment, id)?;
        Ok(sql.row(conn, |row| row.int(0))?.unwrap_or_default())
    }

    /// Adds what of the filter the segment does not imply.
    fn conditions(&self, sql: &mut Sql, segment: &Segment, id: &str) -> Result<()> {
        for (place, part) in self.filter.iter().enumerate() {
            if segment.driver == Driver::Part(place) || segment.implied.contains(&place) {
                continue;
            }
            sql.push(" AND ");
            if self.sets.contains(&place) {
                // The sign keeps SQLite from looking the ids up in the table one by one.
                let sign = if self.dialect == Dialect::Sqlite { "+" } else { "" };
                sql.push(sign).push(id).push(" IN (");
                self.part(sql, place)?;
                sql.push(")");
            } else {
                condition(sql, part, &|sql, c| filter::compare(sql, c, id, self.long))?;
            }
        }
        Ok(())
    }

    /// Adds FROM and the beginning of WHERE, and names the column that has the run's id first.
    ///
    /// CROSS JOIN keeps SQLite from turning a join around.
    fn from(&self, sql: &mut Sql, driver: Driver) -> Result<&'static str> {
        let first = self.keys.first().and_then(|key| key.from.as_ref());
        let joined = first.filter(|_| matches!(driver, Driver::FirstKey | Driver::ScopeWithFirstKey));
        sql.push(" FROM ");
        match (driver, joined) {
            (Driver::FirstKey, Some((table, _))) => sql.push(&format!("{} s0 CROSS JOIN runs r", table.table())),
            (Driver::ScopeWithFirstKey, Some((table, _))) => {
                sql.push(&format!("runs r CROSS JOIN {} s0", table.table()))
            }
            (Driver::Part(place), _) => {
                sql.push("(");
                self.part(sql, place)?;
                sql.push(") d CROSS JOIN runs r")
            }
            _ => sql.push("runs r"),
        };
        order::join(sql, &self.keys, joined.map(|_| 0));
        sql.push(" WHERE ");
        if let Some((_, key)) = joined {
            sql.push("r.run_uuid = s0.run_uuid AND s0.key = ").text(key).push(" AND ");
        }
        if matches!(driver, Driver::Part(_)) {
            sql.push("r.run_uuid = d.run_uuid AND ");
        }
        self.scope(sql);
        Ok(match (driver, joined) {
            (Driver::Part(_), _) => "d.run_uuid",
            (Driver::FirstKey, Some(_)) => "s0.run_uuid",
            _ => "r.run_uuid",
        })
    }

    /// The comparison at `place` of the filter, if its rows can be found by key.
    pub(super) fn keyed_part(&self, place: usize) -> Option<(&Comparison<RunField>, Keyed, &str)> {
        let Expr::Compare(comparison) = &self.filter[place] else { return None };
        match filter::source(&comparison.field) {
            filter::Source::Keyed { table, key } if !crate::search::filter::is_negative(&comparison.test) => {
                Some((comparison, table, key))
            }
            _ => None,
        }
    }

    /// Adds a query for the ids of the runs that the comparison at `place` finds, through the value indexes.
    pub(super) fn part(&self, sql: &mut Sql, place: usize) -> Result<()> {
        use runlore_domain::search::Test;
        let Some((comparison, table, key)) = self.keyed_part(place) else {
            return Err(runlore_domain::Error::internal("A part of a filter was to drive a search that it can not"));
        };
        let begin = |sql: &mut Sql| {
            sql.push(&format!("SELECT f.run_uuid FROM {} f WHERE f.key = ", table.table())).text(key);
        };
        begin(sql);
        if matches!(comparison.test, Test::IsNull { .. }) {
            return Ok(());
        }
        if table == Keyed::Metrics {
            sql.push(" AND f.is_nan = FALSE AND ");
            return crate::search::filter::real(sql, "f.value", &comparison.test);
        }
        if !filter::short_only(sql, &comparison.test, "f") {
            sql.push(&format!(" AND length(f.value) <= {} AND ", crate::search::indexes::SHORT));
            filter::keyed(sql, table, "f", &comparison.test, false)?;
            sql.push(" UNION ALL ");
            begin(sql);
            sql.push(&format!(" AND length(f.value) > {}", crate::search::indexes::SHORT));
        }
        sql.push(" AND ");
        filter::keyed(sql, table, "f", &comparison.test, self.long)
    }
}

/// Adds a condition on the experiments and the lifecycle stages of the runs `r`.
pub(in crate::search) fn scope(sql: &mut Sql, experiments: Option<&[ExperimentId]>, view: ViewType) {
    match experiments {
        None => {}
        Some([id]) => {
            // The column has 32 bits on PostgreSQL, a client's number perhaps more.
            sql.push("r.experiment_id = CAST(").bind(Bind::Int(id.0)).push(" AS BIGINT) AND ");
        }
        Some(ids) => {
            let ids = Bind::experiments(sql.dialect, ids);
            sql.push("r.experiment_id ").in_list(ids).push(" AND ");
        }
    }
    sql.push(match view {
        ViewType::ActiveOnly => "r.lifecycle_stage = 'active'",
        ViewType::DeletedOnly => "r.lifecycle_stage = 'deleted'",
        ViewType::All => "r.lifecycle_stage IN ('active', 'deleted')",
    });
}

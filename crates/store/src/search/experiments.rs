//! Searching experiments: one statement; there are thousands of them at most.

use std::collections::HashMap;

use runlore_domain::experiment::{Experiment, Tag, ViewType};
use runlore_domain::page::Page;
use runlore_domain::search::ExperimentAttribute::LastActivityTime;
use runlore_domain::search::{Comparison, Cursor, ExperimentAttribute, ExperimentField, ExperimentSearch, Start, Test};
use runlore_domain::{Error, Result};

use super::PageRows;
use super::filter::{condition, exists, integer, text};
use super::keyset::{self, SortColumn, SortKind};
use super::sql::{Bind, Sql};
use crate::db::{Conn, Dialect, snapshot};
use crate::experiments::get;

/// One page of experiments.
pub(super) fn page(conn: &mut dyn Conn, search: &ExperimentSearch) -> Result<Page<Experiment>> {
    snapshot(conn, |conn| {
        let wanted = PageRows::new(search.max_results, &search.start)?;
        let keys = keys(search, conn.dialect());
        let sql = statement(conn.dialect(), search, &keys, wanted.need())?;
        let found =
            sql.rows(conn, |row| Ok(Cursor { id: row.int(0)?.to_string(), keys: keyset::read_keys(row, &keys)? }))?;
        let (rows, last) = wanted.cut(found);
        let next_token = last.map(|cursor| search.next_token(&cursor));
        Ok(Page { items: load(conn, &rows)?, next_token })
    })
}

/// Empty columns stand where the database puts them.
fn keys(search: &ExperimentSearch, dialect: Dialect) -> Vec<SortColumn> {
    let key = |order: &runlore_domain::search::ExperimentOrder| {
        let kind = if order.attribute == ExperimentAttribute::Name { SortKind::Text } else { SortKind::Int };
        let value = column(dialect, order.attribute);
        let smallest = dialect == Dialect::Sqlite;
        let missing = if smallest == order.ascending { -1 } else { 1 };
        let rank = format!("CASE WHEN {value} IS NULL THEN {missing} ELSE 0 END");
        SortColumn { rank, value, missing, kind, ascending: order.ascending }
    };
    search.order_by.iter().map(key).collect()
}

fn column(dialect: Dialect, attribute: ExperimentAttribute) -> String {
    if attribute != LastActivityTime {
        return format!("e.{}", attribute.as_str());
    }
    let greatest = match dialect {
        Dialect::Sqlite => "max",
        Dialect::Postgres => "greatest",
    };
    format!("{greatest}(coalesce(e.last_update_time, 0), coalesce(a.last_start, 0))")
}

/// One walk over all runs; to look them up for each experiment takes far longer while the index of it is not there.
const ACTIVITY: &str = " LEFT JOIN (SELECT experiment_id, lifecycle_stage, max(start_time) AS last_start FROM runs \
    GROUP BY experiment_id, lifecycle_stage) a ON a.experiment_id = e.experiment_id AND a.lifecycle_stage = e.lifecycle_stage";

fn needs_activity(search: &ExperimentSearch) -> bool {
    let named = |field: &ExperimentField| *field == ExperimentField::Attribute(LastActivityTime);
    search.order_by.iter().any(|order| order.attribute == LastActivityTime) || search.filter.names(&named)
}

fn statement(dialect: Dialect, search: &ExperimentSearch, keys: &[SortColumn], limit: i64) -> Result<Sql> {
    let mut sql = Sql::new(dialect);
    sql.push("SELECT e.experiment_id");
    keyset::select(&mut sql, keys);
    sql.push(" FROM experiments e");
    if needs_activity(search) {
        sql.push(ACTIVITY);
    }
    sql.push(" WHERE e.lifecycle_stage ").push(match search.view {
        ViewType::ActiveOnly => "= 'active' AND ",
        ViewType::DeletedOnly => "= 'deleted' AND ",
        ViewType::All => "IN ('active', 'deleted') AND ",
    });
    condition(&mut sql, &search.filter, &compare)?;
    if let Start::After(cursor) = &search.start {
        let id = cursor.id.parse().map_err(|_| Error::invalid("Invalid page token"))?;
        sql.push(" AND ");
        keyset::after(&mut sql, keys, cursor, "e.experiment_id", Bind::Int(id));
    }
    keyset::order_by(&mut sql, keys, "e.experiment_id", false);
    sql.push(" LIMIT ").bind(Bind::Int(limit));
    Ok(sql)
}

fn compare(sql: &mut Sql, comparison: &Comparison<ExperimentField>) -> Result<()> {
    match &comparison.field {
        ExperimentField::Attribute(ExperimentAttribute::Name) => text(sql, "e.name", &comparison.test),
        ExperimentField::Attribute(attribute) => integer(sql, &column(sql.dialect, *attribute), &comparison.test),
        ExperimentField::Tag(key) => {
            let absent = matches!(comparison.test, Test::IsNull { negated: false });
            exists(sql, absent, |sql| {
                sql.push("experiment_tags t WHERE t.experiment_id = e.experiment_id AND t.key = ").text(key);
                if !matches!(comparison.test, Test::IsNull { .. }) {
                    sql.push(" AND ");
                    text(sql, "t.value", &comparison.test)?;
                }
                Ok(())
            })
        }
    }
}

fn load(conn: &mut dyn Conn, rows: &[Cursor]) -> Result<Vec<Experiment>> {
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.id.parse().ok()).collect();
    let mut sql = Sql::new(conn.dialect());
    sql.push(&format!("SELECT {} FROM experiments WHERE experiment_id ", get::COLUMNS))
        .in_list(Bind::Ints(ids.clone()));
    let mut found: HashMap<i64, Experiment> =
        sql.rows(conn, get::read)?.into_iter().map(|experiment| (experiment.id.0, experiment)).collect();
    let mut sql = Sql::new(conn.dialect());
    sql.push("SELECT experiment_id, key, value FROM experiment_tags WHERE experiment_id ")
        .in_list(Bind::Ints(ids.clone()));
    sql.push(" ORDER BY key");
    sql.rows(conn, |row| {
        if let Some(experiment) = found.get_mut(&row.int(0)?) {
            experiment.tags.push(Tag { key: row.text(1)?, value: row.opt_text(2)?.unwrap_or_default() });
        }
        Ok(())
    })?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

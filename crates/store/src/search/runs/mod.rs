//! Searching runs.

mod filter;
mod order;
mod plan;
mod query;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use runlore_domain::page::Page;
use runlore_domain::run::{Run, RunInfo};
use runlore_domain::search::{Cursor, RunOrderKey, RunSearch, SortValue, Start, Wanted};
use runlore_domain::{Result, RunId};

use super::PageRows;
use super::sql::{Bind, Sql};
use crate::db::{Conn, snapshot};
use crate::runs::long_values::{self, Entity};
use crate::runs::{get, load};
use query::Query;
pub(super) use query::scope;

/// One page of runs with what is wanted of them, and how many there are on all pages if that is wanted.
pub(super) fn page(conn: &mut dyn Conn, search: &RunSearch, wanted: &Wanted) -> Result<(Page<Run>, Option<i64>)> {
    if search.experiment_ids.as_ref().is_some_and(Vec::is_empty) {
        return Ok((Page::last(Vec::new()), wanted.count.then_some(0)));
    }
    snapshot(conn, |conn| {
        let cursor = match &search.start {
            Start::After(cursor) => Some(completed(conn, search, cursor.clone())?),
            _ => None,
        };
        let size = PageRows::new(search.max_results, &search.start)?;
        let mut query = Query::new(conn, search, cursor)?;
        let found = plan::find(conn, &mut query, size.need())?;
        let (rows, last) = size.cut(found);
        let infos = infos(conn, &rows)?;
        let next_token = last.map(|cursor| search.next_token(&cursor));
        let total = wanted.count.then(|| query.count(conn)).transpose()?;
        Ok((Page { items: load::load(conn, infos, wanted.keys.as_ref())?, next_token }, total))
    })
}

/// The runs' own columns, in the order of the rows.
fn infos(conn: &mut dyn Conn, rows: &[Cursor]) -> Result<Vec<RunInfo>> {
    let mut sql = Sql::new(conn.dialect());
    sql.push(&format!("SELECT {} FROM runs WHERE run_uuid ", get::COLUMNS));
    sql.in_list(Bind::Texts(rows.iter().map(|row| row.id.clone()).collect()));
    let mut infos: HashMap<RunId, RunInfo> =
        sql.rows(conn, get::read)?.into_iter().map(|info| (info.id.clone(), info)).collect();
    Ok(rows.iter().filter_map(|row| infos.remove(&RunId::from(row.id.as_str()))).collect())
}

/// Looks up the texts that were too long for the token.
fn completed(conn: &mut dyn Conn, search: &RunSearch, mut cursor: Cursor) -> Result<Cursor> {
    for (order, value) in search.order_by.iter().zip(&mut cursor.keys) {
        let SortValue::LongText(beginning) = value else { continue };
        let (entity, key) = match &order.key {
            RunOrderKey::Param(key) => (Entity::Param, key),
            RunOrderKey::Tag(key) => (Entity::Tag, key),
            _ => continue,
        };
        let table = if entity == Entity::Param { "params" } else { "tags" };
        let mut sql = Sql::new(conn.dialect());
        sql.push(&format!("SELECT value FROM {table} WHERE run_uuid = "))
            .text(&cursor.id)
            .push(" AND key = ")
            .text(key);
        if let Some(mut whole) = sql.row(conn, |row| row.opt_text(0))?.flatten() {
            long_values::complete(conn, entity, &cursor.id, key, &mut whole)?;
            if whole.starts_with(beginning.as_str()) {
                *value = SortValue::Text(whole);
            }
        }
    }
    Ok(cursor)
}

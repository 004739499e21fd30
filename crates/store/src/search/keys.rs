//! The keys that the runs of experiments have.
//!
//! Two ways lead to them. One goes from key to key through the index of the keys, and looks for a run of each that is asked
//! about: it costs little where most runs are, and much for keys that only others have. The other goes from the runs to all of
//! their rows, so it pays where the runs are a small part of all.

use std::collections::HashMap;

use runlore_domain::Result;
use runlore_domain::experiment::ViewType;
use runlore_domain::search::{FoundKey, FoundKeys, KeyKind, KeySearch, SortValue, Start};

use super::sql::{Bind, Sql};
use super::{PageRows, runs};
use crate::db::{Conn, Dialect, snapshot};

/// Where the runs are at most one in so many, their rows are read.
const FEW: i64 = 6;

/// One page of keys: those that begin with what is sought first, then by themselves.
pub(super) fn page(conn: &mut dyn Conn, search: &KeySearch) -> Result<FoundKeys> {
    if search.question.experiment_ids.as_ref().is_some_and(Vec::is_empty) {
        return Ok(FoundKeys { keys: Vec::new(), total: 0, next_token: None });
    }
    snapshot(conn, |conn| found(conn, search))
}

fn found(conn: &mut dyn Conn, search: &KeySearch) -> Result<FoundKeys> {
    let wanted = PageRows::new(search.max_results, &search.start)?;
    let few = are_few(conn, search)?;
    let mut sql = Sql::new(conn.dialect());
    if !few {
        each_key(&mut sql, search);
    }
    sql.push("SELECT key, begins, total FROM (SELECT k.key AS key, count(*) OVER () AS total, ");
    begins(&mut sql, search);
    sql.push(" AS begins FROM ");
    if few {
        of_runs(&mut sql, search)
    } else {
        having_a_run(&mut sql, search)
    }
    sql.push(") counted");
    after(&mut sql, &search.start);
    sql.push(" ORDER BY begins DESC, key LIMIT ").bind(Bind::Int(wanted.need()));
    let mut total = 0;
    let mut keys = sql.rows(conn, |row| {
        total = row.int(2)?;
        Ok(FoundKey { key: row.text(0)?, runs: None, begins: row.int(1)? == 1 })
    })?;
    keys.drain(..wanted.skip.min(keys.len()));
    let more = keys.len() > wanted.size;
    keys.truncate(wanted.size);
    if search.question.count {
        count(conn, search, few, &mut keys)?;
    }
    let next_token = keys.last().filter(|_| more).map(|last| search.next_token(last));
    Ok(FoundKeys { keys, total, next_token })
}

fn table(search: &KeySearch) -> &'static str {
    match search.question.kind {
        KeyKind::Params => "params",
        KeyKind::Metrics => "latest_metrics",
        KeyKind::Tags => "tags",
    }
}

/// Adds the steps from one key of the table to the next; each is one look into the index.
fn each_key(sql: &mut Sql, search: &KeySearch) {
    let table = table(search);
    sql.push(&format!(
        "WITH RECURSIVE keys(key) AS (SELECT min(key) FROM {table} UNION ALL \
         SELECT (SELECT min(n.key) FROM {table} n WHERE n.key > keys.key) FROM keys WHERE keys.key IS NOT NULL) "
    ));
}

/// Adds those of the keys that some run has which is asked about.
fn having_a_run(sql: &mut Sql, search: &KeySearch) {
    sql.push("keys k WHERE k.key IS NOT NULL");
    fits(sql, search, "k");
    // CROSS JOIN keeps SQLite from beginning with the runs.
    sql.push(&format!(
        " AND (SELECT 1 FROM {} f CROSS JOIN runs r WHERE f.key = k.key AND r.run_uuid = f.run_uuid AND ",
        table(search)
    ));
    scope(sql, search);
    sql.push(" LIMIT 1) = 1");
}

/// Adds the keys of all rows of the runs.
fn of_runs(sql: &mut Sql, search: &KeySearch) {
    sql.push(&format!(
        "(SELECT DISTINCT f.key AS key FROM runs r CROSS JOIN {} f WHERE f.run_uuid = r.run_uuid AND ",
        table(search)
    ));
    scope(sql, search);
    fits(sql, search, "f");
    sql.push(") k");
}

fn scope(sql: &mut Sql, search: &KeySearch) {
    runs::scope(sql, search.question.experiment_ids.as_deref(), search.question.view);
}

/// Adds what is asked of the key itself.
fn fits(sql: &mut Sql, search: &KeySearch, alias: &str) {
    if !search.question.contains.is_empty() {
        let position = sql.dialect.position();
        sql.push(&format!(" AND {position}(lower({alias}.key), lower(")).text(&search.question.contains).push(")) > 0");
    }
    if search.question.own_only && search.question.kind == KeyKind::Tags {
        sql.push(&format!(" AND {alias}.key NOT LIKE 'mlflow.%'"));
    }
}

/// Adds 1 for keys that begin with what is sought, else 0.
fn begins(sql: &mut Sql, search: &KeySearch) {
    if search.question.contains.is_empty() {
        sql.push("0");
        return;
    }
    let position = sql.dialect.position();
    sql.push(&format!("CASE WHEN {position}(lower(k.key), lower("))
        .text(&search.question.contains)
        .push(")) = 1 THEN 1 ELSE 0 END");
}

/// Adds the condition that a key comes after the page before.
fn after(sql: &mut Sql, start: &Start) {
    let Start::After(cursor) = start else { return };
    let [SortValue::Int(begins)] = cursor.keys[..] else { return };
    let number = |sql: &mut Sql, words: &str| {
        sql.push(words).push("CAST(").bind(Bind::Int(begins)).push(" AS BIGINT)");
    };
    number(sql, " WHERE begins < ");
    number(sql, " OR (begins = ");
    sql.push(" AND key > ").text(&cursor.id).push(")");
}

/// Whether the runs that are asked about are a small part of all.
fn are_few(conn: &mut dyn Conn, search: &KeySearch) -> Result<bool> {
    if search.question.experiment_ids.is_none() && search.question.view == ViewType::All {
        return Ok(false);
    }
    let all = conn.row("SELECT count(*) FROM runs", &[], |row| row.int(0))?.unwrap_or_default();
    let mut sql = Sql::new(conn.dialect());
    sql.push("SELECT count(*) FROM (SELECT 1 FROM runs r WHERE ");
    scope(&mut sql, search);
    sql.push(" LIMIT ").bind(Bind::Int(all / FEW + 1)).push(") counted");
    Ok(sql.row(conn, |row| row.int(0))?.unwrap_or_default() <= all / FEW)
}

/// Says how many runs have each of the keys.
fn count(conn: &mut dyn Conn, search: &KeySearch, few: bool, keys: &mut [FoundKey]) -> Result<()> {
    let mut sql = Sql::new(conn.dialect());
    sql.push(&format!("SELECT f.key, count(*) FROM {} f WHERE f.key ", table(search)));
    sql.in_list(Bind::Texts(keys.iter().map(|found| found.key.clone()).collect()));
    // The sign keeps SQLite from the index of the runs, which is the better one for few.
    let sign = if sql.dialect == Dialect::Sqlite && !few { "+" } else { "" };
    sql.push(" AND ").push(sign).push("f.run_uuid IN (SELECT r.run_uuid FROM runs r WHERE ");
    scope(&mut sql, search);
    sql.push(") GROUP BY f.key");
    let counts: HashMap<String, i64> = sql.rows(conn, |row| Ok((row.text(0)?, row.int(1)?)))?.into_iter().collect();
    for found in keys {
        found.runs = Some(counts.get(&found.key).copied().unwrap_or_default());
    }
    Ok(())
}

//! Params of many batches: set once, the same value again is no error.

use std::collections::HashMap;

use runlore_domain::limits::{PARAM_VALUE_COLUMN, prefix};
use runlore_domain::run::Param;
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{Error, Result, python};

use super::long_values::{self, Entity};
use crate::db::error::wrap;
use crate::db::{Conn, DbClass, InsertRows, Kind, Value, for_pairs};

const PARAMS: InsertRows = InsertRows {
    table: "params",
    columns: &[("key", Kind::Text), ("value", Kind::Text), ("run_uuid", Kind::Text)],
    conflict: "ON CONFLICT (key, run_uuid) DO NOTHING",
};

type Known<'b> = HashMap<(&'b str, &'b str), String>;

/// Refuses the batches that would change a param, also one that an earlier batch of the call sets.
///
/// Answers how many params the accepted batches bring that are not stored yet.
pub(crate) fn check(conn: &mut dyn Conn, batches: &[&RunBatch], answers: &mut [Result<()>]) -> Result<usize> {
    if batches.iter().all(|batch| batch.params.is_empty()) {
        return Ok(0);
    }
    let mut known = known(conn, batches)?;
    let stored = known.len();
    for (batch, answer) in batches.iter().zip(answers) {
        if answer.is_err() {
            continue;
        }
        *answer = check_batch(&known, batch);
        if answer.is_ok() {
            for param in &batch.params {
                // Of a value and what MLflow cut it to, the whole one counts from now on.
                let old = known.entry((batch.run_id.as_str(), param.key.as_str())).or_default();
                if old.len() < param.value.len() {
                    old.clone_from(&param.value);
                }
            }
        }
    }
    Ok(known.len() - stored)
}

/// The values that are stored already.
fn known<'b>(conn: &mut dyn Conn, batches: &[&'b RunBatch]) -> Result<Known<'b>> {
    let mut pairs: Vec<(&str, &str)> = batches
        .iter()
        .flat_map(|batch| batch.params.iter().map(|param| (batch.run_id.as_str(), param.key.as_str())))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut known = Known::new();
    for_pairs(
        conn,
        "SELECT run_uuid, key, value FROM params WHERE run_uuid = $1 AND key = $2",
        "SELECT p.run_uuid, p.key, p.value FROM params p \
         JOIN unnest($1::text[], $2::text[]) AS wanted(run_uuid, key) \
         ON p.run_uuid = wanted.run_uuid AND p.key = wanted.key",
        &pairs,
        &mut |row| {
            if let Ok(at) = pairs.binary_search(&(row.str(0)?, row.str(1)?)) {
                known.insert(pairs[at], row.text(2)?);
            }
            Ok(())
        },
    )?;
    for ((run, key), value) in &mut known {
        long_values::complete(conn, Entity::Param, run, key, value)?;
    }
    Ok(known)
}

fn check_batch(known: &Known<'_>, batch: &RunBatch) -> Result<()> {
    let run = batch.run_id.as_str();
    let changed: Vec<(&Param, &str)> = batch
        .params
        .iter()
        .filter_map(|param| known.get(&(run, param.key.as_str())).map(|old| (param, old.as_str())))
        .filter(|(param, old)| !same(old, &param.value))
        .collect();
    let Some((first, old)) = changed.first() else {
        return Ok(());
    };
    Err(Error::invalid(match batch.origin {
        BatchOrigin::Single => format!(
            "Changing param values is not allowed. Param with key='{}' was already logged with value='{old}' for run \
             ID='{run}'. Attempted logging new value '{}'.",
            first.key, first.value
        ),
        BatchOrigin::Batch => {
            let list: Vec<String> = changed
                .iter()
                .map(|(p, old)| {
                    let [key, old, new] = [&p.key, *old, &p.value].map(python::repr);
                    format!("{{'key': {key}, 'old_value': {old}, 'new_value': {new}}}")
                })
                .collect();
            format!(
                "Changing param values is not allowed. Params were already logged='[{}]' for run ID='{run}'.",
                list.join(", ")
            )
        }
    }))
}

/// A stored value that MLflow cut off is the same as the value that it was cut from.
fn same(old: &str, new: &str) -> bool {
    old == new || (old.len() < new.len() && old == prefix(new, PARAM_VALUE_COLUMN))
}

/// Inserts the params of all batches; what is there already stays.
///
/// Another process may have set one of the `new` params since [`check`] looked: then the group is
/// repeated, and the check sees it.
pub(crate) fn insert(conn: &mut dyn Conn, batches: &[&RunBatch], new: usize) -> Result<()> {
    let mut params: Vec<(&str, &str, &str)> = batches
        .iter()
        .flat_map(|b| b.params.iter().map(|p| (b.run_id.as_str(), p.key.as_str(), p.value.as_str())))
        .collect();
    if params.is_empty() {
        return Ok(());
    }
    params.sort_unstable_by_key(|(run, key, value)| (*run, *key, std::cmp::Reverse(value.len())));
    params.dedup_by_key(|(run, key, _)| (*run, *key));
    let rows: Vec<Value<'_>> = params
        .iter()
        .flat_map(|(run, key, value)| [(*key).into(), prefix(value, PARAM_VALUE_COLUMN).into(), (*run).into()])
        .collect();
    if conn.insert_rows(&PARAMS, &rows)? != new as u64 {
        return Err(wrap(DbClass::Repeat, "another process logged the same params"));
    }
    long_values::store(conn, Entity::Param, &params)
}

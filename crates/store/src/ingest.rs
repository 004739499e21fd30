//! Applying the records of a client's spool, each exactly once.
//!
//! The spool's row holds the highest number that is applied. It is read and raised in the transaction
//! that applies the records, so either both are there or none. Metrics, params and tags that follow
//! each other are written together; every other record has a savepoint of its own. A record that is
//! refused takes back only itself, and its reason is kept until the client has sent something later.

use std::collections::HashSet;

use runlore_domain::experiment::{LifecycleStage, NewExperiment};
use runlore_domain::ingest::{Change, Ingest, Ingested, IngestedRun, Record, Refusal};
use runlore_domain::run::NewRun;
use runlore_domain::run_batch::RunBatch;
use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, ErrorKind, ExperimentId, Result};

use crate::db::{Conn, InsertRows, Kind, Value};
use crate::lane::Context;
use crate::{Store, experiments, runs, spools};

impl Store {
    /// Applies the records that are new and says what became of all of them.
    pub async fn ingest(&self, ingest: Ingest) -> Result<Ingested> {
        match self.write(Write::Ingest(ingest)).await? {
            Written::Ingested(ingested) => Ok(*ingested),
            other => Err(crate::unexpected(&other)),
        }
    }
}

const REFUSED: InsertRows = InsertRows {
    table: "runlore_refused_records",
    columns: &[("spool", Kind::Text), ("number", Kind::Int), ("kind", Kind::Text), ("message", Kind::Text)],
    conflict: "ON CONFLICT DO NOTHING",
};

pub(crate) fn apply(conn: &mut dyn Conn, ingest: &Ingest, context: &Context) -> Result<Ingested> {
    let before = spools::lock(conn, &ingest.spool, ingest.now)?;
    let Some(first) = ingest.records.first().map(|record| record.number) else {
        return Ok(Ingested { applied: before, ..Ingested::default() });
    };
    let new: Vec<&Record> = ingest.records.iter().filter(|record| record.number > before).collect();
    let refused = apply_new(conn, &new, ingest.now, context)?;
    runs::heartbeats::record(conn, &applied_of(&new, &refused), ingest.now)?;
    let spool = Value::Text(&ingest.spool);
    // What the client has sent something after, it knows.
    conn.execute("DELETE FROM runlore_refused_records WHERE spool = $1 AND number < $2", &[spool, first.into()])?;
    let rows: Vec<Value<'_>> = refused
        .iter()
        .flat_map(|(number, refusal)| [spool, (*number).into(), refusal.kind.name().into(), (&refusal.message).into()])
        .collect();
    conn.insert_rows(&REFUSED, &rows)?;
    let applied = new.last().map_or(before, |record| record.number);
    spools::raise(conn, &ingest.spool, applied, ingest.now)?;
    Ok(Ingested { applied, refused: known_refusals(conn, &ingest.spool)?, runs: created(conn, ingest)? })
}

/// Applies records in order; answers which of them are refused.
fn apply_new(conn: &mut dyn Conn, new: &[&Record], now: i64, context: &Context) -> Result<Vec<(i64, Refusal)>> {
    let mut refused = Vec::new();
    let mut records = new.iter().peekable();
    while let Some(record) = records.next() {
        let change = match &record.change {
            Ok(change) => change,
            Err(refusal) => {
                refused.push((record.number, refusal.clone()));
                continue;
            }
        };
        let Change::Log(batch) = change else {
            if let Err(error) = in_savepoint(conn, |conn| one(conn, change, now, context)) {
                refused.push((record.number, Refusal::of(error)?));
            }
            continue;
        };
        let mut batches = vec![(record.number, batch)];
        while let Some((number, batch)) = records.peek().and_then(|next| log_of(next)) {
            batches.push((number, batch));
            records.next();
        }
        let only: Vec<&RunBatch> = batches.iter().map(|(_, batch)| *batch).collect();
        for ((number, _), answer) in batches.iter().zip(runs::log_batch::apply_all(conn, &only)?) {
            if let Err(error) = answer {
                refused.push((*number, Refusal::of(error)?));
            }
        }
    }
    Ok(refused)
}

/// What was asked for and not refused.
fn applied_of<'r>(new: &[&'r Record], refused: &[(i64, Refusal)]) -> Vec<&'r Change> {
    let refused: HashSet<i64> = refused.iter().map(|(number, _)| *number).collect();
    new.iter()
        .filter(|record| !refused.contains(&record.number))
        .filter_map(|record| record.change.as_ref().ok())
        .collect()
}

fn log_of(record: &Record) -> Option<(i64, &RunBatch)> {
    match &record.change {
        Ok(Change::Log(batch)) => Some((record.number, batch)),
        _ => None,
    }
}

fn in_savepoint(conn: &mut dyn Conn, apply: impl FnOnce(&mut dyn Conn) -> Result<()>) -> Result<()> {
    conn.batch("SAVEPOINT record")?;
    let result = apply(conn);
    // A full disk takes the whole transaction, and the savepoint with it.
    if !conn.in_transaction() {
        return result.and(Err(Error::internal("The transaction ended early")));
    }
    if result.is_err() {
        conn.batch("ROLLBACK TO record")?;
    }
    conn.batch("RELEASE record")?;
    result
}

fn one(conn: &mut dyn Conn, change: &Change, now: i64, context: &Context) -> Result<()> {
    match change {
        Change::CreateRun { experiment, run } => create_run(conn, experiment.as_deref(), run, now, context),
        Change::UpdateRun(update) => runs::update::apply(conn, update).map(drop),
        Change::Log(batch) => runs::log_batch::apply_one(conn, batch),
        Change::DeleteTag { run_id, key } => runs::delete_tag::apply(conn, run_id, key),
        Change::LogInputs(inputs) => runs::log_inputs::apply(conn, inputs),
        Change::LogOutputs(outputs) => runs::log_outputs::apply(conn, outputs),
    }
}

/// Begins the run, unless another spool did: whoever logs to a run that the server may not have yet says how it began.
fn create_run(conn: &mut dyn Conn, experiment: Option<&str>, run: &NewRun, now: i64, context: &Context) -> Result<()> {
    if conn.row("SELECT 1 FROM runs WHERE run_uuid = $1", &[(&run.id).into()], |_| Ok(()))?.is_some() {
        return Ok(());
    }
    match experiment {
        None => runs::create::apply(conn, run).map(drop),
        Some(name) => {
            let experiment_id = experiment_id(conn, name, now, context)?;
            runs::create::apply(conn, &NewRun { experiment_id, ..run.clone() }).map(drop)
        }
    }
}

/// The experiment of this name, made now if there is none.
fn experiment_id(conn: &mut dyn Conn, name: &str, now: i64, context: &Context) -> Result<ExperimentId> {
    let found = conn.row(
        "SELECT experiment_id, lifecycle_stage FROM experiments WHERE name = $1",
        &[Value::Text(name)],
        |row| Ok((ExperimentId(row.int(0)?), LifecycleStage::from_stored(row.str(1)?))),
    )?;
    match found {
        Some((id, LifecycleStage::Active)) => Ok(id),
        Some((_, LifecycleStage::Deleted)) => Err(Error::invalid(format!(
            "The experiment '{name}' is in the bin: restore it, or log to another experiment."
        ))),
        None => {
            let new = NewExperiment { name: name.to_owned(), artifact_location: None, tags: Vec::new(), now };
            experiments::create::apply(conn, &new, &context.artifact_root)
        }
    }
}

fn known_refusals(conn: &mut dyn Conn, spool: &str) -> Result<Vec<(i64, Refusal)>> {
    conn.rows(
        "SELECT number, kind, message FROM runlore_refused_records WHERE spool = $1 ORDER BY number",
        &[Value::Text(spool)],
        |row| {
            let kind = ErrorKind::from_name(row.str(1)?).unwrap_or(ErrorKind::BadRequest);
            Ok((row.int(0)?, Refusal { kind, message: row.text(2)? }))
        },
    )
}

/// The runs that the records create, also those that were created when they came the first time.
fn created(conn: &mut dyn Conn, ingest: &Ingest) -> Result<Vec<IngestedRun>> {
    let ids: Vec<&str> = ingest
        .records
        .iter()
        .filter_map(|record| match &record.change {
            Ok(Change::CreateRun { run, .. }) => Some(run.id.as_str()),
            _ => None,
        })
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = conn.dialect().in_list("$1");
    let sql = format!("SELECT run_uuid, experiment_id, artifact_uri FROM runs WHERE run_uuid {list}");
    conn.rows(&sql, &[Value::Texts(&ids)], |row| {
        Ok(IngestedRun {
            run_id: row.str(0)?.into(),
            experiment_id: ExperimentId(row.int(1)?),
            artifact_uri: row.opt_text(2)?,
        })
    })
}

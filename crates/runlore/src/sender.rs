//! The thread that brings a spool's records to the server, in their order, until it has them all.

use std::time::Duration;

use reqwest::Method;
use runlore_domain::{Error, ErrorKind, Result};
use runlore_protocol::ingest::{IngestAnswer, RefusedRecord};
use serde_json::value::RawValue;

use crate::http::{Failure, Http};
use crate::recorder::Shared;
use crate::spool::{Batch, Reader, Rejected};
use crate::sync;

/// Records and bytes in one request, about.
pub(crate) const RECORDS: usize = 2000;
pub(crate) const BYTES: usize = 2 << 20;
/// After something was appended: what else comes meanwhile goes along.
const GATHER: Duration = Duration::from_millis(5);
/// Between attempts, when the server is away.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

const INGEST: &str = "api/runlore/v1/ingest";

pub(crate) fn run(shared: &Shared, http: &Http) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            shared.state().problem = Some(format!("no thread can be made to send: {error}"));
            return;
        }
    };
    let mut reader = Reader::new(shared.spool.dir(), shared.spool.applied());
    // What earlier programs left behind whole is of no use to anybody.
    if let Some(root) = shared.spool.dir().parent() {
        sync::clean(root);
    }
    while sleep_until_appended(shared) {
        let batch = match reader.next(RECORDS, BYTES) {
            Ok(batch) => batch,
            Err(error) => return stop(shared, &format!("the spool can not be read: {error}")),
        };
        if batch.records.is_empty() {
            return stop(shared, "the spool has lost records: its files were changed by somebody else");
        }
        if deliver(shared, http, &runtime, &batch, true).is_err() {
            return;
        }
        if let Err(error) = forget(shared, &mut reader) {
            tracing::warn!(%error, "what was sent stays on the disk");
        }
    }
}

/// Whether there is something to send; false when it is over.
fn sleep_until_appended(shared: &Shared) -> bool {
    let mut state = shared.state();
    let slept = state.applied >= state.written;
    while state.applied >= state.written {
        if state.closing {
            return false;
        }
        state.asleep = true;
        state = shared.wait(state, Duration::from_secs(60));
    }
    state.asleep = false;
    drop(state);
    if slept {
        std::thread::sleep(GATHER);
    }
    true
}

/// Sends a batch until the server has it. An error says why it does not: the recorder closes before, or
/// the server is away and this is not `patient`.
pub(crate) fn deliver(
    shared: &Shared,
    http: &Http,
    runtime: &tokio::runtime::Runtime,
    batch: &Batch,
    patient: bool,
) -> Result<()> {
    let mut records: &[(i64, Vec<u8>)] = &batch.records;
    // Records that are sent one at a time, because together they were refused.
    let mut alone = 0_usize;
    let mut pause = FIRST_PAUSE;
    while !records.is_empty() {
        let now = if alone > 0 { &records[..1] } else { records };
        match runtime.block_on(http.call(Method::POST, INGEST, &[], Some(body(shared.spool.id(), now)))) {
            Ok(answer) => {
                let done = serde_json::from_slice(&answer).map(|answer: IngestAnswer| settle(shared, now, &answer));
                if done.is_err() {
                    if !patient {
                        return Err(Error::internal("The server's answer to the records is none of Runlore's."));
                    }
                    pause = wait(shared, pause, "the server's answer to the records is none of Runlore's");
                } else {
                    records = &records[now.len()..];
                    alone = alone.saturating_sub(now.len());
                    pause = FIRST_PAUSE;
                }
            }
            Err(failure) if !is_about_records(&failure) => {
                if !patient || shared.state().closing {
                    return Err(failure.error);
                }
                pause = wait(shared, failure.after.unwrap_or(pause), failure.error.message()).max(pause);
            }
            Err(_) if now.len() > 1 => alone = records.len(),
            Err(failure) => {
                let refused = RefusedRecord {
                    number: now[0].0,
                    error_code: failure.error_code.clone(),
                    message: failure.error.message().to_owned(),
                };
                let answer = IngestAnswer { applied: now[0].0, refused: vec![refused], runs: Vec::new() };
                settle(shared, now, &answer);
                records = &records[1..];
                alone = alone.saturating_sub(1);
            }
        }
        if shared.state().closing && !records.is_empty() {
            return Err(Error::unavailable("The program ends before everything is sent."));
        }
    }
    Ok(())
}

/// Whether the server says that the records themselves are wrong; anything else may be mended.
fn is_about_records(failure: &Failure) -> bool {
    let kind = failure.error.kind();
    !failure.again && matches!(kind, ErrorKind::InvalidParameter | ErrorKind::BadRequest | ErrorKind::TooLarge)
}

/// Waits before the next attempt and answers how long to wait before the one after.
fn wait(shared: &Shared, pause: Duration, why: &str) -> Duration {
    let mut state = shared.state();
    if state.problem.as_deref() != Some(why) {
        tracing::warn!("records wait in {}: {why}", shared.spool.dir().display());
        state.problem = Some(why.to_owned());
    }
    if !state.closing {
        drop(shared.wait(state, pause));
    }
    (pause * 2).min(LONGEST_PAUSE)
}

fn body(spool: &str, records: &[(i64, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::with_capacity(64 + records.iter().map(|(_, json)| json.len() + 32).sum::<usize>());
    body.extend_from_slice(format!("{{\"spool\":\"{spool}\",\"records\":[").as_bytes());
    for (i, (number, json)) in records.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        body.extend_from_slice(format!("{comma}{{\"number\":{number},").as_bytes());
        // A record is an object with one member; its number goes in front of it.
        body.extend_from_slice(json.get(1..).unwrap_or_default());
    }
    body.extend_from_slice(b"]}");
    body
}

/// Takes over what the server said about records.
fn settle(shared: &Shared, sent: &[(i64, Vec<u8>)], answer: &IngestAnswer) {
    let mut state = shared.state();
    let before = state.applied;
    let new = answer.refused.iter().filter(|refused| refused.number > before);
    for refused in new {
        let record = sent.iter().find(|(number, _)| *number == refused.number);
        let record: Option<&RawValue> = record.and_then(|(_, json)| serde_json::from_slice(json).ok());
        let line =
            Rejected { number: refused.number, error_code: &refused.error_code, message: &refused.message, record };
        if let Err(error) = shared.spool.reject(&line) {
            tracing::error!(%error, number = refused.number, reason = refused.message, "a refused record could not be kept");
        }
        state.refused.push(refused.clone());
    }
    state.runs.extend(answer.runs.iter().map(|run| (run.run_id.clone(), run.clone())));
    let last = sent.last().map_or(0, |(number, _)| *number);
    state.applied = before.max(answer.applied.min(last));
    state.problem = None;
    let applied = state.applied;
    drop(state);
    if let Err(error) = shared.spool.set_applied(applied) {
        tracing::debug!(%error, "what is applied could not be noted; it would be sent again");
    }
    shared.notify();
}

pub(crate) fn forget(shared: &Shared, reader: &mut Reader) -> std::io::Result<()> {
    let applied = shared.state().applied;
    let freed = reader.forget_up_to(applied)?;
    if freed > 0 {
        let mut state = shared.state();
        state.kept = state.kept.saturating_sub(freed);
        drop(state);
        shared.notify();
    }
    Ok(())
}

fn stop(shared: &Shared, why: &str) {
    tracing::error!("{why}");
    shared.state().problem = Some(why.to_owned());
}

//! The thread that brings a queue's records to the server, in their order, until it has them all.

use std::time::{Duration, Instant};

use runlore_domain::{Error, Result};
use runlore_protocol::ingest::RefusedRecord;
use serde_json::value::RawValue;

use super::heart::Heart;
use super::queue::Queue;
use super::told::Told;
use crate::delivery::{Delivery, FileRecord, Numbered, Outcome, is_about_records};
use crate::spool::{self, Batch, Reader, Rejected};
use crate::transport::Failure;

/// Records and bytes in one request, about.
pub(crate) const RECORDS: usize = 2000;
pub(crate) const BYTES: usize = 2 << 20;
/// After something was appended: what else comes meanwhile goes along.
const GATHER: Duration = Duration::from_millis(5);
/// Between attempts, when the server is away.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How often a server may fail on the same record (a 500, no such endpoint) before it is taken for refused.
const FAILURES: u32 = 8;

/// What one sending thread works with.
#[derive(Debug)]
pub(crate) struct Sender<'a> {
    pub(crate) queue: &'a Queue,
    pub(crate) delivery: Delivery,
    pub(crate) told: &'a Told,
    /// The queue of records, which the queue of files must not overtake.
    pub(crate) first: Option<&'a Queue>,
    /// Whether to go on while the server is away.
    pub(crate) patient: bool,
}

impl Sender<'_> {
    /// Sends what is appended until the queue closes. Between records the heart beats.
    pub(crate) fn run(&self, mut heart: Option<Heart>) {
        let mut reader = Reader::new(self.queue.folder.dir(), self.queue.folder.applied());
        while self.sleep_until_appended(heart.as_mut()) {
            let batch = match reader.next(RECORDS, BYTES, self.queue.state().written) {
                Ok(batch) => batch,
                Err(error) => return self.stop(&format!("the spool can not be read: {error}")),
            };
            if batch.records.is_empty() {
                return self.stop("the spool has lost records: its files were changed by somebody else");
            }
            if self.deliver(&batch).is_err() {
                return;
            }
            if let Err(error) = self.forget(&mut reader) {
                tracing::warn!(%error, "what was sent stays on the disk");
            }
            if let Some(heart) = &mut heart {
                heart.beat();
            }
        }
    }

    /// Whether there is something to send; false when it is over.
    fn sleep_until_appended(&self, mut heart: Option<&mut Heart>) -> bool {
        let mut state = self.queue.state();
        let slept = state.applied >= state.written;
        while state.applied >= state.written {
            if state.closing {
                return false;
            }
            state.asleep = true;
            let patience = heart.as_ref().map_or(Duration::from_secs(60), |heart| heart.next());
            state = self.queue.wait(state, patience);
            if let Some(heart) = heart.as_mut().filter(|heart| heart.next().is_zero()) {
                drop(state);
                heart.beat();
                state = self.queue.state();
            }
        }
        state.asleep = false;
        // Nobody who waits for the server should wait for more to come.
        let end = Instant::now() + GATHER;
        while slept && state.waiting == 0 && !state.closing && Instant::now() < end {
            state = self.queue.wait(state, end.saturating_duration_since(Instant::now()));
        }
        true
    }

    /// Sends a batch until the server has it. An error says why it does not: the queue closes before, or
    /// the server is away and this is not patient.
    pub(crate) fn deliver(&self, batch: &Batch) -> Result<()> {
        let mut records: &[Numbered] = &batch.records;
        // Records that are sent one at a time, because together they were refused.
        let mut alone = 0_usize;
        let mut pause = FIRST_PAUSE;
        let mut failures = 0;
        use runlore_domain::ErrorKind::{EndpointNotFound, Internal, NotImplemented};
        while let Some((number, json)) = records.first() {
            self.wait_for_the_run(*number, json)?;
            let now = if alone > 0 { &records[..1] } else { records };
            let outcome = match self.delivery.deliver(now) {
                Ok(outcome) => Some(outcome),
                Err(failure) if is_about_records(&failure) && now.len() > 1 => {
                    alone = records.len();
                    None
                }
                Err(failure) if is_about_records(&failure) || failures >= FAILURES => Some(refusal(now, &failure)),
                Err(failure) => {
                    if !self.patient || self.queue.state().closing {
                        return Err(failure.error);
                    }
                    let is_defect =
                        !failure.silent && matches!(failure.error.kind(), Internal | EndpointNotFound | NotImplemented);
                    failures = if is_defect { failures + 1 } else { 0 };
                    pause = self.wait(failure.after.unwrap_or(pause), failure.error.message()).max(pause);
                    None
                }
            };
            if let Some(outcome) = outcome {
                self.settle(now, &outcome);
                let done = records.iter().take_while(|(number, _)| *number <= outcome.applied).count();
                records = &records[done..];
                alone = alone.saturating_sub(done);
                (pause, failures) = (FIRST_PAUSE, 0);
            }
            if self.queue.state().closing && !records.is_empty() && self.patient {
                return Err(Error::unavailable("The program ends before everything is sent."));
            }
        }
        Ok(())
    }

    /// A file of a run goes behind the record that begins the run.
    fn wait_for_the_run(&self, number: i64, json: &[u8]) -> Result<()> {
        let Some(first) = self.first else { return Ok(()) };
        // A record that can not be read is refused when it is delivered.
        let after = FileRecord::read(json).map_or(0, |record| record.after());
        while !first.wait_applied(Some(after), Duration::from_secs(1), |_| self.queue.state().closing) {
            if self.queue.state().closing {
                return Err(Error::unavailable(format!("The program ends before file {number} is sent.")));
            }
            let why = first.open().1;
            self.queue.state().problem = why;
        }
        Ok(())
    }

    /// Waits before the next attempt and answers how long to wait before the one after.
    fn wait(&self, pause: Duration, why: &str) -> Duration {
        let mut state = self.queue.state();
        if state.problem.as_deref() != Some(why) {
            tracing::warn!("records wait in {}: {why}", self.queue.folder.dir().display());
            state.problem = Some(why.to_owned());
            self.queue.notify();
        }
        let end = Instant::now() + pause;
        while !state.closing && Instant::now() < end {
            state = self.queue.wait(state, end.saturating_duration_since(Instant::now()));
        }
        (pause * 2).min(LONGEST_PAUSE)
    }

    /// Takes over what the server said about records.
    fn settle(&self, sent: &[Numbered], outcome: &Outcome) {
        // Before anybody who waits for the records is woken.
        self.told.take(&outcome.runs);
        let mut state = self.queue.state();
        let before = state.applied;
        for refused in outcome.refused.iter().filter(|refused| refused.number > before) {
            self.reject(sent, refused);
            state.refused.push(refused.clone());
        }
        state.applied = before.max(outcome.applied);
        state.problem = None;
        let applied = state.applied;
        drop(state);
        let is_new = |(number, _): &&Numbered| *number > before && *number <= applied;
        self.free(sent.iter().filter(is_new).map(|(_, json)| spool::weight(json)).sum());
        if let Err(error) = self.queue.folder.set_applied(applied) {
            tracing::debug!(%error, "what is applied could not be noted; it would be sent again");
        }
        self.remove(&outcome.blobs);
        self.queue.notify();
    }

    fn reject(&self, sent: &[Numbered], refused: &RefusedRecord) {
        let record = sent.iter().find(|(number, _)| *number == refused.number);
        let record: Option<&RawValue> = record.and_then(|(_, json)| serde_json::from_slice(json).ok());
        let line =
            Rejected { number: refused.number, error_code: &refused.error_code, message: &refused.message, record };
        if let Err(error) = self.queue.folder.reject(&line) {
            tracing::error!(%error, number = refused.number, reason = refused.message, "a refused record could not be kept");
        }
    }

    /// Removes contents that the server has.
    fn remove(&self, blobs: &[std::path::PathBuf]) {
        let mut freed = 0;
        for blob in blobs {
            freed += std::fs::metadata(blob).map_or(0, |metadata| metadata.len());
            if let Some(name) = blob.file_name() {
                self.queue.spool.blobs().remove(&name.to_string_lossy());
            }
        }
        self.free(freed);
    }

    pub(crate) fn forget(&self, reader: &mut Reader) -> std::io::Result<()> {
        let applied = self.queue.state().applied;
        reader.forget_up_to(applied)
    }

    fn free(&self, bytes: u64) {
        if bytes > 0 {
            self.queue.spool.free(bytes);
            self.queue.notify();
        }
    }

    fn stop(&self, why: &str) {
        tracing::error!("{why}");
        self.queue.state().problem = Some(why.to_owned());
        self.queue.notify();
    }
}

fn refusal(records: &[Numbered], failure: &Failure) -> Outcome {
    let number = records.first().map_or(0, |(number, _)| *number);
    let refused =
        RefusedRecord { number, error_code: failure.error_code.clone(), message: failure.error.message().to_owned() };
    Outcome { applied: number, refused: vec![refused], ..Outcome::default() }
}

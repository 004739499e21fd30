//! The thread that brings a queue's records to the server, in their order, until it has them all.

use std::io;
use std::time::{Duration, Instant};

use runlore_domain::{Error, Result};
use runlore_protocol::ingest::RefusedRecord;
use serde_json::value::RawValue;

use super::heart::Heart;
use super::queue::Queue;
use super::told::Told;
use crate::client::Peer;
use crate::delivery::{Delivery, FileRecord, Numbered, Outcome, is_about_records, refused};
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
/// How often a server may fail on the same record (a 500, no such endpoint) before the next one is tried.
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
            let batch = match self.next(&mut reader) {
                Ok(batch) => batch,
                Err(error) => return self.stop(&format!("the spool can not be read: {error}")),
            };
            if batch.records.is_empty() {
                let lost = || "the spool has lost records: its files were changed by somebody else".to_owned();
                return self.stop(&reader.damage().map_or_else(lost, |damage| damage.to_string()));
            }
            if self.deliver(&mut reader, batch).is_err() {
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

    /// The records that come next.
    pub(crate) fn next(&self, reader: &mut Reader) -> io::Result<Batch> {
        // What another process left is not appended to any more.
        let last = if self.patient { self.queue.state().written } else { i64::MAX };
        reader.next(RECORDS, BYTES, last)
    }

    /// Sends a batch until the server has it, and what follows it where that has to be seen; answers how many records
    /// that were. An error says why it does not have them: the queue closes before, or the server is away and this
    /// is not patient.
    pub(crate) fn deliver(&self, reader: &mut Reader, batch: Batch) -> Result<usize> {
        let mut records: Vec<Numbered> = batch.records;
        let mut at = 0;
        // Records that are sent one at a time, because together they were refused.
        let mut alone = 0_usize;
        let mut pause = FIRST_PAUSE;
        let mut failures = 0;
        while let Some((number, json)) = records.get(at) {
            self.wait_for_the_run(*number, json)?;
            let now = if alone > 0 { &records[at..=at] } else { &records[at..] };
            let outcome = match self.delivery.deliver(now) {
                Ok(outcome) => Some(outcome),
                Err(failure) if is_about_records(&failure) && now.len() > 1 => {
                    alone = now.len();
                    None
                }
                Err(failure) if is_about_records(&failure) => {
                    Some(Outcome { applied: *number, refused: vec![refused(*number, &failure)], ..Outcome::default() })
                }
                Err(failure) => {
                    failures = if is_defect(&failure) { failures + 1 } else { 0 };
                    let is_stuck = failures >= FAILURES || failures > 0 && !self.patient;
                    if is_stuck && now.len() > 1 {
                        alone = now.len();
                        continue;
                    }
                    let passed = if is_stuck {
                        if at + 1 == records.len() {
                            records.extend(self.next(reader).unwrap_or_default().records);
                        }
                        self.pass_by(&records[at..], &failure)
                    } else {
                        None
                    };
                    if passed.is_none() {
                        if !self.patient || self.queue.state().closing {
                            return Err(failure.error);
                        }
                        pause = self.wait(failure.after.unwrap_or(pause), failure.error.message()).max(pause);
                    }
                    passed
                }
            };
            if let Some(outcome) = outcome {
                self.settle(&records[at..], &outcome);
                let done = records[at..].iter().take_while(|(number, _)| *number <= outcome.applied).count();
                at += done;
                alone = alone.saturating_sub(done);
                (pause, failures) = (FIRST_PAUSE, 0);
            }
            if self.queue.state().closing && at < records.len() && self.patient {
                return Err(Error::unavailable("The program ends before everything is sent."));
            }
        }
        Ok(records.len())
    }

    /// A record on which an MLflow server fails again and again, while it takes the one behind it, is refused: it must
    /// not hold up the others. Without that proof the server is out of order, and all of them wait. (Runlore's server
    /// refuses single records itself.)
    fn pass_by(&self, records: &[Numbered], failure: &Failure) -> Option<Outcome> {
        if self.delivery.client.known_peer() != Some(Peer::Mlflow) {
            return None;
        }
        let (number, _) = records.first()?;
        let mut passed = self.delivery.deliver(records.get(1..2)?).ok().filter(|passed| passed.refused.is_empty())?;
        passed.refused.push(refused(*number, failure));
        Some(passed)
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
        let is_new = self.queue.state().problem.replace(why.to_owned()).is_none_or(|known| known != why);
        if is_new {
            self.queue.notify();
            // Whoever reads the log may be slow; the program's threads must not wait for that.
            tracing::warn!("records wait in {}: {why}", self.queue.folder.dir().display());
        }
        let end = Instant::now() + pause;
        let mut state = self.queue.state();
        while !state.closing && Instant::now() < end {
            state = self.queue.wait(state, end.saturating_duration_since(Instant::now()));
        }
        (pause * 2).min(LONGEST_PAUSE)
    }

    /// Takes over what the server said about records.
    fn settle(&self, sent: &[Numbered], outcome: &Outcome) {
        // Before anybody who waits for the records is woken.
        self.told.take(&outcome.runs);
        // Nobody else changes it.
        let before = self.queue.state().applied;
        let refused: Vec<_> = outcome.refused.iter().filter(|refused| refused.number > before).cloned().collect();
        refused.iter().for_each(|refused| self.reject(sent, refused));
        let applied = before.max(outcome.applied);
        // A program may be killed as soon as it has seen that all of it is sent.
        if let Err(error) = self.queue.folder.set_applied(applied) {
            tracing::debug!(%error, "what is applied could not be noted; it would be sent again");
        }
        {
            let mut state = self.queue.state();
            state.refused.extend(refused);
            state.applied = applied;
            state.problem = None;
        }
        let is_new = |(number, _): &&Numbered| *number > before && *number <= applied;
        self.free(sent.iter().filter(is_new).map(|(_, json)| spool::weight(json)).sum());
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

/// Whether the server, or something before it, answered with a failure that says nothing about the record.
fn is_defect(failure: &Failure) -> bool {
    use runlore_domain::ErrorKind::{BadRequest, EndpointNotFound, Internal, NotImplemented};
    !failure.silent && matches!(failure.error.kind(), Internal | EndpointNotFound | NotImplemented | BadRequest)
}

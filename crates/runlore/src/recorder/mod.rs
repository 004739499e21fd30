//! Between the program and its spool: appending without waiting, and waiting where somebody asks for it.

mod direct;
mod heart;
mod others;
mod queue;
mod sender;
mod settings;
mod told;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use runlore_domain::{Error, Result};
use runlore_protocol::ingest::{CreatedRun, RecordBody};
use serde_json::Value;

use crate::client::Client;
use crate::delivery::{AppendRecord, Delivery, FileRecord, Kind, PutRecord};
use crate::spool::{self, Spool};
use crate::transport::Progress;
use crate::{local, upload};
use direct::Direct;
use heart::Heart;
use others::Others;
pub(crate) use queue::Queue;
pub(crate) use sender::Sender;
pub(crate) use settings::{Mode, Settings};
pub(crate) use told::Told;

/// Files up to this size are copied into the spool; larger ones are sent in the call.
const COPIED: u64 = 8 << 20;
/// How long a question that a running server answers at once is waited for.
const MOMENT: Duration = Duration::from_secs(5);
/// Bytes of rows in one record, about.
const ROWS: usize = 4 << 20;

/// Records for one server.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) client: Client,
    pub(crate) settings: Settings,
    told: Arc<Told>,
    way: Way,
}

/// How records get to the server.
#[derive(Debug)]
enum Way {
    Spooled(Spooled),
    Direct(Box<Direct>),
}

#[derive(Debug)]
struct Spooled {
    spool: Arc<Spool>,
    records: Arc<Queue>,
    files: Arc<Queue>,
    senders: Mutex<Vec<JoinHandle<()>>>,
    others: Arc<Others>,
    closed: AtomicBool,
}

impl Recorder {
    /// A recorder with a new spool for this server.
    pub(crate) fn start(client: Client, settings: Settings) -> Result<Self> {
        let told = Arc::new(Told::default());
        if settings.mode == Mode::Direct {
            let way = Way::Direct(Box::new(Direct::start(&client, settings.patience)?));
            return Ok(Self { client, settings, told, way });
        }
        let root = spool::root()?;
        let spool = Arc::new(Spool::create(&root, client.uri())?);
        let records = Arc::new(Queue::start(spool.clone(), spool.records())?);
        let files = Arc::new(Queue::start(spool.clone(), spool.files())?);
        let spooled = Spooled {
            spool,
            records,
            files,
            senders: Mutex::default(),
            others: Arc::default(),
            closed: AtomicBool::new(false),
        };
        if settings.mode == Mode::Spool {
            spooled.send(&client, &told)?;
            spooled.others.look(&client);
        }
        Ok(Self { client, settings, told, way: Way::Spooled(spooled) })
    }

    /// Appends the records of one call, all or none; answers the number of the last one. They are safe from the end of
    /// this process when this returns.
    pub(crate) fn record(&self, records: &[RecordBody<'_>]) -> Result<i64> {
        self.append_records(records.iter().map(to_json).collect::<Result<Vec<_>>>()?)
    }

    fn append_records(&self, records: Vec<Vec<u8>>) -> Result<i64> {
        if records.iter().any(|json| has_nul(json)) {
            return Err(Error::invalid(
                "A text with a NUL character can not be stored: nothing of this call was logged. Remove it, or log the text \
                 as an artifact.",
            ));
        }
        match &self.way {
            Way::Spooled(spooled) => spooled.records.append(&records, 0, self.settings.bound),
            Way::Direct(direct) => records.into_iter().try_for_each(|json| direct.record(json, &self.told)).map(|()| 0),
        }
    }

    /// Records how a run began that another process of this machine has recorded and not sent: whichever spool
    /// arrives first, the run is there for what is logged to it. False when no other spool has it.
    pub(crate) fn begin_again(&self, run_id: &str) -> Result<bool> {
        let Some(json) = spool::beginning(&spool::root()?, self.client.uri(), run_id) else { return Ok(false) };
        self.append_records(vec![json]).map(|_| true)
    }

    /// Writes a file of a run. Its contents are safe from the program when this returns.
    pub(crate) fn put_bytes(&self, run_id: &str, path: &str, bytes: Vec<u8>, after: i64) -> Result<()> {
        match &self.way {
            Way::Direct(direct) => direct.put(run_id, path, bytes.into()),
            Way::Spooled(spooled) => {
                let size = bytes.len() as u64;
                let blob = spooled
                    .spool
                    .blobs()
                    .keep(&bytes)
                    .map_err(|cause| spool::failed("The spool can not be written:", spooled.spool.dir(), cause))?;
                spooled.put(run_id, path, after, self.settings.bound, (blob, size))
            }
        }
    }

    /// The same for a file of the program's. A large one is sent in this call while the server is there.
    pub(crate) fn put_file(
        &self,
        run_id: &str,
        path: &str,
        file: &Path,
        after: i64,
        progress: Option<Progress>,
    ) -> Result<()> {
        match &self.way {
            Way::Direct(direct) => direct.put(run_id, path, crate::transport::file(file, progress)?),
            Way::Spooled(spooled) => {
                let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
                if size > COPIED && self.send_now(spooled, run_id, path, file, after, progress.clone())? {
                    return Ok(());
                }
                let opened = std::fs::File::open(file).map_err(|cause| local::unreadable("file", file, cause))?;
                let copied = spooled.spool.blobs().copy(opened).map_err(|cause| {
                    let what = format!("{} can not be copied into the spool", file.display());
                    spool::failed(&what, spooled.spool.dir(), cause)
                })?;
                spooled.put(run_id, path, after, self.settings.bound, copied)?;
                if let Some(progress) = progress {
                    progress(size);
                }
                Ok(())
            }
        }
    }

    /// Sends a file past the spool, behind everything of the queue that it would overtake. False when the
    /// server is away.
    fn send_now(
        &self,
        spooled: &Spooled,
        run_id: &str,
        path: &str,
        file: &Path,
        after: i64,
        progress: Option<Progress>,
    ) -> Result<bool> {
        if self.settings.mode == Mode::Offline {
            return Ok(false);
        }
        let away = |state: &queue::State| state.problem.is_some();
        let patience = self.settings.patience;
        if !spooled.records.wait_applied(Some(after), patience, away)
            || !spooled.files.wait_applied(None, patience, away)
        {
            return Ok(false);
        }
        let server_id = spooled.spool.server_id(run_id).unwrap_or_else(|| run_id.to_owned());
        match upload::put(&self.client, &server_id, path, crate::transport::file(file, progress)?) {
            Ok(()) => Ok(true),
            Err(failure) if failure.again => {
                tracing::warn!("{path} is copied into the spool: {}", failure.error.message());
                Ok(false)
            }
            Err(failure) => Err(failure.error),
        }
    }

    /// Appends rows to a table of a run, all or none.
    pub(crate) fn append(&self, run_id: &str, path: &str, table: Rows, after: i64) -> Result<()> {
        let Rows { columns, rows } = table;
        let record = |data| {
            let (run_id, path, columns) = (run_id.to_owned(), path.to_owned(), columns.clone());
            to_json(&FileRecord::Append(AppendRecord { run_id, path, columns, data, after }))
        };
        let records = pieces(rows).into_iter().map(record).collect::<Result<Vec<_>>>()?;
        match &self.way {
            Way::Direct(direct) => records.into_iter().try_for_each(|json| direct.append(json)),
            Way::Spooled(spooled) => spooled.files.append(&records, 0, self.settings.bound).map(drop),
        }
    }

    /// Waits until the server has everything that was recorded before. An error names what it refused,
    /// or why it does not have it yet; nothing is lost by that.
    pub(crate) fn flush(&self, patience: Duration) -> Result<()> {
        let Way::Spooled(spooled) = &self.way else { return Ok(()) };
        if self.settings.mode == Mode::Offline {
            return Ok(());
        }
        let end = Instant::now() + patience;
        let done = spooled
            .queues()
            .iter()
            .all(|queue| queue.wait_applied(None, end.saturating_duration_since(Instant::now()), |_| false));
        let refused: Vec<_> = spooled.queues().iter().filter_map(|queue| queue.take_refused()).collect();
        if let Some(first) = refused.first() {
            let told: Vec<_> = refused.iter().map(Error::message).collect();
            return Err(Error::new(first.kind(), told.join("; ")));
        }
        if done { Ok(()) } else { Err(spooled.late(patience)) }
    }

    /// Waits until the server has the records so far; false while it is away.
    pub(crate) fn settled(&self) -> bool {
        match (&self.way, self.settings.mode) {
            (_, Mode::Offline) => false,
            (Way::Direct(_), _) => true,
            (Way::Spooled(spooled), _) => {
                spooled.records.wait_applied(None, self.settings.patience, |state| state.problem.is_some())
            }
        }
    }

    /// Whether the next record may have to wait.
    pub(crate) fn may_wait(&self) -> bool {
        /// Room for whatever is appended before somebody asks again.
        const ROOM: u64 = 64 << 20;
        match &self.way {
            Way::Spooled(spooled) => spooled.spool.kept() + ROOM > self.settings.bound.bytes,
            Way::Direct(_) => true,
        }
    }

    /// The number of the last record.
    pub(crate) fn recorded(&self) -> i64 {
        match &self.way {
            Way::Spooled(spooled) => spooled.records.state().written,
            Way::Direct(_) => 0,
        }
    }

    /// What the server said about a run that was made here; waited for a moment while it may be there.
    pub(crate) fn created(&self, run_id: &str, wait: bool) -> Option<CreatedRun> {
        let patience = if wait && self.settings.mode == Mode::Spool { MOMENT } else { Duration::ZERO };
        self.told.about(run_id, patience, || match &self.way {
            Way::Spooled(spooled) => spooled.records.open().1.is_none(),
            Way::Direct(_) => false,
        })
    }

    /// The spool's folder, when there is one.
    pub(crate) fn spool(&self) -> Option<&Arc<Spool>> {
        match &self.way {
            Way::Spooled(spooled) => Some(&spooled.spool),
            Way::Direct(_) => None,
        }
    }
}

impl Spooled {
    fn queues(&self) -> [&Arc<Queue>; 2] {
        [&self.records, &self.files]
    }

    /// Starts a thread for each queue.
    fn send(&self, client: &Client, told: &Arc<Told>) -> Result<()> {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, queue) in [(Kind::Records, &self.records), (Kind::Files, &self.files)] {
            let (queue, told, client, others) = (queue.clone(), told.clone(), client.clone(), self.others.clone());
            let first = (kind == Kind::Files).then(|| self.records.clone());
            let delivery = Delivery::new(client.clone(), kind, queue.folder.id(), Some(self.spool.clone()));
            let thread = thread::Builder::new().name("runlore-sender".to_owned()).spawn(move || {
                let first = first.as_deref();
                let heart = first.is_none().then(|| Heart::new(client, Some(others)));
                Sender { queue: &queue, delivery, told: &told, first, patient: true }.run(heart);
            });
            senders.push(
                thread.map_err(|cause| Error::internal("No sending thread could be started").with_source(cause))?,
            );
        }
        Ok(())
    }

    /// Records a file whose contents are in the spool.
    fn put(
        &self,
        run_id: &str,
        path: &str,
        after: i64,
        bound: queue::Bound,
        (blob, size): (String, u64),
    ) -> Result<()> {
        let (run_id, path) = (run_id.to_owned(), path.to_owned());
        let record = to_json(&FileRecord::Put(PutRecord { run_id, path, blob: blob.clone(), after }));
        let recorded = record.and_then(|json| self.files.append(&[json], size, bound));
        if recorded.is_err() {
            self.spool.blobs().remove(&blob);
        }
        recorded.map(drop)
    }

    fn late(&self, patience: Duration) -> Error {
        let open: Vec<_> = self.queues().iter().map(|queue| queue.open()).collect();
        let why =
            open.iter().find_map(|(_, problem)| problem.as_deref()).unwrap_or("the server is slower than the program");
        Error::unavailable(format!(
            "{} records and {} files are not on the tracking server after {} s: {why}. They are kept in {} and are sent \
             later, by this program or by `runlore sync`.",
            open[0].0,
            open[1].0,
            patience.as_secs_f64(),
            self.spool.dir().display()
        ))
    }

    /// Sends what can be sent in a moment, and lets go of the spool; nothing can be appended afterwards.
    fn close(&self, client: &Client, settings: Settings) {
        if self.closed.swap(true, Ordering::Relaxed) {
            return;
        }
        let mut done = false;
        let end = Instant::now() + settings.exit;
        if settings.mode == Mode::Spool {
            done = self
                .queues()
                .iter()
                .all(|queue| queue.wait_applied(None, end.saturating_duration_since(Instant::now()), |_| false));
            if !done {
                tracing::warn!("{}", self.late(settings.exit));
            }
        }
        for queue in self.queues() {
            queue.state().closing = true;
            queue.notify();
        }
        let senders = std::mem::take(&mut *self.senders.lock().unwrap_or_else(PoisonError::into_inner));
        for sender in senders {
            // A sender that waits for a server's answer ends by itself; the program does not wait with it.
            if done && sender.join().is_err() {
                tracing::error!("a sending thread ended in a panic");
            }
        }
        if self.queues().iter().all(|queue| queue.open().0 == 0) {
            self.spool.discard();
        }
        if done {
            // Children of this process may have ended since the last look.
            self.others.wait(end.saturating_duration_since(Instant::now()));
            self.others.look(client);
            self.others.wait(end.saturating_duration_since(Instant::now()));
        }
    }
}

impl Recorder {
    /// Sends what can be sent in a moment, and lets go of spool and server.
    pub(crate) fn close(&self) {
        match &self.way {
            Way::Spooled(spooled) => spooled.close(&self.client, self.settings),
            Way::Direct(direct) => direct.close(),
        }
        self.client.transport().close();
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.close();
    }
}

/// Rows of a table on their way.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// Cuts rows into pieces that a server takes in one request; no rows are one piece.
fn pieces(rows: Vec<Vec<Value>>) -> Vec<Vec<Vec<Value>>> {
    let mut pieces = vec![Vec::new()];
    let mut size = 0;
    for row in rows {
        let weight = row.iter().map(weight).sum::<usize>();
        if size > 0 && size + weight > ROWS {
            pieces.push(Vec::new());
            size = 0;
        }
        size += weight;
        if let Some(piece) = pieces.last_mut() {
            piece.push(row);
        }
    }
    pieces
}

/// Bytes of a cell as JSON, about.
fn weight(cell: &Value) -> usize {
    match cell {
        Value::String(text) => text.len() + 3,
        Value::Array(items) => items.iter().map(weight).sum::<usize>() + 2,
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + 4 + weight(value)).sum::<usize>() + 2,
        _ => 20,
    }
}

/// Whether a text in a record has a NUL character, which databases do not take; JSON has it as an escape only.
fn has_nul(json: &[u8]) -> bool {
    const NUL: &[u8] = b"\\u0000";
    let mut from = if json.contains(&b'\\') { 0 } else { return false };
    while let Some(at) = json[from..].windows(NUL.len()).position(|six| six == NUL) {
        let at = from + at;
        // A backslash before it, that is not itself the end of such a pair, makes it a text about a backslash.
        if json[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0 {
            return true;
        }
        from = at + 1;
    }
    false
}

fn to_json(record: &impl serde::Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(record)
        .map_err(|cause| Error::internal("A record could not be written as JSON").with_source(cause))
}

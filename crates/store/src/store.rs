//! Opening a database and sending work to its threads.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, Result, location};

use crate::changes::Watcher;
use crate::checkpoint::{Checkpointer, Turn};
use crate::db::{Conn, Dialect};
use crate::lane::{Context, Lane, Places};
use crate::readers::Readers;
use crate::schema::{self, Missing};
use crate::stats::Stats;
use crate::target::Target;
use crate::uri::DatabaseUri;

/// How to open a store.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// The database.
    pub uri: DatabaseUri,
    /// The URI or absolute path below which experiments without a location of their own put their
    /// artifacts.
    pub artifact_root: String,
    /// Epoch milliseconds, for the Default experiment of a new database.
    pub now: i64,
    /// Serve a PostgreSQL whose commits are answered before they are on disk.
    pub allow_unsafe_durability: bool,
}

/// A database that is being served. Clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

struct Inner {
    lanes: Vec<Lane>,
    places: Places,
    readers: Readers,
    stats: Arc<Stats>,
    target: Target,
    missing: Missing,
    watcher: Watcher,
    /// Dropped after the lanes have written what waited.
    _checkpointer: Option<Checkpointer>,
    /// Dropped last, when no thread has the database open any more.
    _open: Sender<Infallible>,
    closed: Receiver<Infallible>,
}

/// Tells when a store is closed.
#[derive(Debug)]
pub struct Closed(Receiver<Infallible>);

impl Closed {
    /// Waits until nobody holds the store and none of its threads lives; false when that takes longer. Blocks.
    #[must_use]
    pub fn wait(&self, patience: Duration) -> bool {
        self.0.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }
}

impl Store {
    /// Opens the database; blocks. An empty one gets its tables, one at another revision is refused.
    pub fn open(config: &StoreConfig) -> Result<Self> {
        let target = Target::new(&config.uri)?.allowing_unsafe_durability(config.allow_unsafe_durability);
        schema::prepare(
            &target,
            schema::Setup {
                uri: &config.uri.to_string(),
                default_location: &location::append(&config.artifact_root, &["0"]),
                now: config.now,
            },
        )?;
        let stats = Arc::new(Stats::default());
        let context = Context { artifact_root: config.artifact_root.clone() };
        // SQLite has one writer; on PostgreSQL a few lanes overlap their commits.
        let (lanes, readers) = match target.dialect() {
            Dialect::Sqlite => (1, 3),
            Dialect::Postgres => (4, 6),
        };
        let turn = Turn::default();
        let lanes = (0..lanes).map(|n| Lane::start(n, &target, &context, &stats, &turn)).collect::<Result<Vec<_>>>()?;
        let checkpointer = match &target {
            Target::Sqlite(path) => Some(Checkpointer::start(path, turn)?),
            Target::Postgres(_) => None,
        };
        let places = Places::new(lanes.len());
        let readers = Readers::start(&target, readers, &stats)?;
        let missing = Missing::look(&target)?;
        let (open, closed) = bounded(0);
        let watcher = Watcher::new(&target);
        let inner = Inner {
            lanes,
            places,
            readers,
            stats,
            target,
            missing,
            watcher,
            _checkpointer: checkpointer,
            _open: open,
            closed,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// For whoever lets go of a store that others may hold for a moment longer.
    pub fn closed(&self) -> Closed {
        Closed(self.inner.closed.clone())
    }

    /// Appends what the store counts about itself, in Prometheus' text format.
    pub fn write_metrics(&self, out: &mut String) {
        self.inner.stats.write(out).expect("writing into a String can not fail");
        self.inner.missing.write(out).expect("writing into a String can not fail");
    }

    pub(crate) fn target(&self) -> &Target {
        &self.inner.target
    }

    pub(crate) fn watcher(&self) -> &Watcher {
        &self.inner.watcher
    }

    pub(crate) fn missing(&self) -> &Missing {
        &self.inner.missing
    }

    /// Commits a write.
    pub(crate) async fn write(&self, write: Write) -> Result<Written> {
        let lanes = &self.inner.lanes;
        let place = if lanes.len() > 1 { self.inner.places.take(&write) } else { None };
        lanes[place.as_ref().map_or(0, |place| place.lane)].submit(write, place).await
    }

    /// Runs a read of a few rows by key (see [`Readers::quick`]).
    pub(crate) async fn quick_read<T: Send + 'static>(
        &self,
        read: impl Fn(&mut dyn Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.inner.readers.quick(read).await
    }

    /// Runs a read on a reading thread.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut dyn Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.inner.readers.run(read).await
    }
}

/// The error for a write that answered with something else than its kind promises.
pub(crate) fn unexpected(written: &Written) -> Error {
    Error::internal("A write was answered with something else than it asked for").with_source(format!("{written:?}"))
}

//! What every handler can reach.

use std::ops::Deref;
use std::sync::{Arc, OnceLock, Weak};

use runlore_artifacts::ArtifactStores;
use runlore_domain::{Error, ErrorKind, Result};
use runlore_store::Store;

use crate::config::AppConfig;
use crate::middleware::Guard;
use crate::tables::Tables;
use crate::telemetry::Telemetry;
use crate::trace_senders::TraceSenders;

/// The state of a running server; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState(Arc<Shared>);

/// What the clones share.
#[derive(Debug)]
pub struct Shared {
    pub(crate) config: AppConfig,
    pub(crate) artifacts: ArtifactStores,
    store: Option<Store>,
    pub(crate) guard: Guard,
    pub(crate) telemetry: Telemetry,
    pub(crate) tables: Tables,
    pub(crate) trace_senders: TraceSenders,
    /// What tells this database from others, once it said so; see [`crate::ui`].
    pub(crate) database: OnceLock<i64>,
}

impl AppState {
    /// A server over `store` and `artifacts`; without a store it only passes files through.
    pub fn new(config: AppConfig, store: Option<Store>, artifacts: ArtifactStores) -> Self {
        let guard = Guard::new(&config);
        let tables = Tables::new(config.table_cache.clone());
        Self(Arc::new(Shared {
            config,
            artifacts,
            store,
            guard,
            telemetry: Telemetry::default(),
            tables,
            trace_senders: TraceSenders::default(),
            database: OnceLock::new(),
        }))
    }

    /// Writes the files of tables that have rows which are not in them, for the end of a server.
    pub async fn write_tables(&self) {
        crate::tables::drain(self).await;
    }

    /// The state for work that does not keep the server alive.
    pub(crate) fn downgrade(&self) -> WeakState {
        WeakState(Arc::downgrade(&self.0))
    }
}

/// The state of a server that may be gone.
#[derive(Debug, Clone)]
pub(crate) struct WeakState(Weak<Shared>);

impl WeakState {
    pub(crate) fn upgrade(&self) -> Option<AppState> {
        self.0.upgrade().map(AppState)
    }
}

impl Shared {
    /// The database.
    pub(crate) fn store(&self) -> Result<&Store> {
        self.store.as_ref().ok_or_else(|| Error::new(ErrorKind::FeatureDisabled, "This server only serves artifacts."))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

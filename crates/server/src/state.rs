//! What every handler can reach.

use std::ops::Deref;
use std::sync::Arc;

use runlore_store::Store;

use crate::config::AppConfig;
use crate::middleware::Guard;
use crate::telemetry::Telemetry;
use crate::trace_senders::TraceSenders;

/// The state of a running server; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState(Arc<Shared>);

/// What the clones share.
#[derive(Debug)]
pub struct Shared {
    pub(crate) config: AppConfig,
    pub(crate) store: Store,
    pub(crate) guard: Guard,
    pub(crate) telemetry: Telemetry,
    pub(crate) trace_senders: TraceSenders,
}

impl AppState {
    /// A server over `store`.
    pub fn new(config: AppConfig, store: Store) -> Self {
        let guard = Guard::new(&config);
        Self(Arc::new(Shared {
            config,
            store,
            guard,
            telemetry: Telemetry::default(),
            trace_senders: TraceSenders::default(),
        }))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

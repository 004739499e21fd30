//! Putting a server together: the database and the artifacts that an operator named, opened and
//! checked, under the HTTP side. The binary calls this, and whoever wants the server in process.

use std::sync::Arc;
use std::time::Duration;

use runlore_artifacts::{ArtifactConfig, ArtifactStore, ArtifactStores, Environment};
use runlore_domain::{Error, Result};
use runlore_store::{DatabaseUri, Store, StoreConfig};
use tokio::task::JoinSet;

use crate::clock::now_ms;
use crate::close_lost::close_lost;
use crate::config::AppConfig;
use crate::location;
use crate::state::AppState;
use crate::tables;

/// What a server stands on.
#[derive(Debug, Clone)]
pub struct OpenConfig {
    /// The database; none for a server that only passes files through.
    pub database: Option<String>,
    /// Below which new experiments put their artifacts.
    pub artifact_root: String,
    /// What is served under `mlflow-artifacts:/`, if anything.
    pub artifacts_destination: Option<String>,
    /// Serve a PostgreSQL that may lose acknowledged writes.
    pub allow_unsafe_durability: bool,
    /// How long a run's program may be silent before the run is closed; `None` closes none.
    pub close_lost_after: Option<Duration>,
}

/// An opened server, and what an operator wants to read about it.
#[derive(Debug)]
pub struct Opened {
    /// For [`crate::app`].
    pub state: AppState,
    /// The database without its password.
    pub database: Option<String>,
    /// The root of new experiments' artifacts, absolute if local.
    pub artifact_root: String,
    /// What is served under `mlflow-artifacts:/`, absolute if local.
    pub artifacts_destination: Option<String>,
    store: Option<Store>,
    served: Option<Arc<dyn ArtifactStore>>,
    close_lost_after: Option<Duration>,
    background: JoinSet<()>,
}

impl Opened {
    /// Starts what may go on beside the serving, until this is dropped: building missing indexes, removing
    /// what uploads left behind when a server was killed, writing what it did not come to write of tables,
    /// closing lost runs.
    pub fn start_background_work(&mut self) -> Result<()> {
        if let (Some(store), Some(after)) = (self.store.clone(), self.close_lost_after) {
            self.background.spawn(close_lost(store, after));
        }
        if let Some(served) = self.served.clone() {
            self.background.spawn(async move {
                if let Err(error) = served.sweep().await {
                    tracing::warn!(%error, "unfinished uploads could not be removed");
                }
            });
        }
        if self.store.is_some() {
            tables::tidy_up(self.state.downgrade());
        }
        self.store.as_ref().map_or(Ok(()), Store::build_indexes_beside)
    }
}

/// Opens what `open` names. An error is one sentence for whoever starts the server.
pub async fn open(mut open: OpenConfig, mut app: AppConfig) -> Result<Opened> {
    open.artifact_root = location::absolute(&open.artifact_root)?;
    open.artifacts_destination = open.artifacts_destination.as_deref().map(location::absolute).transpose()?;
    let artifacts = ArtifactStores::new(ArtifactConfig {
        destination: open.artifacts_destination.clone(),
        environment: Environment::of_process(),
    })?;
    let served = open.artifacts_destination.as_ref().map(|_| artifacts.served()).transpose()?.map(|at| at.store);
    if let Some(served) = &served {
        served.check().await?;
    }
    let config = open.database.as_deref().map(|uri| store_config(uri, &open)).transpose()?;
    let database = config.as_ref().map(|config| config.uri.to_string());
    let store = match config {
        Some(config) => Some(blocking(move || Store::open(&config)).await?),
        None => None,
    };
    app.own_locations.push(open.artifact_root.clone());
    app.own_locations.extend(open.artifacts_destination.clone());
    let state = AppState::new(app, store.clone(), artifacts);
    let OpenConfig { artifact_root, artifacts_destination, close_lost_after, .. } = open;
    let background = JoinSet::new();
    Ok(Opened { state, database, artifact_root, artifacts_destination, store, served, close_lost_after, background })
}

/// Builds every index that the database lacks; `tell` gets a line before each. Blocks.
pub fn build_indexes(database: &str, tell: &mut dyn FnMut(&str)) -> Result<()> {
    let open = OpenConfig {
        database: None,
        artifact_root: "mlflow-artifacts:/".to_owned(),
        artifacts_destination: None,
        allow_unsafe_durability: true,
        close_lost_after: None,
    };
    Store::open(&store_config(database, &open)?)?.build_indexes(tell)
}

fn store_config(uri: &str, open: &OpenConfig) -> Result<StoreConfig> {
    Ok(StoreConfig {
        uri: absolute(DatabaseUri::parse(uri, &|name| std::env::var(name).ok())?)?,
        artifact_root: open.artifact_root.clone(),
        now: now_ms(),
        allow_unsafe_durability: open.allow_unsafe_durability,
    })
}

/// With a file's whole path, so that messages say which file it is.
fn absolute(uri: DatabaseUri) -> Result<DatabaseUri> {
    match uri {
        DatabaseUri::Sqlite(path) => std::path::absolute(&path)
            .map(DatabaseUri::Sqlite)
            .map_err(|cause| Error::invalid("The database's path can not be made absolute").with_source(cause)),
        other => Ok(other),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(failed) => Err(Error::internal("Opening the database did not finish").with_source(failed)),
    }
}

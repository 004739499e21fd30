//! The stores of a server: what it serves itself, and what its runs point at.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use runlore_domain::location::Parts;
use runlore_domain::{Error, ErrorKind, Result};

use super::Environment;
use super::place::Place;
use crate::cloud::{Bucket, CloudStore, Service};
use crate::local::LocalStore;
use crate::{ArtifactPath, ArtifactStore};

/// Opened buckets that are kept; experiments may name any number of them.
const KEPT: usize = 64;

/// What a server is told about artifacts.
#[derive(Debug, Clone, Default)]
pub struct ArtifactConfig {
    /// What is served under `mlflow-artifacts:/`; nothing with `--no-serve-artifacts`.
    pub destination: Option<String>,
    /// Credentials and endpoints of cloud stores.
    pub environment: Environment,
}

/// A folder in a store: where the files of one run, one model or the whole server are.
#[derive(Debug, Clone)]
pub struct Location {
    /// The store.
    pub store: Arc<dyn ArtifactStore>,
    /// The folder.
    pub base: ArtifactPath,
    /// What the store's own root is.
    root: Place,
}

impl Location {
    /// Where in the store a path below this folder is.
    pub fn at(&self, path: &ArtifactPath) -> ArtifactPath {
        path.under(&self.base)
    }

    /// Whether a path means the same file in both stores.
    pub fn has_store_of(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

/// Opens the stores that locations mean.
#[derive(Debug)]
pub struct ArtifactStores {
    served: Option<Arc<dyn ArtifactStore>>,
    environment: Environment,
    buckets: Mutex<HashMap<Service, Bucket>>,
}

impl ArtifactStores {
    /// Opens the destination. Nothing is created or asked yet: see [`ArtifactStore::check`].
    pub fn new(config: ArtifactConfig) -> Result<Self> {
        let ArtifactConfig { destination, environment } = config;
        let mut stores = Self { served: None, environment, buckets: Mutex::default() };
        if let Some(destination) = destination {
            stores.served = Some(match Place::parse(&destination)? {
                Place::Served(_) => {
                    let message = format!("--artifacts-destination '{destination}' is no place to store files in");
                    return Err(Error::invalid(message));
                }
                place => stores.open(place)?.store,
            });
        }
        Ok(stores)
    }

    /// What is served under `mlflow-artifacts:/`.
    pub fn served(&self) -> Result<Location> {
        let store = self.served.clone().ok_or_else(|| {
            let message = "Artifact serving is disabled. Start the server with `--serve-artifacts` to enable it.";
            Error::new(ErrorKind::FeatureDisabled, message)
        })?;
        Ok(Location { store, base: ArtifactPath::root(), root: Place::Served(ArtifactPath::root()) })
    }

    /// The folder of the run or model `owner`, which its `location` means.
    ///
    /// Every location that was ever given to a run or model has its id in the path, so one without
    /// it would hand out files of somebody else: it is refused, whoever wrote it to the database.
    pub fn resolve(&self, location: &str, owner: &str) -> Result<Location> {
        let place = Place::parse(location)?;
        if owner.is_empty() || !Parts::of(location).path.split('/').any(|segment| segment == owner) {
            return Err(Error::invalid(format!(
                "The artifact location '{location}' cannot be served: its path does not name '{owner}', to which it \
                 belongs"
            )));
        }
        self.open(place)
    }

    fn open(&self, place: Place) -> Result<Location> {
        let store: Arc<dyn ArtifactStore> = match place.clone() {
            Place::Served(base) => return Ok(Location { base, ..self.served()? }),
            Place::Local(folder) => Arc::new(LocalStore::new(folder)),
            Place::Cloud(service, prefix) => Arc::new(CloudStore::new(self.bucket(service)?, prefix)),
        };
        Ok(Location { store, base: ArtifactPath::root(), root: place })
    }

    fn bucket(&self, service: Service) -> Result<Bucket> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get(&service) {
            return Ok(bucket.clone());
        }
        let bucket = service.connect(&self.environment)?;
        if buckets.len() >= KEPT {
            buckets.clear();
        }
        buckets.insert(service, bucket.clone());
        Ok(bucket)
    }
}

//! From the location that a run was given to the store that holds its files.

mod environment;
mod place;
mod resolve;
mod validate;

pub use environment::Environment;
pub use resolve::{ArtifactConfig, ArtifactStores, Location};
pub use validate::validate_location;

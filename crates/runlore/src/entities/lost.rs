//! Runs whose program vanished.

use serde::{Deserialize, Serialize};

use super::shape;

/// A run that is `RUNNING` and whose program has given no sign of life for 90 seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostRun {
    /// The run.
    pub run_id: String,
    /// Its experiment.
    #[serde(deserialize_with = "shape::id")]
    pub experiment_id: String,
    /// The last sign of life, in epoch milliseconds by the server's clock.
    #[serde(deserialize_with = "shape::int::deserialize")]
    pub last_seen: i64,
}

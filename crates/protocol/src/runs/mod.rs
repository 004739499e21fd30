//! Runs: their life, and what is logged to them.

mod batch;
mod change;
mod inputs;
mod keys;
mod lifecycle;
mod log_model;
mod response;
mod search;

pub use batch::{DeleteTag, LogBatch, LogMetric, LogParam, SetTag};
pub use change::{ChangeRuns, ChangedRuns, TagRuns, UntagRuns};
pub use inputs::{LogInputs, LogOutputs};
pub use keys::{KeysBody, SearchKeys};
pub use lifecycle::{CreateRun, GetRun, RunRef, UpdateRun};
pub use log_model::LogModel;
pub use response::{CreatedRunBody, FoundRunJson, RunBody, RunInfoBody, RunJson};
pub use search::{FoundRuns, SearchRuns, SearchRunsFor};

//! Experiments.

mod activity;
mod request;
mod response;
mod search;

pub use activity::{ActivityBody, GetActivity};
pub use request::{
    CreateExperiment, DeleteExperimentTag, ExperimentRef, GetExperimentByName, SetExperimentTag, UpdateExperiment,
};
pub use response::{CreatedExperiment, ExperimentBody, ExperimentJson, KeyValueJson};
pub use search::{FoundExperiments, SearchExperiments};

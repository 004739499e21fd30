//! Experiments.

mod request;
mod response;

pub use request::{
    CreateExperiment, DeleteExperimentTag, ExperimentRef, GetExperimentByName, SetExperimentTag, UpdateExperiment,
};
pub use response::{CreatedExperiment, ExperimentBody, ExperimentJson, KeyValueJson};

//! What a program reads: experiments, runs, metrics, files, models, as a server tells them.
//!
//! They are read straight from the server's JSON, and written as JSON in the same shape.

mod dataset;
mod experiment;
mod file;
mod logged_model;
mod lost;
mod metric;
mod page;
mod run;
mod shape;
mod table;

pub use dataset::{Dataset, DatasetInput, DatasetSummary};
pub use experiment::{Experiment, ViewType};
pub use file::FileInfo;
pub use logged_model::{LoggedModel, LoggedModelData, LoggedModelInfo, NewLoggedModel};
pub use lost::LostRun;
pub use metric::{Metric, MetricOfRun};
pub use page::Page;
pub use run::{ModelInput, ModelOutput, Run, RunData, RunInfo, RunInputs, RunOutputs};
pub use table::{CutCell, TableRows, TableState};

pub(crate) use shape::{KeyValue, id};

//! The native half of the Python package: the Rust SDK under plain names and types. What is Python's way
//! of saying things (keyword arguments, objects, exceptions' classes) is in `python/runlore`.
//!
//! The interpreter's lock is kept for what only appends to the spool, and released around everything
//! that may wait.

#![expect(clippy::needless_pass_by_value, reason = "PyO3 hands arguments over")]

mod ask;
mod client;
mod command;
mod errors;
mod evaluate;
mod images;
mod interrupt;
mod log;
mod run;
mod settings;
mod values;
mod yaml;

use pyo3::prelude::*;

/// See `python/runlore/_native.pyi` for what each function promises.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::ask::ask;
    #[pymodule_export]
    use super::client::Client;
    #[pymodule_export]
    use super::command::main;
    #[pymodule_export]
    use super::errors::{NativeError, NoRun};
    #[pymodule_export]
    use super::evaluate::{Outcome, aggregates, check, default_metrics, evaluate, read_dataset};
    #[pymodule_export]
    use super::images::{png, small_webp};
    #[pymodule_export]
    use super::run::{Run, active_run, end_run, is_active, log_metric, start_run};
    #[pymodule_export]
    use super::settings::{
        close, experiment, flush, get_tracking_uri, offline, set_experiment, set_experiment_id, set_tracking_uri, sync,
    };
    #[pymodule_export]
    use super::yaml::{json_to_yaml, yaml_to_json};
}

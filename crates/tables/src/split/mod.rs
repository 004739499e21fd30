//! pandas' JSON with `orient="split"`, which is what MLflow's tables are.

mod read;
mod write;

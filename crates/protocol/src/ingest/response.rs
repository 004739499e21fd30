//! What became of the records.

use runlore_domain::ingest::Ingested;
use serde::{Deserialize, Serialize};

use crate::error_body::code;

#[derive(Debug, Serialize)]
struct RefusedJson<'a> {
    number: i64,
    error_code: &'static str,
    message: &'a str,
}

#[derive(Debug, Serialize)]
struct RunJson<'a> {
    run_id: &'a str,
    experiment_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    artifact_uri: Option<&'a str>,
}

/// Answer of `ingest`.
#[derive(Debug, Serialize)]
pub struct IngestBody<'a> {
    applied: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<RefusedJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runs: Vec<RunJson<'a>>,
}

impl<'a> From<&'a Ingested> for IngestBody<'a> {
    fn from(ingested: &'a Ingested) -> Self {
        let refused = ingested.refused.iter().map(|(number, refusal)| RefusedJson {
            number: *number,
            error_code: code(refusal.kind),
            message: &refusal.message,
        });
        let runs = ingested.runs.iter().map(|run| RunJson {
            run_id: run.run_id.as_str(),
            experiment_id: run.experiment_id.to_string(),
            artifact_uri: run.artifact_uri.as_deref(),
        });
        Self { applied: ingested.applied, refused: refused.collect(), runs: runs.collect() }
    }
}

/// The answer as a client reads it.
#[derive(Debug, Default, Deserialize)]
pub struct IngestAnswer {
    /// The highest number that is applied or refused.
    pub applied: i64,
    /// Records that were refused.
    #[serde(default)]
    pub refused: Vec<RefusedRecord>,
    /// Runs that the records created.
    #[serde(default)]
    pub runs: Vec<CreatedRun>,
}

/// A record that was refused.
#[derive(Debug, Clone, Deserialize)]
pub struct RefusedRecord {
    /// Its number.
    pub number: i64,
    /// A name such as `INVALID_PARAMETER_VALUE`.
    pub error_code: String,
    /// What is wrong, for a person.
    pub message: String,
}

/// What only the server knows of a run that a record created.
#[derive(Debug, Clone, Deserialize)]
pub struct CreatedRun {
    /// The run.
    pub run_id: String,
    /// Its experiment.
    pub experiment_id: String,
    /// Where its artifacts lie.
    pub artifact_uri: Option<String>,
}

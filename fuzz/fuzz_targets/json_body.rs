//! No body makes the decoding of a request, or its conversion into domain values, panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runlore_domain::run::RunUpdate;
use runlore_domain::run_batch::RunBatch;
use runlore_domain::search::RunSearch;
use runlore_protocol::decode::from_json;
use runlore_protocol::runs::{CreateRun, LogBatch, LogMetric, SearchRuns, UpdateRun};

/// The longest value that a param or tag may have here.
const MAX_VALUE: usize = 1000;

fuzz_target!(|body: &[u8]| {
    if let Ok(batch) = from_json::<LogBatch>(body).and_then(|request| request.into_batch(MAX_VALUE)) {
        check(&batch);
    }
    if let Ok(batch) = from_json::<LogMetric>(body).and_then(|request| request.into_batch(MAX_VALUE)) {
        check(&batch);
    }
    let _run = from_json::<CreateRun>(body).and_then(|request| request.into_domain(MAX_VALUE));
    let _update = from_json::<UpdateRun>(body).and_then(RunUpdate::try_from);
    let _search = from_json::<SearchRuns>(body).and_then(RunSearch::try_from);
});

/// What every accepted batch has kept.
fn check(batch: &RunBatch) {
    assert!(batch.metrics.len() + batch.params.len() + batch.tags.len() <= 1000);
    assert!(batch.params.iter().all(|param| param.value.len() <= MAX_VALUE));
    assert!(batch.metrics.iter().all(|metric| metric.timestamp >= 0));
}

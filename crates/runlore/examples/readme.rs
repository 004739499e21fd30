//! What README shows.
//!
//! `RUNLORE_TRACKING_URI=http://127.0.0.1:5000 cargo run -p runlore --example readme`

pub(crate) fn main() -> runlore::Result<()> {
    let run = runlore::start_run().start()?;
    runlore::log_param("model", "small")?;
    runlore::log_metric("score", 0.9, None)?;
    runlore::log_predictions(runlore::Predictions::new(["2+2?"], ["4"], ["Answer briefly: 2+2?"])?)?;
    run.end()
}

//! The fourth program of MLflow's LLM Tracking guide: a folder with a model and its tokenizer, logged whole.
//!
//! `RUNLORE_TRACKING_URI=http://127.0.0.1:5000 cargo run -p runlore --example artifacts`
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

/// Where another program saved the model.
const MODEL_DIR: &str = "./local_model_directory";

pub(crate) fn main() -> runlore::Result<()> {
    let run = runlore::start_run().start()?;
    println!("Logging {MODEL_DIR} to run {}", run.run_id());
    runlore::log_artifacts(MODEL_DIR, Some("model"))?;
    run.end()?;
    runlore::close();
    Ok(())
}

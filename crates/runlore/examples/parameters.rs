//! The first program of MLflow's LLM Tracking guide: a prompt template and its values as params.
//!
//! `RUNLORE_TRACKING_URI=http://127.0.0.1:5000 cargo run -p runlore --example parameters`
#![expect(clippy::print_stdout, reason = "an example shows what it read")]

fn log_model_run(template: &str, values: &[(&str, &str)]) -> runlore::Result<String> {
    let run = runlore::start_run().start()?;
    runlore::log_param("prompt_template", template)?;
    runlore::log_params(values.iter().copied())?;
    let mut prompt = template.to_owned();
    for (name, value) in values {
        prompt = prompt.replace(&format!("{{{name}}}"), value);
    }
    // Here the model would be asked with `prompt`.
    let id = run.run_id().to_owned();
    run.end()?;
    Ok(id)
}

pub(crate) fn main() -> runlore::Result<()> {
    let template = "Should we send {animal} to space using a {mode_of_transportation}?";
    let values = [("animal", "squirrels"), ("mode_of_transportation", "weather baloon")];
    let id = log_model_run(template, &values)?;
    for (key, value) in runlore::get_run(&id)?.data.params {
        println!("Logged param {key}: {value}");
    }
    Ok(())
}

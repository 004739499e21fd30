//! The third program of MLflow's LLM Tracking guide: a table of prompts and answers in each of three runs,
//! one of them read back.
//!
//! `RUNLORE_TRACKING_URI=http://127.0.0.1:5000 cargo run -p runlore --example tables`
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

const ARTIFACT_NAME: &str = "important_information.json";

#[derive(Serialize)]
struct Row {
    #[serde(rename = "Prompts")]
    prompt: &'static str,
    #[serde(rename = "Response")]
    response: String,
    #[serde(rename = "We used an LLM?")]
    used_an_llm: bool,
}

fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!("{seconds} seconds after 1970 began")
}

pub(crate) fn main() -> runlore::Result<()> {
    let mut last = String::new();
    for _ in 0..3 {
        let run = runlore::start_run().start()?;
        let answer = |prompt| Row { prompt, response: now(), used_an_llm: false };
        let rows = ["I am a squirrel and don't have a watch", "What time is it?"].map(answer);
        runlore::log_table(rows, ARTIFACT_NAME)?;
        last = run.run_id().to_owned();
        run.end()?;
    }
    for loaded in runlore::load_table(ARTIFACT_NAME, &[&last])? {
        println!("{}", loaded.table.columns.join(" | "));
        for row in loaded.table.rows {
            println!("{}", row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | "));
        }
    }
    runlore::close();
    Ok(())
}

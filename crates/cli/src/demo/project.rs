//! The runs of the project.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use runlore::{Dataset, Result, RunGuard, RunHandle, RunStatus, Table};
use serde_json::{Value, json};

use super::answers::{Answer, answer};
use super::story::{CASES, MODELS, PROMPTS};

pub(super) const EXPERIMENT: &str = "support answers";
/// Questions in the evaluation: each of the story's some times, with a number.
const QUESTIONS: usize = 120;
const TABLE: &str = "eval_results_table.json";
const COLUMNS: [&str; 11] = [
    "question",
    "outputs",
    "ground_truth",
    "prompts",
    "answer_correctness/v1/score",
    "answer_correctness/v1/justification",
    "rougeL/v1/score",
    "latency",
    "input_tokens",
    "output_tokens",
    "cost",
];
const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160" viewBox="0 0 320 160">
<rect width="320" height="160" fill="#f6f7f8"/><g fill="#0072b2"><rect x="30" y="90" width="40" height="50"/>
<rect x="110" y="60" width="40" height="80"/><rect x="190" y="30" width="40" height="110"/></g></svg>"##;

/// Logs all of it; gives how many runs there are.
pub(super) fn write() -> Result<usize> {
    runlore::set_experiment(EXPERIMENT)?;
    let mut runs = 0;
    for (model, (name, ..)) in MODELS.iter().enumerate() {
        let study = begin(&format!("prompts on {name}"), 40 - 10 * model as u64)?;
        runlore::set_tag(
            "mlflow.note.content",
            format!("# Prompts on {name}\n\nWhich prompt gets **{QUESTIONS} questions** right?"),
        )?;
        for (prompt, (title, _)) in PROMPTS.iter().enumerate() {
            let age = 39 - 10 * model as u64 - 3 * prompt as u64;
            let run = begin(&format!("{title} {name}"), age)?;
            evaluation(&run.handle(), prompt, model, age)?;
            end(run, RunStatus::Finished, age - 1)?;
            runs += 1;
        }
        end(study, RunStatus::Finished, 30 - 10 * model as u64)?;
        runs += 1;
    }
    tuning()?;
    let broken = begin("terse-v3 small-8b", 4)?;
    runlore::log_params([("model", MODELS[0].0), ("prompt_template", "Answer {question} like a {person}")])?;
    runlore::log_text("KeyError: 'person' is no column of the questions", "error.txt")?;
    end(broken, RunStatus::Failed, 4)?;
    runlore::flush()?;
    Ok(runs + 2)
}

/// One prompt on one model over all questions.
fn evaluation(run: &RunHandle, prompt: usize, model: usize, age: u64) -> Result<()> {
    let (name, price, _) = MODELS[model];
    let (version, template) = PROMPTS[prompt];
    run.log_params([
        ("model", name),
        ("prompt_template", template),
        ("prompt_version", version),
        ("temperature", "0"),
    ])?;
    run.log_input(dataset(), Some("eval"))?;
    let answers: Vec<Answer> = (0..QUESTIONS).map(|at| answer(at, prompt, model)).collect();
    let cost = |answer: &Answer| (answer.tokens.0 + answer.tokens.1) as f64 * price / 1000.0;
    let rows = answers.iter().enumerate().map(|(at, answer)| row(at, answer, cost(answer)));
    run.log_table(Table { columns: COLUMNS.map(str::to_owned).into(), rows: rows.collect() }, TABLE)?;
    let mean = |of: &dyn Fn(&Answer) -> f64| answers.iter().map(of).sum::<f64>() / answers.len() as f64;
    run.log_metrics_at(
        [
            ("answer_correctness/v1/mean", mean(&|answer| f64::from(answer.correctness))),
            ("rougeL/v1/mean", mean(&|answer| answer.rouge)),
            ("latency/mean", mean(&|answer| answer.seconds)),
            ("cost", mean(&cost) * QUESTIONS as f64),
        ],
        None,
        ago(age - 1),
    )?;
    run.set_tag("team", "support")?;
    let correct = answers.iter().filter(|answer| answer.correctness > 3).count();
    run.log_text(&format!("# {version} on {name}\n\n{correct} of {QUESTIONS} answers are right.\n"), "report.md")?;
    run.log_text(CHART, "plots/correct.svg")?;
    run.log_dict(
        &json!({"model": name, "prompt": {"version": version, "template": template}, "temperature": 0}),
        "config.json",
    )
}

fn row(at: usize, answer: &Answer, cost: f64) -> Vec<Value> {
    let case = &CASES[at % CASES.len()];
    vec![
        json!(question(at)),
        json!(answer.text),
        json!(format!("{} {}", case.fact, case.next)),
        json!(answer.prompt),
        json!(answer.correctness),
        json!(answer.reason),
        json!(answer.rouge),
        json!(answer.seconds),
        json!(answer.tokens.0),
        json!(answer.tokens.1),
        json!(cost),
    ]
}

/// A question that is asked by several customers has a number, so that rows can be joined on it.
fn question(at: usize) -> String {
    let asked = CASES[at % CASES.len()].question;
    if at < CASES.len() { asked.to_owned() } else { format!("{asked} (customer {})", at / CASES.len() + 1) }
}

/// A run with curves: a model that is tuned, with a step at which it went wrong.
fn tuning() -> Result<()> {
    let run = begin("tune small-8b", 6)?;
    runlore::log_params([("model", MODELS[0].0), ("learning_rate", "0.0003"), ("epochs", "3")])?;
    let began = ago(6);
    for step in 0..600 {
        let noise = f64::from(step * 37 % 23) / 200.0;
        let loss = if step == 411 { f64::NAN } else { 2.4 * (-f64::from(step) / 180.0).exp() + 0.3 + noise };
        let spike = if step == 300 { 3.0 } else { 0.0 };
        let rate = 0.000_3 * (1.0 - f64::from(step) / 600.0);
        // A minute and a bit, as long as the run is.
        let time = began + i64::from(step) * 100;
        runlore::log_metrics_at([("loss", loss + spike), ("learning_rate", rate)], i64::from(step), time)?;
    }
    end(run, RunStatus::Finished, 5)
}

/// A run that goes on for a while.
pub(super) fn live(time: Duration) -> Result<()> {
    let run = begin("tune large-70b, live", 0)?;
    runlore::log_params([("model", MODELS[1].0), ("learning_rate", "0.0001")])?;
    let started = Instant::now();
    let mut step = 0;
    while started.elapsed() < time {
        let noise = f64::from(step * 37 % 23) / 200.0;
        runlore::log_metric("loss", 1.9 * (-f64::from(step) / 90.0).exp() + 0.25 + noise, i64::from(step))?;
        let at = usize::try_from(step).unwrap_or_default();
        let said = answer(at, 1, 1);
        let sample = json!({"step": step, "question": question(at % QUESTIONS), "outputs": said.text});
        runlore::log_table([sample], "samples.json")?;
        step += 1;
        std::thread::sleep(Duration::from_millis(500).min(time.saturating_sub(started.elapsed())));
    }
    run.end()
}

fn dataset() -> Dataset {
    Dataset {
        name: "support questions".to_owned(),
        digest: "b1946ac9".to_owned(),
        source_type: "local".to_owned(),
        source: json!({"uri": "questions.csv"}).to_string(),
        schema: None,
        profile: Some(json!({"num_rows": QUESTIONS}).to_string()),
    }
}

/// Begins a run as if it had been so many minutes ago; below another one while that is the active one.
fn begin(name: &str, minutes: u64) -> Result<RunGuard> {
    runlore::start_run().name(name).started(Some("ana".to_owned()), Some(ago(minutes))).nested().start()
}

/// Ends it as if it had been so many minutes ago.
fn end(run: RunGuard, status: RunStatus, minutes: u64) -> Result<()> {
    let handle = run.handle();
    run.end()?;
    handle.set_status(status, Some(ago(minutes)))
}

fn ago(minutes: u64) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.saturating_sub(Duration::from_secs(60 * minutes)).as_millis()).unwrap_or(i64::MAX)
}

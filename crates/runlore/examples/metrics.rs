//! The second program of MLflow's LLM Tracking guide: a model answers two questions, its answers are evaluated and logged.
//!
//! `OPENAI_BASE_URL=http://127.0.0.1:8000/v1 OPENAI_API_KEY=… cargo run -p runlore --example metrics` with any server that speaks
//! OpenAI's API; `RUNLORE_TRACKING_URI` says where to.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::ops::ControlFlow;

use runlore::{Predictions, Table};
use runlore_eval::judges::{ChatModel as _, ChatRequest};
use runlore_eval::{
    Cells, Column, Dataset, Defaults, Evaluation, Failure, Model, ModelType, Prediction, Rows, answers,
};
use runlore_eval_io::{OpenAi, Settings};

const MODEL: &str = "gpt-4";
const SYSTEM_PROMPT: &str = "Answer the following question in two sentences";
const QUESTIONS: [&str; 2] = [
    "Are squirrels astronauts?",
    "From a logistics perspective, do you think a single weather balloon could get a squirrel to space?",
];
const TRUTHS: [&str; 2] = [
    "Squirrels are not astronauts as they have not been trained or equipped for space travel.",
    "It is unlikely that a single weather balloon could safely carry a squirrel to space due to the complexities involved in \
     space travel.",
];

/// A model that answers the column `inputs`.
struct Chat(OpenAi);

impl Model for Chat {
    fn predict(&self, rows: &Rows<'_>) -> runlore::Result<Vec<Result<Prediction, Failure>>> {
        let ask = |at| {
            let question = rows.row(at)["inputs"].as_str().unwrap_or_default().to_owned();
            ChatRequest::new().message("system", SYSTEM_PROMPT).message("user", question)
        };
        let requests: Vec<_> = (0..rows.range().len()).map(ask).collect();
        let failed = |error: String| Failure { error, ..Failure::default() };
        let read = |reply: runlore_eval::judges::ChatReply| {
            let value = reply.answer().map_err(|failure| failed(failure.message))?.into();
            let (latency, tokens_in, tokens_out) = (Some(reply.latency), reply.prompt_tokens, reply.completion_tokens);
            Ok(Prediction { value, latency, tokens_in, tokens_out, cost: reply.cost })
        };
        let replies = self.0.chat(&requests, &|_| ());
        Ok(replies.into_iter().map(|reply| read(reply.map_err(|failure| failed(failure.message))?)).collect())
    }
}

pub(crate) fn main() -> runlore::Result<()> {
    let settings = Settings::from_env(&|name| std::env::var(name).ok())?;
    let model = Chat(OpenAi::new(Settings { model: MODEL.to_owned(), ..settings })?);
    let column = |name: &str, cells: [&str; 2]| Column { name: name.to_owned(), cells: cells.map(Into::into).into() };
    let data = Dataset::new(vec![column("inputs", QUESTIONS), column("ground_truth", TRUTHS)])?;

    let run = runlore::start_run().start()?;
    runlore::log_params([("model", MODEL), ("system_prompt", SYSTEM_PROMPT)])?;
    let answered = answers(&model, &data, &["ground_truth"], &mut |_| ControlFlow::Continue(()))?;
    runlore::log_predictions(Predictions::new(QUESTIONS, &answered.predictions, [SYSTEM_PROMPT; 2])?.model(MODEL))?;

    let mut evaluation = Evaluation::of_answers(data, answered);
    evaluation.targets = Some(Cells::Column("ground_truth".to_owned()));
    evaluation.scorers = ModelType::QuestionAnswering.scorers(&Defaults::default())?;
    let found = evaluation.run()?;
    runlore::log_metrics(found.metrics.clone(), None)?;
    let row = |at: usize| found.columns.iter().map(|column| column.cells[at].clone()).collect();
    let columns = found.columns.iter().map(|column| column.name.clone()).collect();
    runlore::log_table(Table { columns, rows: (0..2).map(row).collect() }, "eval_results_table.json")?;
    let missing = found.statuses.iter().filter_map(|status| {
        let told = format!("{}: {}", status.state.name(), status.reason.as_ref()?);
        Some((format!("runlore.evaluation.{}", status.key), told))
    });
    runlore::set_tags(missing.collect::<Vec<_>>())?;
    for (name, number) in &found.metrics {
        println!("{name}: {number}");
    }
    for status in found.statuses {
        if let Some(reason) = status.reason {
            println!("{} is {}: {reason}", status.key, status.state.name());
        }
    }
    run.end()?;
    runlore::close();
    Ok(())
}

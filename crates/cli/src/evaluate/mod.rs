//! `runlore evaluate`: scores answers in a file, logs them as a run, and fails where a script should.

mod baseline;
mod metrics;
mod record;
mod show;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use runlore::{Error, Result};
use runlore_eval::baseline::{Comparison, Rules, Side, Threshold, compare};
use runlore_eval::judges::spent;
use runlore_eval::{Cells, Evaluation};

use metrics::Chosen;

use crate::outcome::{self, Outcome};
use crate::print::Format;
use crate::session::Tracking;

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    tracking: Tracking,

    /// The rows: a .json, .jsonl, .csv or .parquet file
    #[arg(long, value_name = "FILE")]
    data: PathBuf,

    /// The column of what was answered
    #[arg(long, value_name = "COLUMN")]
    predictions: String,

    /// The column of what was expected
    #[arg(long, value_name = "COLUMN")]
    targets: Option<String>,

    /// question-answering, text-summarization, text or retriever: which metrics are computed
    #[arg(long, value_name = "TYPE")]
    model_type: Option<String>,

    /// Further metrics, such as rouge1,bleu,precision_at_5
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    metrics: Vec<String>,

    /// Judges: answer_similarity, answer_correctness, answer_relevance, relevance, faithfulness, safety, groundedness
    #[arg(long, value_name = "LIST", value_delimiter = ',', requires = "judge_model")]
    judges: Vec<String>,

    /// The model that judges
    #[arg(long, value_name = "NAME")]
    judge_model: Option<String>,

    /// Where it is asked [default: OPENAI_BASE_URL, or else OpenAI]
    #[arg(long, value_name = "URL")]
    judge_url: Option<String>,

    /// A folder with a model, or with folders of models, for toxicity and embedding_similarity [default:
    /// RUNLORE_EVAL_MODEL_DIR, or else the cache of Hugging Face's libraries]
    #[arg(long, value_name = "DIR")]
    model_dir: Option<PathBuf>,

    /// What a metric's column is called in the data, such as context=source; may be given several times
    #[arg(long, value_name = "NAME=COLUMN")]
    column: Vec<String>,

    /// Fail if a number is under (if less is better: over) a limit, such as exact_match/v1=0.8; may be given several times
    #[arg(long, value_name = "METRIC=VALUE")]
    fail_under: Vec<String>,

    /// Fail if a number is surely worse than that of an earlier evaluation
    #[arg(long, value_name = "RUN_ID")]
    baseline: Option<String>,

    /// Fail if a metric can not be computed, or not for all rows
    #[arg(long)]
    strict: bool,

    /// Name of the run [default: made up]
    #[arg(long, value_name = "NAME")]
    run_name: Option<String>,

    /// Experiment of the run [default: that of the environment, else Default]
    #[arg(long, value_name = "NAME")]
    experiment: Option<String>,

    /// How to print the numbers
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

pub(crate) fn run(args: &EvaluateArgs) -> Result<Outcome> {
    crate::logging::warnings();
    let limits = limits(&args.fail_under)?;
    let Chosen { scorers, usage } = metrics::chosen(args)?;
    let texts: Vec<_> = [Some(args.predictions.as_str()), args.targets.as_deref()].into_iter().flatten().collect();
    let data = runlore_eval_io::read_dataset(&args.data, &texts)?;
    let dataset = record::dataset(&args.data, &data);
    let before = args.baseline.as_deref().map(|run| baseline::read(&args.tracking, run)).transpose()?;
    let mut evaluation = Evaluation::new(data, Cells::Column(args.predictions.clone()));
    evaluation.targets = args.targets.clone().map(Cells::Column);
    evaluation.names = pairs(&args.column, "--column")?.into_iter().collect();
    evaluation.scorers = scorers;
    let found = evaluation.run()?;

    let current = Side::from(&found);
    let mut comparisons = Vec::new();
    if !limits.thresholds.is_empty() {
        comparisons.push(compare(&current, &Side::default(), &limits)?);
    }
    let beside = before.map(|before| compare(&current, &before.side(&found), &Rules::default())).transpose()?;
    let spent = spent(usage.iter().map(AsRef::as_ref));
    let run_id = record::log(args, dataset, &found, &spent, beside.as_ref())?;
    let text = show::text(&found, &spent, beside.as_ref(), &run_id, args.output)?;
    comparisons.extend(beside);
    let complaints: Vec<_> = comparisons.iter().flat_map(failures).collect();
    let worse = (!complaints.is_empty()).then(|| (outcome::WORSE, complaints.join(" ")));
    Ok(Outcome { text, complaint: missing(args, &found).or(worse) })
}

/// Which metrics could not be computed, or not for all rows, if that is too much.
fn missing(args: &EvaluateArgs, found: &runlore_eval::Outcome) -> Option<(u8, String)> {
    let missing = found.statuses.iter().filter_map(|one| Some(format!("{}: {}", one.key, one.reason.as_ref()?)));
    let reasons: Vec<_> = missing.collect();
    (args.strict && !reasons.is_empty())
        .then(|| (outcome::FAILED, format!("Not all metrics could be computed. {}", reasons.join(" "))))
}

/// What failed, and why.
fn failures(comparison: &Comparison) -> impl Iterator<Item = String> {
    let failed = comparison.changes.iter().filter(|change| change.verdict == runlore_eval::baseline::Verdict::Failed);
    failed.map(|change| format!("{}: {}", change.name, change.reasons.join(" ")))
}

fn limits(given: &[String]) -> Result<Rules> {
    let limit = |(name, value): (String, String)| {
        let limit = value.parse().map_err(|cause| {
            Error::invalid(format!("--fail-under {name}={value}: the limit must be a number")).with_source(cause)
        })?;
        Ok((name, Threshold { limit: Some(limit), ..Threshold::default() }))
    };
    let thresholds = pairs(given, "--fail-under")?.into_iter().map(limit).collect::<Result<BTreeMap<_, _>>>()?;
    Ok(Rules { thresholds, ..Rules::default() })
}

fn pairs(given: &[String], flag: &str) -> Result<Vec<(String, String)>> {
    let pair = |text: &String| {
        let pair = text.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty());
        pair.map(|(name, value)| (name.to_owned(), value.to_owned()))
            .ok_or_else(|| Error::invalid(format!("{flag} {text}: write it as NAME=VALUE.")))
    };
    given.iter().map(pair).collect()
}

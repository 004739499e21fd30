//! The metrics as the engine knows them: what each is called, what it needs, and the function that scores a row.

mod batches;
mod contains;
mod embedding_similarity;
pub(crate) mod exact_match;
mod json;
mod label;
mod latency;
mod named;
mod pair;
mod pattern;
mod reading;
mod retrieval;
mod text;
mod toxicity;

pub use contains::{Contains, Wanted};
pub use embedding_similarity::{Embedder, EmbeddingSimilarity};
pub use exact_match::ExactMatch;
pub use json::{JsonSchema, JsonValid};
pub use label::Label;
pub use latency::Latency;
pub use named::{NAMES, named};
pub use pair::{PairScorer, bleu, chrf, levenshtein, rouge_l, rouge_lsum, rouge1, rouge2};
pub use pattern::RegexMatch;
pub use reading::{ari_grade_level, flesch_kincaid_grade_level, token_count};
pub use retrieval::{RetrievalScorer, ndcg_at_k, precision_at_k, recall_at_k};
pub use text::TextScorer;
pub use toxicity::{TextModel, Toxicity};

use crate::{Aggregation, Context, RowScore, Scores};

/// Of a row that the model did not answer.
pub(crate) const NO_ANSWER: &str = "The model gave no answer.";
/// Of a metric that compares, where there is nothing to compare with.
pub(crate) const NO_TARGETS: &str = "It needs targets: name the column of what was expected.";

/// Why a metric that compares with targets can not be computed.
fn without_targets(context: &Context<'_>) -> Option<String> {
    context.targets.is_none().then(|| NO_TARGETS.to_owned())
}

/// The rows and the numbers that stand for those of them that were scored.
fn scores(rows: Vec<RowScore>, label: &Label) -> Scores {
    let aggregates = Aggregation::all_of(&label.aggregations, &numbers(&rows));
    Scores { rows: Some(rows), aggregates }
}

/// The scores of the rows that were scored, for aggregates.
pub(crate) fn numbers(rows: &[RowScore]) -> Vec<f64> {
    rows.iter().filter_map(|row| row.score.as_f64()).collect()
}

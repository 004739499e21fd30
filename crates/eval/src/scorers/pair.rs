//! Metrics of an answer beside the expected one.

use std::fmt;

use runlore_domain::Result;

use super::{Label, NO_ANSWER, scores, without_targets};
use crate::{Context, Direction, RowScore, Scorer, Scores, bleu, cells, chrf, levenshtein_ratio, parallel, rouge};

type Function = dyn Fn(&str, &str) -> f64 + Send + Sync;

/// Scores each answer by a function of its text and the expected one. Rows that the model did not answer failed.
pub struct PairScorer {
    label: Label,
    function: Box<Function>,
}

impl PairScorer {
    /// A metric that is `function` of prediction and target. A result that is not finite is a row that failed.
    pub fn new(label: Label, function: impl Fn(&str, &str) -> f64 + Send + Sync + 'static) -> Self {
        Self { label, function: Box::new(function) }
    }
}

/// `rouge1/v1`: the words that both have; from 0 to 1. See [`rouge::rouge_n`], of which this is the F-measure.
pub fn rouge1() -> PairScorer {
    PairScorer::new(Label::new("rouge1").version("v1"), |prediction, target| rouge::rouge_n(prediction, target, 1).f1)
}

/// `rouge2/v1`: the pairs of words that both have; from 0 to 1. See [`rouge::rouge_n`].
pub fn rouge2() -> PairScorer {
    PairScorer::new(Label::new("rouge2").version("v1"), |prediction, target| rouge::rouge_n(prediction, target, 2).f1)
}

/// `rougeL/v1`: the words that both have in the same order; from 0 to 1. See [`rouge::rouge_l`].
pub fn rouge_l() -> PairScorer {
    PairScorer::new(Label::new("rougeL").version("v1"), |prediction, target| rouge::rouge_l(prediction, target).f1)
}

/// `rougeLsum/v1`: the same for summaries with a sentence a line; from 0 to 1. See [`rouge::rouge_lsum`].
pub fn rouge_lsum() -> PairScorer {
    PairScorer::new(Label::new("rougeLsum").version("v1"), |prediction, target| {
        rouge::rouge_lsum(prediction, target).f1
    })
}

/// `bleu/v1`: the row's BLEU as its paper defines it; from 0 to 1. See [`bleu::unsmoothed`].
pub fn bleu() -> PairScorer {
    PairScorer::new(Label::new("bleu").version("v1"), |prediction, target| bleu::unsmoothed(prediction, &[target]))
}

/// `chrf`: the sequences of characters that both have; from 0 to 100. See [`chrf::sentence`].
pub fn chrf() -> PairScorer {
    PairScorer::new(Label::new("chrf"), |prediction, target| chrf::sentence(prediction, &[target]))
}

/// `levenshtein_ratio`: 1 minus the share of characters that have to be edited; from 0 to 1. See [`levenshtein_ratio`].
pub fn levenshtein() -> PairScorer {
    PairScorer::new(Label::new("levenshtein_ratio"), levenshtein_ratio)
}

impl Scorer for PairScorer {
    fn name(&self) -> &str {
        &self.label.name
    }

    fn key(&self) -> String {
        self.label.key()
    }

    fn direction(&self) -> Direction {
        self.label.direction
    }

    fn unavailable(&self, context: &Context<'_>) -> Option<String> {
        without_targets(context)
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        cells::check_targets(context)?;
        cells::check_predictions(context)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let targets = context.targets()?;
        let rows =
            parallel::rows(context.rows(), |row| match (context.predictions[row].as_str(), targets[row].as_str()) {
                (Some(prediction), Some(target)) => (self.function)(prediction, target).into(),
                _ => RowScore::failed(NO_ANSWER),
            });
        Ok(scores(rows, &self.label))
    }
}

impl fmt::Debug for PairScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairScorer").field("label", &self.label).finish_non_exhaustive()
    }
}

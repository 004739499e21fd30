//! Metrics of a search, whose answer is a list of documents' ids.

use std::slice;

use runlore_domain::{Error, Result};
use serde_json::Value;

use super::{Label, NO_ANSWER, scores, without_targets};
use crate::cells::refuse;
use crate::{Context, RowScore, Scorer, Scores, parallel, retrieval};

/// Scores the first `k` documents of each search; see [`crate::retrieval`].
///
/// A cell is a list of ids, texts or whole numbers, best first; a single text is a list of one.
#[derive(Debug, Clone)]
pub struct RetrievalScorer {
    label: Label,
    k: usize,
    function: fn(&[Value], &[Value], usize) -> f64,
}

/// `precision_at_{k}`: the share of relevant documents among those retrieved; from 0 to 1.
pub fn precision_at_k(k: usize) -> RetrievalScorer {
    RetrievalScorer { label: Label::new(format!("precision_at_{k}")), k, function: retrieval::precision_at_k }
}

/// `recall_at_{k}`: the share of the relevant documents that was retrieved; from 0 to 1.
pub fn recall_at_k(k: usize) -> RetrievalScorer {
    RetrievalScorer { label: Label::new(format!("recall_at_{k}")), k, function: retrieval::recall_at_k }
}

/// `ndcg_at_{k}`: how near the order of documents is to the best one; from 0 to 1.
pub fn ndcg_at_k(k: usize) -> RetrievalScorer {
    RetrievalScorer { label: Label::new(format!("ndcg_at_{k}")), k, function: retrieval::ndcg_at_k }
}

impl Scorer for RetrievalScorer {
    fn name(&self) -> &str {
        &self.label.name
    }

    fn key(&self) -> String {
        self.label.key()
    }

    fn unavailable(&self, context: &Context<'_>) -> Option<String> {
        without_targets(context)
    }

    fn check(&self, context: &Context<'_>) -> Result<()> {
        if self.k == 0 {
            return Err(Error::invalid("The number of documents that count, k, must be 1 or more; it is 0."));
        }
        let targets = context.targets()?;
        let wrong = |cells: &[Value]| cells.iter().position(|cell| !is_ids(cell));
        refuse(context, "targets", targets, wrong(targets), IDS)?;
        let answers = context.predictions;
        refuse(context, "predictions", answers, answers.iter().position(|cell| !cell.is_null() && !is_ids(cell)), IDS)
    }

    fn score(&self, context: &Context<'_>) -> Result<Scores> {
        let targets = context.targets()?;
        let rows = parallel::rows(context.rows(), |row| match &context.predictions[row] {
            Value::Null => RowScore::failed(NO_ANSWER),
            retrieved => (self.function)(ids(retrieved), ids(&targets[row]), self.k).into(),
        });
        Ok(scores(rows, &self.label))
    }
}

const IDS: &str = "a list of ids (texts or whole numbers)";

fn is_ids(cell: &Value) -> bool {
    match cell {
        Value::String(_) => true,
        Value::Array(ids) => ids.iter().all(|id| id.is_string() || id.is_i64() || id.is_u64()),
        _ => false,
    }
}

fn ids(cell: &Value) -> &[Value] {
    match cell {
        Value::Array(ids) => ids,
        one => slice::from_ref(one),
    }
}

//! How good the first `k` documents of a search are, given the documents that are relevant.
//!
//! Documents are compared by equality, usually of their ids. Precision and recall are as in Manning, Raghavan and
//! Schütze, "Introduction to Information Retrieval", 2008, chapter 8; the rest, above all what happens with duplicates
//! and with nothing, is MLflow's `precision_at_k`, `recall_at_k` and `ndcg_at_k`. All scores are from 0 to 1.

use std::collections::HashSet;
use std::hash::Hash;

/// The share of relevant documents among those retrieved, of which the first `k` count.
///
/// If fewer than `k` were retrieved, the share is of those. A document that was retrieved twice counts twice. Nothing
/// retrieved is 0.
pub fn precision_at_k<D: Eq + Hash>(retrieved: &[D], relevant: &[D], k: usize) -> f64 {
    let retrieved = first(retrieved, k);
    if retrieved.is_empty() {
        return 0.0;
    }
    let relevant: HashSet<&D> = relevant.iter().collect();
    retrieved.iter().filter(|document| relevant.contains(document)).count() as f64 / retrieved.len() as f64
}

/// The share of the relevant documents that is among the first `k` retrieved; duplicates count once.
///
/// If nothing is relevant: 1 if nothing was retrieved, else 0.
pub fn recall_at_k<D: Eq + Hash>(retrieved: &[D], relevant: &[D], k: usize) -> f64 {
    let retrieved: HashSet<&D> = first(retrieved, k).iter().collect();
    let relevant: HashSet<&D> = relevant.iter().collect();
    if relevant.is_empty() {
        return f64::from(retrieved.is_empty());
    }
    relevant.intersection(&retrieved).count() as f64 / relevant.len() as f64
}

/// Normalised discounted cumulative gain: how near the order of the first `k` is to the best possible one.
///
/// A relevant document at rank `i` (from 1) gains `1 / log2(i + 1)`; the sum is divided by that of the same number of
/// ranks with as many relevant documents as there are, first. Järvelin and Kekäläinen, "Cumulated gain-based evaluation
/// of IR techniques", 2002, with gains of 0 and 1. A relevant document that was retrieved again counts as one more
/// relevant document. Nothing retrieved and nothing relevant is 1; only one of both is 0.
pub fn ndcg_at_k<D: Eq + Hash>(retrieved: &[D], relevant: &[D], k: usize) -> f64 {
    let retrieved = first(retrieved, k);
    let relevant: HashSet<&D> = relevant.iter().collect();
    if retrieved.is_empty() || relevant.is_empty() {
        return f64::from(retrieved.is_empty() && relevant.is_empty());
    }
    let hits: Vec<bool> = retrieved.iter().map(|document| relevant.contains(document)).collect();
    let found: HashSet<&D> = retrieved.iter().filter(|document| relevant.contains(document)).collect();
    let again = hits.iter().filter(|hit| **hit).count() - found.len();
    let gained: f64 = (0..).zip(&hits).filter(|(_, hit)| **hit).map(|(rank, _)| gain(rank)).sum();
    let possible: f64 = (0..retrieved.len().min(relevant.len() + again)).map(gain).sum();
    gained / possible
}

fn first<D>(retrieved: &[D], k: usize) -> &[D] {
    &retrieved[..k.min(retrieved.len())]
}

/// Of a relevant document, by its rank from 0.
fn gain(rank: usize) -> f64 {
    1.0 / (rank as f64 + 2.0).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [&str; 0] = [];

    #[test]
    fn only_the_first_k_count() {
        assert_eq!(precision_at_k(&["x", "a", "b"], &["a", "b"], 2), 0.5);
        assert_eq!(precision_at_k(&["a"], &["a", "b"], 3), 1.0);
        assert_eq!(recall_at_k(&["x", "a", "b"], &["a", "b"], 2), 0.5);
        assert_eq!(ndcg_at_k(&["x", "a"], &["a"], 1), 0.0);
    }

    #[test]
    fn duplicates_count_in_precision_and_not_in_recall() {
        assert_eq!(precision_at_k(&["a", "a", "x", "x"], &["a"], 4), 0.5);
        assert_eq!(recall_at_k(&["a", "a"], &["a", "b"], 2), 0.5);
        assert_eq!(ndcg_at_k(&["a", "a"], &["a"], 2), 1.0);
    }

    #[test]
    fn nothing_has_a_score() {
        assert_eq!(precision_at_k(&NOTHING, &NOTHING, 3), 0.0);
        assert_eq!(recall_at_k(&NOTHING, &NOTHING, 3), 1.0);
        assert_eq!(recall_at_k(&["a"], &NOTHING, 3), 0.0);
        assert_eq!(ndcg_at_k(&NOTHING, &NOTHING, 3), 1.0);
        assert_eq!(ndcg_at_k(&["a"], &NOTHING, 3), 0.0);
        assert_eq!(ndcg_at_k(&NOTHING, &["a"], 3), 0.0);
    }
}

//! ROUGE, recall-oriented overlap with a reference: the metric of summaries.
//!
//! Lin, "ROUGE: A package for automatic evaluation of summaries", 2004. Words are runs of ASCII letters and digits in
//! lower case, without stemming, as in the Python package `rouge_score`: text in other scripts has no words and the
//! score 0. So has an empty text, also against another one. All scores are from 0 to 1.

use std::collections::HashMap;

use crate::{ngrams, tokens};

/// How much of each text is in the other.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// The share of the prediction that is in the reference.
    pub precision: f64,
    /// The share of the reference that is in the prediction.
    pub recall: f64,
    /// Their harmonic mean, which is what MLflow logs; 0 if both are.
    pub f1: f64,
}

impl Score {
    fn new(shared: usize, predicted: usize, expected: usize) -> Self {
        if shared == 0 {
            return Self::default();
        }
        let (precision, recall) = (shared as f64 / predicted as f64, shared as f64 / expected as f64);
        Self { precision, recall, f1: 2.0 * precision * recall / (precision + recall) }
    }
}

/// ROUGE-N: the sequences of `n` words that both have. With `n` of 0, or more than a text has words, all is 0.
pub fn rouge_n(prediction: &str, reference: &str, n: usize) -> Score {
    let (prediction, reference) = (prediction.to_lowercase(), reference.to_lowercase());
    let (prediction, reference) = (words(&prediction), words(&reference));
    let (predicted, expected) = (ngrams::counts(&prediction, n), ngrams::counts(&reference, n));
    Score::new(ngrams::shared(&predicted, &expected), ngrams::total(&predicted), ngrams::total(&expected))
}

/// ROUGE-L: the longest sequence of words that both have in the same order, with or without others between.
pub fn rouge_l(prediction: &str, reference: &str) -> Score {
    let (prediction, reference) = (prediction.to_lowercase(), reference.to_lowercase());
    let (prediction, reference) = (words(&prediction), words(&reference));
    Score::new(common_length(&reference, &prediction), prediction.len(), reference.len())
}

/// ROUGE-Lsum: ROUGE-L of summaries, a sentence a line.
///
/// Of each sentence of the reference, those words count that are in its longest common sequence with any sentence of
/// the prediction; no word more often than it occurs in either text. Of several longest sequences that one counts which
/// takes the reference's words as early as possible.
pub fn rouge_lsum(prediction: &str, reference: &str) -> Score {
    let (prediction, reference) = (prediction.to_lowercase(), reference.to_lowercase());
    let (predicted, expected): (Vec<_>, Vec<_>) =
        (prediction.split('\n').map(words).collect(), reference.split('\n').map(words).collect());
    let (mut left, mut used) = (occurrences(&predicted), 0);
    for sentence in &expected {
        let mut in_any = vec![false; sentence.len()];
        for other in &predicted {
            for at in common_subsequence(sentence, other) {
                in_any[at] = true;
            }
        }
        for (word, _) in sentence.iter().zip(in_any).filter(|(_, common)| *common) {
            if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
                *count -= 1;
                used += 1;
            }
        }
    }
    Score::new(used, predicted.iter().map(Vec::len).sum(), expected.iter().map(Vec::len).sum())
}

fn words(lower: &str) -> Vec<&str> {
    tokens::words(lower).collect()
}

fn occurrences<'a>(sentences: &[Vec<&'a str>]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(*word).or_default() += 1;
    }
    counts
}

/// How long a longest common subsequence is, in memory as long as `right`.
fn common_length(left: &[&str], right: &[&str]) -> usize {
    let mut above = vec![0_usize; right.len() + 1];
    let mut row = above.clone();
    for a in left {
        for (j, b) in right.iter().enumerate() {
            row[j + 1] = if a == b { above[j] + 1 } else { row[j].max(above[j + 1]) };
        }
        std::mem::swap(&mut above, &mut row);
    }
    above[right.len()]
}

/// The places in `left` of a longest common subsequence with `right`, from the last to the first.
///
/// Where two steps back are as good, the one that leaves out a word of `left` is taken. One bit is kept for each pair
/// of words, so that texts of ten thousand words need some megabytes only.
fn common_subsequence(left: &[&str], right: &[&str]) -> Vec<usize> {
    let width = right.len().div_ceil(64);
    let mut skip_right = vec![0_u64; left.len() * width];
    let mut above = vec![0_usize; right.len() + 1];
    let mut row = above.clone();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            row[j + 1] = if a == b { above[j] + 1 } else { row[j].max(above[j + 1]) };
            skip_right[i * width + j / 64] |= u64::from(row[j] > above[j + 1]) << (j % 64);
        }
        std::mem::swap(&mut above, &mut row);
    }
    let (mut i, mut j) = (left.len(), right.len());
    let mut places = Vec::with_capacity(above[j]);
    while i > 0 && j > 0 {
        if left[i - 1] == right[j - 1] {
            (i, j) = (i - 1, j - 1);
            places.push(i);
        } else if skip_right[(i - 1) * width + (j - 1) / 64] >> ((j - 1) % 64) & 1 == 1 {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_matters_to_l_and_not_to_1() {
        assert_eq!(rouge_n("a b c", "C, B, A!", 1).f1, 1.0);
        assert_eq!(rouge_l("a b c", "c b a").recall, 1.0 / 3.0);
        assert_eq!(rouge_n("a b", "a b c", 2).recall, 0.5);
    }

    /// The example of the paper's section 3.2: two sentences cover w1, w2, w3 and w5 of five words.
    #[test]
    fn lsum_unites_sentences() {
        let found = rouge_lsum("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5");
        assert_eq!((found.recall, found.precision), (0.8, 0.4));
    }

    #[test]
    fn nothing_scores_nothing() {
        for (left, right) in [("", ""), ("a", ""), ("", "a"), ("\u{43c}\u{438}\u{440}", "\u{43c}\u{438}\u{440}")] {
            assert_eq!(rouge_n(left, right, 1), Score::default());
            assert_eq!(rouge_l(left, right), Score::default());
            assert_eq!(rouge_lsum(left, right), Score::default());
        }
        assert_eq!(rouge_n("a", "a", 0), Score::default());
    }
}

//! BLEU, the precision of a translation's sequences of words.
//!
//! Papineni, Roukos, Ward and Zhu, "BLEU: a method for automatic evaluation of machine translation", 2002, with the
//! defaults of the Python package `sacrebleu`: tokens of `mteval-v13a`, sequences of up to four, and the smoothing that
//! NIST's script has, "exp" (method 3 of Chen and Cherry, "A systematic comparison of smoothing techniques for
//! sentence-level BLEU", 2014). Scores are from 0 to 100, where rounding may leave 100 by a hair.

use crate::ngrams::{self, Counts};
use crate::tokens::{is_space, mteval_13a};

const ORDER: usize = 4;

/// BLEU of one prediction: 0 if it shares no token with a reference, or there is none.
///
/// A prediction of fewer than four tokens is scored by the sequences that it has ("effective order").
pub fn sentence(prediction: &str, references: &[&str]) -> f64 {
    let statistics = Statistics::of(prediction, references);
    let orders = statistics.total.iter().take_while(|total| **total > 0).count();
    statistics.score(orders)
}

/// BLEU of many predictions, each with its references: made of the sums of their counts, not the mean of their scores.
///
/// 0 if no prediction has four tokens, or there is none.
pub fn corpus<'a>(rows: impl IntoIterator<Item = (&'a str, &'a [&'a str])>) -> f64 {
    let mut sum = Statistics::default();
    for (prediction, references) in rows {
        sum.add(&Statistics::of(prediction, references));
    }
    sum.score(ORDER)
}

/// BLEU of one prediction as its paper defines it: four orders, without smoothing, and from 0 to 1. This is the row of
/// MLflow's metric `bleu`, which takes it from the metric of that name in Hugging Face's `evaluate`.
///
/// 0 if one of the four orders has no match, as with fewer than four tokens, and if a text has no token.
pub fn unsmoothed(prediction: &str, references: &[&str]) -> f64 {
    let references: Vec<_> = references.iter().map(|reference| mteval_13a(reference)).collect();
    let statistics = Statistics::of_tokens(&mteval_13a(prediction), &references);
    if statistics.shared.contains(&0) { 0.0 } else { statistics.score(ORDER) / 100.0 }
}

/// What BLEU counts, which is what adds up over a corpus.
#[derive(Default)]
struct Statistics {
    /// Sequences of the prediction that a reference has, by length.
    shared: [usize; ORDER],
    /// Sequences of the prediction, by length.
    total: [usize; ORDER],
    predicted: usize,
    /// The length of the reference whose length is nearest, the shorter of two.
    expected: usize,
}

impl Statistics {
    fn of(prediction: &str, references: &[&str]) -> Self {
        // `sacrebleu` takes white space off the end of a text first: a hyphen there joins nothing.
        let tokens = |text: &str| mteval_13a(text.trim_end_matches(is_space));
        let references: Vec<_> = references.iter().map(|reference| tokens(reference)).collect();
        Self::of_tokens(&tokens(prediction), &references)
    }

    fn of_tokens(prediction: &[String], references: &[Vec<String>]) -> Self {
        let lengths = references.iter().map(Vec::len);
        let expected = lengths.min_by_key(|length| (length.abs_diff(prediction.len()), *length)).unwrap_or(0);
        let mut statistics = Self { predicted: prediction.len(), expected, ..Self::default() };
        for n in 0..ORDER {
            let predicted = ngrams::counts(prediction, n + 1);
            statistics.total[n] = ngrams::total(&predicted);
            statistics.shared[n] = ngrams::shared(&predicted, &most(references, n + 1));
        }
        statistics
    }

    fn add(&mut self, other: &Self) {
        for n in 0..ORDER {
            self.shared[n] += other.shared[n];
            self.total[n] += other.total[n];
        }
        self.predicted += other.predicted;
        self.expected += other.expected;
    }

    /// The geometric mean of the precisions of the first orders, times the penalty for being short.
    fn score(&self, orders: usize) -> f64 {
        if self.shared[0] == 0 || self.total[..orders].contains(&0) {
            return 0.0;
        }
        // Each order without a match counts as half of the match that the one before it counted as.
        let mut smoothed = 1.0;
        let mut logarithms = 0.0;
        for (shared, total) in self.shared.iter().zip(self.total).take(orders) {
            let shared = if *shared > 0 {
                *shared as f64
            } else {
                smoothed /= 2.0;
                smoothed
            };
            logarithms += (100.0 * shared / total as f64).ln();
        }
        let brevity = (1.0 - self.expected as f64 / self.predicted as f64).min(0.0).exp();
        brevity * (logarithms / orders as f64).exp()
    }
}

/// How often each sequence occurs in the reference that has most of it.
fn most(references: &[Vec<String>], n: usize) -> Counts<'_, String> {
    let mut most = Counts::new();
    for (gram, count) in references.iter().flat_map(|reference| ngrams::counts(reference, n)) {
        let before = most.entry(gram).or_default();
        *before = count.max(*before);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paper's example: "the" is counted as often as a reference has it.
    #[test]
    fn repetition_is_clipped() {
        let references = ["The cat is on the mat", "There is a cat on the mat"].map(str::to_lowercase);
        let references: Vec<&str> = references.iter().map(String::as_str).collect();
        let found = Statistics::of("the the the the the the the", &references);
        assert_eq!((found.shared, found.total), ([2, 0, 0, 0], [7, 6, 5, 4]));
        assert_eq!((found.predicted, found.expected), (7, 7));
    }

    #[test]
    fn short_texts_have_a_sentence_score_only() {
        assert!((sentence("one two", &["one two"]) - 100.0).abs() < 1e-9);
        assert_eq!(corpus([("one two", ["one two"].as_slice())]), 0.0);
    }

    /// By hand: of "the cat sat on mat", 5 of 5 words, 3 of 4 pairs, 2 of 3 triples and 1 of 2 quadruples are in the
    /// reference, whose 6 words make it too short: `exp(1 - 6/5) * (1 * 3/4 * 2/3 * 1/2) ^ (1/4)`.
    #[test]
    fn unsmoothed_is_the_papers_formula() {
        let found = unsmoothed("the cat sat on mat", &["the cat sat on the mat"]);
        assert!((found - (-0.2_f64).exp() * 0.25_f64.powf(0.25)).abs() < 1e-12, "{found}");
        // Longer than the reference is no penalty: 6 of 7, 5 of 6, 4 of 5, 3 of 4.
        let found = unsmoothed("the cat sat on the mat now", &["the cat sat on the mat"]);
        assert!((found - (6.0 / 7.0 * 5.0 / 6.0 * 4.0 / 5.0 * 3.0 / 4.0_f64).powf(0.25)).abs() < 1e-12, "{found}");
        assert!((unsmoothed("a b c d", &["a b c d"]) - 1.0).abs() < 1e-12);
        // No quadruple, and no token, is nothing.
        for (prediction, reference) in [("a b c", "a b c"), ("a b c x d", "a b c d"), ("", "a b c d"), ("a b c d", "")]
        {
            assert_eq!(unsmoothed(prediction, &[reference]), 0.0, "{prediction} {reference}");
        }
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(sentence("", &[""]), 0.0);
        assert_eq!(sentence("a", &[]), 0.0);
        assert_eq!(corpus([]), 0.0);
    }
}

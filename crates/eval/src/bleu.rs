//! BLEU, the precision of a translation's sequences of words.
//!
//! Papineni, Roukos, Ward and Zhu, "BLEU: a method for automatic evaluation of machine translation", 2002, with the
//! defaults of the Python package `sacrebleu`: tokens of `mteval-v13a`, sequences of up to four, and the smoothing that
//! NIST's script has, "exp" (method 3 of Chen and Cherry, "A systematic comparison of smoothing techniques for
//! sentence-level BLEU", 2014). Scores are from 0 to 100, where rounding may leave 100 by a hair.
//!
//! [`unsmoothed`] is the other BLEU that people have numbers of, MLflow's: from 0 to 1, and 0 more often than not.

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

/// BLEU of one prediction as MLflow's metric `bleu` has it, which is that of Hugging Face's `evaluate` for each row: the
/// paper's formula with sequences of up to four tokens of `mteval-v13a`, and no smoothing. From 0 to 1.
///
/// It is 0 when no sequence of four tokens is shared, so also for every prediction of fewer than four, and when a text has
/// no token, where `evaluate` fails and MLflow takes 0. The penalty for being short is for the shortest reference here,
/// not the nearest. White space at the end of a text is not cut off first, so a hyphen at the end of its last line goes.
///
/// ```
/// assert_eq!(runlore_eval::bleu::unsmoothed("the cat sat on the mat", &["the cat sat on the mat"]), 1.0);
/// assert_eq!(runlore_eval::bleu::unsmoothed("the cat", &["the cat"]), 0.0);
/// ```
pub fn unsmoothed(prediction: &str, references: &[&str]) -> f64 {
    let prediction = mteval_13a(prediction);
    let references: Vec<Vec<String>> = references.iter().map(|reference| mteval_13a(reference)).collect();
    let shortest = references.iter().map(Vec::len).min().unwrap_or(0);
    let statistics = Statistics::count(&prediction, &references, shortest);
    if shortest == 0 || statistics.shared.contains(&0) {
        return 0.0;
    }
    let precisions =
        statistics.shared.iter().zip(statistics.total).map(|(shared, total)| *shared as f64 / total as f64);
    statistics.brevity() * (precisions.map(f64::ln).sum::<f64>() / ORDER as f64).exp()
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
        let tokens = |text: &str| mteval_13a(text.trim_end_matches(is_space));
        let prediction = tokens(prediction);
        let references: Vec<Vec<String>> = references.iter().map(|reference| tokens(reference)).collect();
        let lengths = references.iter().map(Vec::len);
        let expected = lengths.min_by_key(|length| (length.abs_diff(prediction.len()), *length)).unwrap_or(0);
        Self::count(&prediction, &references, expected)
    }

    fn count(prediction: &[String], references: &[Vec<String>], expected: usize) -> Self {
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
        self.brevity() * (logarithms / orders as f64).exp()
    }

    /// The penalty for being short.
    fn brevity(&self) -> f64 {
        (1.0 - self.expected as f64 / self.predicted as f64).min(0.0).exp()
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

    /// By hand, from the formula: the precisions' geometric mean times `exp(1 - expected / predicted)` where that is less.
    #[test]
    fn unsmoothed_is_the_published_formula() {
        let close = |prediction, references: &[&str], expected: f64| {
            let found = unsmoothed(prediction, references);
            assert!((found - expected).abs() < 1e-12, "{prediction:?} {found}, should be {expected}");
        };
        // 5 of 6 tokens, 4 of 5 pairs, 3 of 4 and 2 of 3.
        close(
            "the cat sat on the rug",
            &["the cat sat on the mat"],
            (5.0 / 6.0 * 4.0 / 5.0 * 3.0 / 4.0 * 2.0 / 3.0_f64).powf(0.25),
        );
        // All of it is there, 4 of 6 tokens long.
        close("the cat sat on", &["the cat sat on the mat"], (1.0 - 6.0 / 4.0_f64).exp());
        // Longer is no penalty: 4 of 5, 3 of 4, 2 of 3, 1 of 2.
        close("the cat sat on it", &["the cat sat on"], 0.2_f64.powf(0.25));
        // The second "a" is there once: 5 of 6, 4 of 5 (not "a a"), 3 of 4, 2 of 3.
        close("a a b c d e", &["a b c d e f"], (5.0 / 6.0 * 4.0 / 5.0 * 3.0 / 4.0 * 2.0 / 3.0_f64).powf(0.25));
        // Punctuation is a token of its own, entities are characters: 5 tokens each, all the same.
        close("It's 3.5, &lt;b", &["It's 3.5 , < b"], 1.0);
        // The shortest reference is 4 long, so there is no penalty, although the nearest is 6 long.
        close("a b c d e", &["a b c d e f", "w x y z"], 1.0);
        // "word-" and the end of its line: the hyphen goes, and so does the penalty.
        close("a b c word-\n", &["a b c word"], 1.0);
    }

    #[test]
    fn unsmoothed_needs_four_tokens_in_common() {
        for (prediction, reference) in
            [("a b c", "a b c"), ("a b c x d e f", "a b c d e f"), ("", "a"), ("a", ""), (" ", " "), ("a b c d", " ")]
        {
            assert_eq!(unsmoothed(prediction, &[reference]), 0.0, "{prediction:?}");
        }
        assert_eq!(unsmoothed("a b c d", &[]), 0.0);
    }

    #[test]
    fn short_texts_have_a_sentence_score_only() {
        assert!((sentence("one two", &["one two"]) - 100.0).abs() < 1e-9);
        assert_eq!(corpus([("one two", ["one two"].as_slice())]), 0.0);
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(sentence("", &[""]), 0.0);
        assert_eq!(sentence("a", &[]), 0.0);
        assert_eq!(corpus([]), 0.0);
    }
}

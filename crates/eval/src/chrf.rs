//! chrF, the overlap of sequences of characters: it needs no tokens, so it suits every script.
//!
//! Popović, "chrF: character n-gram F-score for automatic MT evaluation", 2015, with the defaults of the Python package
//! `sacrebleu` ("chrF2"): sequences of up to six characters without white space, recall weighing twice as much as
//! precision. Precision and recall are means over those lengths of which both texts have sequences; there is no
//! smoothing. Scores are from 0 to 100.

use crate::{ngrams, tokens};

const ORDER: usize = 6;
const BETA: f64 = 2.0;

/// chrF of one prediction against the reference that gives the highest score; 0 if either is empty.
pub fn sentence(prediction: &str, references: &[&str]) -> f64 {
    Statistics::best(prediction, references).score()
}

/// chrF of many predictions, each with its references: made of the sums of their counts, not the mean of their scores.
///
/// Each prediction counts with the reference that suits it best. 0 if there is nothing to compare.
pub fn corpus<'a>(rows: impl IntoIterator<Item = (&'a str, &'a [&'a str])>) -> f64 {
    let mut sum = Statistics::default();
    for (prediction, references) in rows {
        sum.add(&Statistics::best(prediction, references));
    }
    sum.score()
}

/// What chrF counts for one length of sequences.
#[derive(Default, Clone, Copy)]
struct Count {
    predicted: usize,
    expected: usize,
    shared: usize,
}

#[derive(Default)]
struct Statistics([Count; ORDER]);

impl Statistics {
    /// Those of the first reference with the highest score.
    fn best(prediction: &str, references: &[&str]) -> Self {
        let prediction = characters(prediction);
        let mut best: Option<(f64, Self)> = None;
        for reference in references {
            let found = Self::of(&prediction, &characters(reference));
            let score = found.score();
            if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
                best = Some((score, found));
            }
        }
        best.map(|(_, found)| found).unwrap_or_default()
    }

    fn of(prediction: &[char], reference: &[char]) -> Self {
        let mut counts = [Count::default(); ORDER];
        for (n, count) in (1..).zip(&mut counts) {
            let (predicted, expected) = (ngrams::counts(prediction, n), ngrams::counts(reference, n));
            // In a corpus, what has nothing to be compared with must not count against the prediction.
            let comparable = if expected.is_empty() { 0 } else { ngrams::total(&predicted) };
            *count = Count {
                predicted: comparable,
                expected: ngrams::total(&expected),
                shared: ngrams::shared(&predicted, &expected),
            };
        }
        Self(counts)
    }

    fn add(&mut self, other: &Self) {
        for (sum, count) in self.0.iter_mut().zip(&other.0) {
            sum.predicted += count.predicted;
            sum.expected += count.expected;
            sum.shared += count.shared;
        }
    }

    fn score(&self) -> f64 {
        let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
        for count in self.0.iter().filter(|count| count.predicted > 0 && count.expected > 0) {
            precision += count.shared as f64 / count.predicted as f64;
            recall += count.shared as f64 / count.expected as f64;
            orders += 1.0;
        }
        if precision + recall == 0.0 {
            return 0.0;
        }
        let weight = BETA * BETA;
        100.0 / orders * (1.0 + weight) * precision * recall / (weight * precision + recall)
    }
}

fn characters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !tokens::is_space(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_do_not_count() {
        assert!((sentence("a b\tc", &["abc"]) - 100.0).abs() < 1e-9);
        assert!((sentence("\u{43c}\u{438}\u{440}", &["x", "\u{43c}\u{438}\u{440}"]) - 100.0).abs() < 1e-9);
    }

    /// Lengths 1 and 2 are shared: precision (1/1 of "a", no pair) is 1, recall 1/2.
    #[test]
    fn recall_weighs_more() {
        assert!((sentence("a", &["ab"]) - 500.0 * 0.5 / 4.5).abs() < 1e-9);
        assert!((sentence("ab", &["a"]) - 500.0 * 0.5 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(sentence("", &[""]), 0.0);
        assert_eq!(sentence("a", &[]), 0.0);
        assert_eq!(corpus([]), 0.0);
    }
}

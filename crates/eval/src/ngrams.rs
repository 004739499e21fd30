//! Sequences of `n` neighbours and how often each occurs, of words or of characters.

use std::collections::HashMap;
use std::hash::Hash;

/// How often each sequence occurs.
pub(crate) type Counts<'a, T> = HashMap<&'a [T], usize>;

/// Every sequence of `n` neighbours with its count; none if `n` is 0 or more than there are items.
pub(crate) fn counts<T: Eq + Hash>(items: &[T], n: usize) -> Counts<'_, T> {
    let mut counts = Counts::new();
    if n > 0 {
        for gram in items.windows(n) {
            *counts.entry(gram).or_default() += 1;
        }
    }
    counts
}

/// How many sequences there are, counted as often as they occur.
pub(crate) fn total<T>(counts: &Counts<'_, T>) -> usize {
    counts.values().sum()
}

/// How many sequences both have, each as often as the one with fewer of it.
pub(crate) fn shared<T: Eq + Hash>(left: &Counts<'_, T>, right: &Counts<'_, T>) -> usize {
    left.iter().map(|(gram, count)| right.get(gram).map_or(0, |other| *count.min(other))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_is_clipped() {
        let (left, right) = (counts(b"abab", 2), counts(b"ab", 2));
        assert_eq!((total(&left), total(&right), shared(&left, &right)), (3, 1, 1));
        assert!(counts(b"ab", 0).is_empty() && counts(b"ab", 3).is_empty());
    }
}

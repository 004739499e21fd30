//! What `textstat` takes for words and sentences.

use crate::classes::is_word;
use crate::tokens::is_space;

/// Which apostrophes are part of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apostrophes {
    None,
    /// Those before `s`, `t`, `d`, `ve`, `ll` and `re`, whatever follows (`'tis` keeps its own, `'em` does not).
    OfContractions,
}

/// The text without its punctuation.
pub(super) fn bare(text: &str, apostrophes: Apostrophes) -> String {
    let kept = text.char_indices().filter(|(at, c)| is_space(*c) || is_kept(text, *at, *c, apostrophes));
    kept.map(|(_, c)| c).collect()
}

/// What white space divides.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

/// What the formulas are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shape {
    /// Words without punctuation.
    pub(super) words: usize,
    /// What white space divides, a lone dash too.
    pub(super) chunks: usize,
    /// Each begins with a word and goes on to the next `.`, `!` or `?`. If none has three words, there is one.
    pub(super) sentences: usize,
    /// All but white space.
    pub(super) characters: usize,
}

impl Shape {
    pub(super) fn of(text: &str, apostrophes: Apostrophes) -> Self {
        let mut shape = Self::default();
        // Whether there was something of a word, and of a chunk, since the last white space.
        let (mut word, mut chunk) = (false, false);
        // How many words the sentence has, if one has begun; and whether the last one of them still goes on.
        let (mut sentence, mut goes_on) = (None, false);
        for (at, c) in text.char_indices() {
            if is_space(c) {
                (word, chunk, goes_on) = (false, false, false);
                continue;
            }
            shape.characters += 1;
            shape.chunks += usize::from(!std::mem::replace(&mut chunk, true));
            if matches!(c, '.' | '!' | '?') {
                shape.end(sentence.take());
                goes_on = false;
            } else if is_kept(text, at, c, apostrophes) {
                shape.words += usize::from(!std::mem::replace(&mut word, true));
                if sentence.is_some() || c != '\'' {
                    let words = sentence.get_or_insert(0);
                    *words += usize::from(!std::mem::replace(&mut goes_on, true));
                }
            }
        }
        shape.end(sentence);
        shape.sentences = shape.sentences.max(1);
        shape
    }

    fn end(&mut self, sentence: Option<usize>) {
        self.sentences += usize::from(sentence.is_some_and(|words| words > 2));
    }
}

/// Whether a character that is no white space stays when punctuation goes.
fn is_kept(text: &str, at: usize, c: char, apostrophes: Apostrophes) -> bool {
    match c {
        '\'' => apostrophes == Apostrophes::OfContractions && is_contraction(&text[at + 1..]),
        c => is_word(c),
    }
}

fn is_contraction(after: &str) -> bool {
    after.starts_with(['t', 's', 'd']) || ["ve", "ll", "re"].iter().any(|ending| after.starts_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_joins_and_space_divides() {
        let text = "it's \u{201c}well-known\u{201d} - 'em 3.14\u{1f}na\u{ef}ve\u{301}";
        assert_eq!(bare(text, Apostrophes::OfContractions), "it's wellknown  em 314\u{1f}na\u{ef}ve");
        assert_eq!(bare(text, Apostrophes::None), "its wellknown  em 314\u{1f}na\u{ef}ve");
        let shape = Shape::of(text, Apostrophes::OfContractions);
        assert_eq!(shape, Shape { words: 5, chunks: 6, sentences: 1, characters: 30 });
    }

    #[test]
    fn short_sentences_do_not_count() {
        for (text, expected) in [
            ("", 1),
            ("One two.", 1),
            ("One two three. Four five six! Seven?", 2),
            ("...a b c...d e f", 2),
            ("'t 's a b.", 1),
        ] {
            assert_eq!(Shape::of(text, Apostrophes::OfContractions).sentences, expected, "{text}");
        }
    }
}

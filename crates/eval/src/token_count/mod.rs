//! How many tokens a text is to one of OpenAI's models: byte pair encoding over pieces of the text.
//!
//! Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016, on bytes as in
//! GPT-2. The counts are those of the Python package `tiktoken` 0.14.0, which MLflow's `token_count` asks for
//! [`Encoding::Cl100k`]. The unit is a token; the range is from 0, of the empty text, to the number of the text's bytes.
//!
//! Known differences:
//! - A special token in a text, such as `<|endoftext|>`, is ordinary text here (`disallowed_special=()` there), where
//!   `tiktoken` raises an error unless it is told otherwise.
//! - `tiktoken` 0.14 raises an error on some long texts, such as a million spaces before a letter, where its regular
//!   expressions give up. Here every text has a count, in a time that grows with its length.
//! - Characters that are new in Unicode 17 or 18 have their categories here. `tiktoken` knows those of Unicode 16, and takes
//!   the new ones for symbols, which may be a token more or less. All older ones agree.
//!
//! The vocabularies are compiled in, and opened on first use. No crate is used for this: those that were looked at
//! (`tiktoken-rs` 0.12, `bpe-openai` 0.3) hold their vocabularies uncompressed in the binary and bring an engine of regular
//! expressions. The splitting is a few rules, which are written out in `split`.

mod merge;
mod split;
mod vocabulary;

use vocabulary::Vocabulary;

/// How a family of models makes tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// `cl100k_base`: GPT-3.5, GPT-4, the embedding models. What MLflow counts.
    #[default]
    Cl100k,
    /// `o200k_base`: GPT-4o and later.
    O200k,
}

/// How many tokens the text is.
///
/// ```
/// use runlore_eval::token_count::{Encoding, token_count};
///
/// assert_eq!(token_count("Hello world!", Encoding::Cl100k), 3);
/// assert_eq!(token_count("", Encoding::O200k), 0);
/// ```
pub fn token_count(text: &str, encoding: Encoding) -> usize {
    let vocabulary = Vocabulary::of(encoding);
    let next = match encoding {
        Encoding::Cl100k => split::cl100k,
        Encoding::O200k => split::o200k,
    };
    let (mut count, mut rest) = (0, text);
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(next(rest));
        count += merge::count(piece.as_bytes(), vocabulary);
        rest = after;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_tokens_are_text() {
        assert_eq!(token_count("<|endoftext|>", Encoding::Cl100k), 7);
        assert_eq!(token_count("<|endoftext|>", Encoding::O200k), 7);
    }

    /// Each of these is one piece, which would take minutes if merging were quadratic.
    #[test]
    fn a_long_piece_does_not_take_long() {
        let long = 30_000;
        let started = std::time::Instant::now();
        for text in
            ["a".repeat(long), "xq".repeat(long), " ".repeat(long) + "a", "!".repeat(long), "\u{4e2d}".repeat(long)]
        {
            for encoding in [Encoding::Cl100k, Encoding::O200k] {
                let count = token_count(&text, encoding);
                assert!(count > long / 200 && count <= text.len(), "{count}");
            }
        }
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    }
}

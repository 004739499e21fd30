//! The tokens of an encoding by rank, which is the order in which training found them and merging prefers them.

use std::sync::LazyLock;

use super::Encoding;
use crate::embedded::{counted, inflate};
use crate::table::Table;

#[derive(Debug)]
pub(super) struct Vocabulary(Table);

static CL100K: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(include_bytes!("../../data/cl100k_base.z")));
static O200K: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(include_bytes!("../../data/o200k_base.z")));

impl Vocabulary {
    pub(super) fn of(encoding: Encoding) -> &'static Self {
        match encoding {
            Encoding::Cl100k => &CL100K,
            Encoding::O200k => &O200K,
        }
    }

    fn read(compressed: &[u8]) -> Self {
        let content = inflate(compressed);
        let (count, rest) = counted(&content);
        let (lengths, mut rest) = rest.split_at(count);
        let mut table = Table::with_capacity(count, rest.len());
        for length in lengths {
            let (token, after) = rest.split_at(usize::from(*length));
            table.add(token);
            rest = after;
        }
        Self(table)
    }

    /// The rank of these bytes, if they are a token.
    pub(super) fn rank(&self, bytes: &[u8]) -> Option<u32> {
        self.0.get(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_whole() {
        for (encoding, tokens, last) in [(Encoding::Cl100k, 100_256, " Conveyor"), (Encoding::O200k, 199_998, " cocos")]
        {
            let vocabulary = Vocabulary::of(encoding);
            assert_eq!(vocabulary.0.len(), tokens);
            assert_eq!(vocabulary.rank(last.as_bytes()), Some(tokens as u32 - 1));
            assert!((0..=255).all(|byte| vocabulary.rank(&[byte]).is_some_and(|rank| rank < 256)));
        }
    }
}

//! Byte pair encoding: two neighbours that make the token of the lowest rank become it, until no neighbours make one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::vocabulary::Vocabulary;

/// Up to this length looking at every pair again is quicker than keeping them in order.
const SHORT: usize = 64;
/// The rank of what is no token.
const NONE: u32 = u32::MAX;

/// How many tokens a piece becomes.
pub(super) fn count(piece: &[u8], vocabulary: &Vocabulary) -> usize {
    if piece.len() <= 1 || vocabulary.rank(piece).is_some() {
        return piece.len().min(1);
    }
    if piece.len() <= SHORT { scan(piece, vocabulary) } else { queue(piece, vocabulary) }
}

fn rank(piece: &[u8], start: usize, end: usize, vocabulary: &Vocabulary) -> u32 {
    vocabulary.rank(&piece[start..end]).unwrap_or(NONE)
}

/// Merges the best pair of all, over and over.
fn scan(piece: &[u8], vocabulary: &Vocabulary) -> usize {
    // Where the parts begin, and after the last one where the piece ends; and what each makes with the one after it.
    let mut starts: [u8; SHORT + 1] = std::array::from_fn(|at| at as u8);
    let mut ranks = [NONE; SHORT + 1];
    let mut parts = piece.len();
    let pair = |starts: &[u8], at: usize, parts: usize| {
        if at + 2 > parts {
            return NONE;
        }
        rank(piece, usize::from(starts[at]), usize::from(starts[at + 2]), vocabulary)
    };
    for (at, rank) in ranks.iter_mut().enumerate().take(parts) {
        *rank = pair(&starts, at, parts);
    }
    while let Some((lowest, at)) = ranks[..parts].iter().copied().zip(0..).min()
        && lowest != NONE
    {
        starts.copy_within(at + 2..=parts, at + 1);
        ranks.copy_within(at + 2..=parts, at + 1);
        parts -= 1;
        ranks[at] = pair(&starts, at, parts);
        if at > 0 {
            ranks[at - 1] = pair(&starts, at - 1, parts);
        }
    }
    parts
}

/// The same with the pairs in a heap, for pieces of any length (a million letters without a space).
fn queue(piece: &[u8], vocabulary: &Vocabulary) -> usize {
    let end = piece.len();
    // By where a part begins: where it ends, where the one before it begins, and what it makes with the one after it.
    // A part that became one with another has no rank, nor has a pair that changed since it was put into the heap the
    // one that it had there.
    let mut ends: Vec<u32> = (1..=end as u32).collect();
    let mut before: Vec<u32> = (0..end as u32).map(|at| at.saturating_sub(1)).collect();
    let mut ranks: Vec<u32> =
        (0..end).map(|at| if at + 2 > end { NONE } else { rank(piece, at, at + 2, vocabulary) }).collect();
    let pairs = ranks.iter().copied().zip(0_u32..).filter(|(rank, _)| *rank != NONE);
    let mut heap: BinaryHeap<Reverse<(u32, u32)>> = pairs.map(Reverse).collect();
    let mut parts = end;
    while let Some(Reverse((lowest, start))) = heap.pop() {
        let at = start as usize;
        if ranks[at] != lowest {
            continue;
        }
        let absorbed = ends[at] as usize;
        let after = ends[absorbed] as usize;
        ends[at] = after as u32;
        ranks[absorbed] = NONE;
        if after < end {
            before[after] = start;
        }
        parts -= 1;
        let mut look_again = |part: usize| {
            let next = ends[part] as usize;
            let made = if next < end { rank(piece, part, ends[next] as usize, vocabulary) } else { NONE };
            ranks[part] = made;
            if made != NONE {
                heap.push(Reverse((made, part as u32)));
            }
        };
        look_again(at);
        if at > 0 {
            look_again(before[at] as usize);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token_count::Encoding;

    #[test]
    fn both_ways_of_merging_agree() {
        let text =
            "strawberries\u{4e2d}\u{6587}qqqqqqqqqqqqxyzzy%%%%%%%%%%%%----====....\u{1f468}\u{200d}\u{1f469}9f8a7be3"
                .repeat(3);
        let bytes = text.as_bytes();
        for encoding in [Encoding::Cl100k, Encoding::O200k] {
            let vocabulary = Vocabulary::of(encoding);
            for start in 0..bytes.len() {
                for length in (2..=SHORT).step_by(7) {
                    let Some(piece) = bytes.get(start..start + length) else { break };
                    assert_eq!(scan(piece, vocabulary), queue(piece, vocabulary), "{start} {length}");
                }
            }
        }
    }
}

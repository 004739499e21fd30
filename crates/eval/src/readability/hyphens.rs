//! Where a word may be hyphenated: Liang, "Word Hy-phen-a-tion by Com-put-er", 1983.
//!
//! The patterns are those of the Hyphen library for American English, which Python's `pyphen` has: TeX's, and TUGboat's
//! exceptions. The crate `hyphenation` was not taken: its `en-us` are the patterns of `hyph-utf8`, without those
//! exceptions, so it counts other syllables.

/// Liang's patterns as a trie.
pub(super) struct Patterns {
    /// The children of a node are neighbours: the letters in their order, then other characters.
    nodes: Vec<Node>,
    /// The values of all patterns.
    values: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Node {
    character: char,
    /// Which of the full stop (the edge of a word) and the letters from a to z have a child, a bit each.
    letters: u32,
    /// Where its children are.
    children: (u32, u32),
    /// Where in `values` those of the pattern that ends here are.
    values: (u32, u32),
}

impl Node {
    fn new(character: char) -> Self {
        Self { character, letters: 0, children: (0, 0), values: (0, 0) }
    }
}

/// How near to the beginning and to the end of a word a hyphen may be, in characters: `pyphen`'s, not the file's.
const MARGIN: usize = 2;

impl Patterns {
    /// Reads a `hyph_*.dic`. It names its encoding first; options are in capitals.
    pub(super) fn parse(file: &str) -> Self {
        let lines = file.lines().skip(1).map(str::trim);
        let lines =
            lines.filter(|line| !line.is_empty() && !line.starts_with(['%', '#']) && !line.contains("HYPHENMIN"));
        let mut patterns: Vec<(Vec<char>, Vec<u8>)> =
            lines.map(pattern).filter(|(_, values)| values.iter().any(|value| *value > 0)).collect();
        // The last one of several for the same characters counts.
        patterns.reverse();
        patterns.sort_by(|a, b| a.0.cmp(&b.0));
        patterns.dedup_by(|later, first| later.0 == first.0);
        let mut trie = Self { nodes: vec![Node::new('\0')], values: Vec::new() };
        trie.grow(0, &patterns, 0);
        trie
    }

    /// Adds the children of a node: `patterns` are sorted and all begin with the same `depth` characters, which lead to it.
    fn grow(&mut self, node: usize, patterns: &[(Vec<char>, Vec<u8>)], depth: usize) {
        let mut patterns = patterns;
        if let Some(((characters, values), rest)) = patterns.split_first()
            && characters.len() == depth
        {
            self.nodes[node].values = (self.values.len() as u32, (self.values.len() + values.len()) as u32);
            self.values.extend(values);
            patterns = rest;
        }
        let mut groups: Vec<_> = patterns.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
        groups.sort_by_key(|group| bit(group[0].0[depth]).is_none());
        let first = self.nodes.len();
        self.nodes.extend(groups.iter().map(|group| Node::new(group[0].0[depth])));
        self.nodes[node].children = (first as u32, self.nodes.len() as u32);
        self.nodes[node].letters = self.nodes[first..].iter().filter_map(|child| bit(child.character)).sum();
        for (child, group) in (first..).zip(groups) {
            self.grow(child, group, depth + 1);
        }
    }

    /// In how many places a word may be hyphenated. The word is in lower case.
    pub(super) fn hyphens(&self, word: &str) -> usize {
        let characters: Vec<char> = ['.'].into_iter().chain(word.chars()).chain(['.']).collect();
        // What the patterns say of the place before each character, and after the last.
        let mut places = vec![0; characters.len() + 1];
        for start in 0..characters.len() {
            let mut node = self.nodes[0];
            for character in &characters[start..] {
                let Some(next) = self.child(node, *character) else { break };
                node = next;
                let values = &self.values[node.values.0 as usize..node.values.1 as usize];
                for (place, value) in places[start..].iter_mut().zip(values) {
                    *place = (*place).max(*value);
                }
            }
        }
        let length = characters.len() - 2;
        let inner = MARGIN..=length.saturating_sub(MARGIN);
        inner.filter(|at| places[at + 1] % 2 == 1).count()
    }

    fn child(&self, node: Node, character: char) -> Option<Node> {
        let children = &self.nodes[node.children.0 as usize..node.children.1 as usize];
        let Some(bit) = bit(character) else {
            let others = &children[node.letters.count_ones() as usize..];
            return others.iter().find(|child| child.character == character).copied();
        };
        (node.letters & bit != 0).then(|| children[(node.letters & (bit - 1)).count_ones() as usize])
    }
}

fn bit(character: char) -> Option<u32> {
    match character {
        '.' => Some(1),
        'a'..='z' => Some(2 << (character as u32 - 'a' as u32)),
        _ => None,
    }
}

/// A pattern's characters, and the digits before each of them and after the last (`a1b2` → `ab`, 0 1 2).
fn pattern(line: &str) -> (Vec<char>, Vec<u8>) {
    let (mut characters, mut values) = (Vec::new(), vec![0]);
    for c in line.chars() {
        if let (Some(digit), Some(last)) = (c.to_digit(10), values.last_mut()) {
            *last = digit as u8;
        } else {
            characters.push(c);
            values.push(0);
        }
    }
    (characters, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Liang's own example, with his patterns: hy-phen-ation.
    #[test]
    fn patterns_inhibit_each_other() {
        let patterns =
            Patterns::parse("UTF-8\nLEFTHYPHENMIN 2\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n");
        assert_eq!(patterns.hyphens("hyphenation"), 2);
        assert_eq!(patterns.hyphens("hyph"), 1);
        assert_eq!(patterns.hyphens("na"), 0);
        assert_eq!(patterns.hyphens(""), 0);
    }

    #[test]
    fn other_characters_are_part_of_patterns() {
        let patterns = Patterns::parse("UTF-8\nab1'cd\nab1bcd\n.ab1\u{fb01}cd\nab1.\n");
        assert_eq!(
            ["ab'cd", "abbcd", "ab\u{fb01}cd", "ab-cd", "xab\u{fb01}cd"].map(|word| patterns.hyphens(word)),
            [1, 1, 1, 0, 0]
        );
    }

    #[test]
    fn the_last_of_equal_patterns_counts() {
        assert_eq!(Patterns::parse("UTF-8\nab1cd\nab2cd\n").hyphens("abcd"), 0);
        assert_eq!(Patterns::parse("UTF-8\nab2cd\nab1cd\n").hyphens("abcd"), 1);
    }
}

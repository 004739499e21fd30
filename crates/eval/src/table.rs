//! Byte strings and their numbers, for a hundred thousand of them: a `HashMap` would own each in memory of its own.

/// Byte strings, numbered in the order in which they were added. Open addressing over one buffer.
#[derive(Debug)]
pub(crate) struct Table {
    bytes: Vec<u8>,
    /// Where each string ends in `bytes`.
    ends: Vec<u32>,
    /// A part of the hash, to tell most strangers without looking at them, and the number in the lower `NUMBER` bits.
    /// The smaller they are, the more of them the processor keeps at hand.
    slots: Vec<u32>,
    longest: usize,
}

/// How many bits the number of a string has.
const NUMBER: u32 = 18;
/// Ends a search.
const EMPTY: u32 = u32::MAX;

impl Table {
    /// An empty table for so many strings, fewer than 2 to the power of `NUMBER`.
    pub(crate) fn with_capacity(count: usize, bytes: usize) -> Self {
        // Half of them stay empty at least: what is not there, which is most of what merging asks for, is soon missed.
        let slots = (2 * count + 1).next_power_of_two();
        Self {
            bytes: Vec::with_capacity(bytes),
            ends: Vec::with_capacity(count),
            slots: vec![EMPTY; slots],
            longest: 0,
        }
    }

    /// Adds a string that is not there yet. No more than the capacity may be added.
    pub(crate) fn add(&mut self, string: &[u8]) {
        let (tag, mut slot) = self.place(string);
        while self.slots[slot] != EMPTY {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = tag << NUMBER | self.ends.len() as u32;
        self.bytes.extend_from_slice(string);
        self.ends.push(self.bytes.len() as u32);
        self.longest = self.longest.max(string.len());
    }

    /// The number of a string, if it is there.
    pub(crate) fn get(&self, string: &[u8]) -> Option<u32> {
        if string.len() > self.longest {
            return None;
        }
        let (tag, mut slot) = self.place(string);
        loop {
            let found = self.slots[slot];
            if found == EMPTY {
                return None;
            }
            let number = found & ((1 << NUMBER) - 1);
            if found >> NUMBER == tag && self.string(number) == string {
                return Some(number);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn string(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.bytes[start as usize..self.ends[number] as usize]
    }

    fn place(&self, string: &[u8]) -> (u32, usize) {
        let hash = hash(string);
        ((hash >> (32 + NUMBER)) as u32, hash as usize & (self.slots.len() - 1))
    }
}

/// Eight bytes at a time. The strings are ours, so nobody can choose them to collide.
fn hash(string: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = string.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash ^ word).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
    };
    let (words, rest) = string.as_chunks::<8>();
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(u64::from_le_bytes(last));
    hash.wrapping_mul(FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_string_has_its_number() {
        let strings: Vec<String> = (0..1000).map(|number| "ab".repeat(number % 7) + &number.to_string()).collect();
        let mut table = Table::with_capacity(strings.len(), 0);
        strings.iter().for_each(|string| table.add(string.as_bytes()));
        for (number, string) in strings.iter().enumerate() {
            assert_eq!(table.get(string.as_bytes()), Some(number as u32));
        }
        assert_eq!(table.len(), 1000);
        assert_eq!(table.get(b""), None);
        assert_eq!(table.get(b"abababababababababababababab"), None);
    }
}

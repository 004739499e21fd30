//! How a record lies in a segment: its length, a checksum, its number, its JSON.
//!
//! Integers are little-endian. The checksum (CRC-32) covers number and JSON, so a record that was cut
//! off by the end of a process is told from a whole one.

/// Bytes before the JSON: length of the JSON (4), checksum (4), number (8).
pub(super) const HEAD: usize = 16;
/// The longest JSON of one record: beyond the largest value that a server takes, and its escapes.
pub(super) const LONGEST: usize = 64 << 20;

/// What lies at the beginning of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame<'a> {
    Record {
        number: i64,
        json: &'a [u8],
    },
    /// The end is not there yet; so many bytes are needed.
    Incomplete(usize),
    /// What lies here was never written like this.
    Damaged,
}

pub(super) fn encode(out: &mut Vec<u8>, number: i64, json: &[u8]) {
    let length = u32::try_from(json.len()).expect("records are checked to be shorter");
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&checksum(&number.to_le_bytes(), json).to_le_bytes());
    out.extend_from_slice(&number.to_le_bytes());
    out.extend_from_slice(json);
}

pub(super) fn decode(bytes: &[u8]) -> Frame<'_> {
    let Some((head, rest)) = bytes.split_at_checked(HEAD) else { return Frame::Incomplete(HEAD) };
    let four = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let length = four(0) as usize;
    if length > LONGEST {
        return Frame::Damaged;
    }
    if head == [0; HEAD] {
        // What a power cut leaves of a file that had grown: its end, which was never written.
        return Frame::Incomplete(usize::MAX);
    }
    let Some(json) = rest.get(..length) else { return Frame::Incomplete(HEAD + length) };
    let mut number = [0; 8];
    number.copy_from_slice(&head[8..]);
    if checksum(&number, json) != four(4) {
        return Frame::Damaged;
    }
    Frame::Record { number: i64::from_le_bytes(number), json }
}

fn checksum(number: &[u8; 8], json: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(number);
    hasher.update(json);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let mut bytes = Vec::new();
        encode(&mut bytes, 7, b"{\"a\":1}");
        assert_eq!(decode(&bytes), Frame::Record { number: 7, json: b"{\"a\":1}" });
        for cut in 0..bytes.len() {
            assert!(matches!(decode(&bytes[..cut]), Frame::Incomplete(need) if need > cut), "{cut}");
        }
        for at in 4..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(decode(&damaged), Frame::Damaged, "{at}");
        }
        assert_eq!(decode(&[0xff; 32]), Frame::Damaged);
        assert_eq!(decode(&[0; 64]), Frame::Incomplete(usize::MAX));
    }
}

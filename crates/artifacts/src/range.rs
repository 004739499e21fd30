//! Byte ranges as the `Range` header names them, and what they mean for a file of known size.

use std::ops::Range;

use runlore_domain::{Error, ErrorKind, Result};

/// One range of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteRange {
    /// From the first to the last byte, both included.
    Bounded(u64, u64),
    /// From a byte to the end.
    From(u64),
    /// The last bytes, as many as there are.
    Last(u64),
}

impl ByteRange {
    /// Reads a `Range` header. What is malformed, in another unit or more than one range is
    /// ignored, as HTTP wants it: the answer is then the whole file.
    pub fn parse(header: &str) -> Option<Self> {
        let (first, last) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
        match (first, last) {
            ("", last) => Some(Self::Last(digits(last)?)),
            (first, "") => Some(Self::From(digits(first)?)),
            (first, last) => {
                let (first, last) = (digits(first)?, digits(last)?);
                (first <= last).then_some(Self::Bounded(first, last))
            }
        }
    }

    /// The bytes of a file of `size` bytes that this range means.
    pub fn within(self, size: u64) -> Result<Range<u64>> {
        let range = match self {
            Self::Bounded(first, last) => first..last.saturating_add(1).min(size),
            Self::From(first) => first..size,
            Self::Last(count) => size.saturating_sub(count)..size,
        };
        if range.is_empty() {
            let message = format!("The requested range lies outside the file, which has {size} bytes");
            return Err(Error::new(ErrorKind::RangeNotSatisfiable, message));
        }
        Ok(range)
    }
}

fn digits(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // A number that does not fit lies beyond any file.
    Some(text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_or_ignored() {
        let cases = [
            ("bytes=0-0", Some(ByteRange::Bounded(0, 0))),
            ("bytes=5-", Some(ByteRange::From(5))),
            ("bytes=-3", Some(ByteRange::Last(3))),
            ("bytes=0-99999999999999999999999", Some(ByteRange::Bounded(0, u64::MAX))),
            ("bytes=3-1", None),
            ("bytes=0-1,3-4", None),
            ("bytes=-", None),
            ("bytes=+1-2", None),
            ("bytes=a-b", None),
            ("items=0-1", None),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(ByteRange::parse(header), expected, "{header}");
        }
    }

    #[test]
    fn ranges_end_with_the_file() {
        assert_eq!(ByteRange::Bounded(2, 100).within(10).unwrap(), 2..10);
        assert_eq!(ByteRange::Bounded(9, u64::MAX).within(10).unwrap(), 9..10);
        assert_eq!(ByteRange::From(9).within(10).unwrap(), 9..10);
        assert_eq!(ByteRange::Last(100).within(10).unwrap(), 0..10);
        for (outside, size) in [
            (ByteRange::From(10), 10),
            (ByteRange::Bounded(10, 12), 10),
            (ByteRange::Last(0), 10),
            (ByteRange::Last(1), 0),
            (ByteRange::From(0), 0),
        ] {
            assert_eq!(
                outside.within(size).unwrap_err().kind(),
                ErrorKind::RangeNotSatisfiable,
                "{outside:?} of {size}"
            );
        }
    }
}

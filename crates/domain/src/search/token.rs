//! Page tokens: where the next page begins, bound to the query that made them.
//!
//! A token carries the sort key of the last row, so that the next page is found by key and costs
//! what the first one cost. It is opaque to clients: base64url of a tag byte, three hashes of the
//! query (where, which, how ordered) and the typed values. MLflow's own tokens, base64 of
//! `{"offset": N}`, are understood too.

use std::hash::{Hash, Hasher};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::json;
use crate::{Error, Result};

const TAG: u8 = 0xA1;
/// Texts longer than this are not carried; the next page looks the row's value up.
const TEXT_BYTES: usize = 512;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// With the first row.
    Beginning,
    /// After so many rows.
    Offset(u64),
    /// After the row with this sort key.
    After(Cursor),
}

/// The sort key of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    /// One value for each key of the order.
    pub keys: Vec<SortValue>,
    /// The row's id.
    pub id: String,
}

/// One value of a sort key.
#[derive(Debug, Clone, PartialEq)]
pub enum SortValue {
    /// The row has none.
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A metric that is not a number.
    NaN,
    /// A text.
    Text(String),
    /// A text too long for a token: the row's value when the next page is read, or this beginning of it.
    LongText(String),
}

/// What a token is bound to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fingerprint {
    parts: [u32; 3],
    foreign_prefix: String,
}

impl Fingerprint {
    pub(super) fn new(what: &str, place: &impl Hash, filter: &str, order_by: &impl Hash) -> Self {
        let parts = [hashed(&(what, place)), hashed(&filter), hashed(order_by)];
        Self { parts, foreign_prefix: String::new() }
    }

    /// What MLflow's tokens for this query hold before the offset.
    pub(super) fn with_foreign_prefix(mut self, prefix: String) -> Self {
        self.foreign_prefix = prefix;
        self
    }

    pub(super) fn token(&self, cursor: &Cursor) -> String {
        let mut bytes = vec![TAG];
        self.parts.iter().for_each(|part| bytes.extend(part.to_le_bytes()));
        for key in &cursor.keys {
            match key {
                SortValue::Null => bytes.push(0),
                SortValue::Int(number) => tagged(&mut bytes, 1, &number.to_le_bytes()),
                SortValue::Float(number) => tagged(&mut bytes, 2, &number.to_le_bytes()),
                SortValue::NaN => bytes.push(3),
                SortValue::Text(text) if text.len() <= TEXT_BYTES => text_into(&mut bytes, 4, text),
                SortValue::Text(text) | SortValue::LongText(text) => {
                    text_into(&mut bytes, 5, &text[..text.floor_char_boundary(TEXT_BYTES)]);
                }
            }
        }
        text_into(&mut bytes, 6, &cursor.id);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn check(&self, found: &[u8]) -> Result<()> {
        const WHAT: [&str; 3] = ["Experiment IDs", "Filter string", "Order by"];
        let differs = self.parts.iter().zip(found.chunks_exact(4)).position(|(own, other)| own.to_le_bytes() != other);
        let what = match differs.map(|part| WHAT[part]) {
            None => return Ok(()),
            Some("Experiment IDs") => {
                "Experiment IDs in the page token do not match the requested experiment IDs".to_owned()
            }
            Some(what) => {
                format!("{what} in the page token does not match the requested {}", what.to_lowercase())
            }
        };
        Err(Error::invalid(format!("{what}. A page token continues only the search that it came from.")))
    }
}

impl Start {
    pub(super) fn parse(token: Option<String>, query: &Fingerprint) -> Result<Self> {
        let Some(token) = token.filter(|t| !t.is_empty()) else { return Ok(Self::Beginning) };
        if let Ok(bytes) = URL_SAFE_NO_PAD.decode(&token)
            && let Some((&TAG, rest)) = bytes.split_first()
        {
            let (hashes, keys) = rest.split_at_checked(12).ok_or_else(|| malformed(&token))?;
            query.check(hashes)?;
            return cursor(keys).map(Self::After).ok_or_else(|| malformed(&token));
        }
        let decoded =
            STANDARD.decode(token).map_err(|_| Error::invalid("Invalid page token, could not base64-decode"))?;
        let text = String::from_utf8_lossy(&decoded);
        match json::offset(&text, &query.foreign_prefix) {
            Ok(Some(offset)) => Ok(Self::Offset(u64::try_from(offset).unwrap_or(0))),
            Ok(None) if text.contains("\"filter_string\"") => Err(Error::invalid(
                "Filter string in the page token does not match the requested filter string. A page token continues \
                 only the search that it came from.",
            )),
            Ok(None) => Err(Error::invalid(format!("Invalid page token, parsed value={text}"))),
            Err(()) => Err(Error::invalid(format!("Invalid page token, decoded value=b'{}'", text.escape_debug()))),
        }
    }
}

fn malformed(token: &str) -> Error {
    Error::invalid(format!("Invalid page token: {token}"))
}

fn cursor(mut bytes: &[u8]) -> Option<Cursor> {
    let mut keys = Vec::new();
    loop {
        let (tag, rest) = bytes.split_first()?;
        bytes = rest;
        let key = match tag {
            0 => SortValue::Null,
            1 => SortValue::Int(i64::from_le_bytes(eight(&mut bytes)?)),
            2 => SortValue::Float(f64::from_le_bytes(eight(&mut bytes)?)),
            3 => SortValue::NaN,
            4 => SortValue::Text(text(&mut bytes)?),
            5 => SortValue::LongText(text(&mut bytes)?),
            6 => {
                let id = text(&mut bytes)?;
                return bytes.is_empty().then_some(Cursor { keys, id });
            }
            _ => return None,
        };
        keys.push(key);
    }
}

fn tagged(bytes: &mut Vec<u8>, tag: u8, content: &[u8]) {
    bytes.push(tag);
    bytes.extend(content);
}

fn text_into(bytes: &mut Vec<u8>, tag: u8, text: &str) {
    let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
    bytes.push(tag);
    bytes.extend(u16::try_from(text.len()).unwrap_or(u16::MAX).to_le_bytes());
    bytes.extend(text.as_bytes());
}

fn eight(bytes: &mut &[u8]) -> Option<[u8; 8]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (text, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

/// A hash that is the same in every build and on every machine: replicas share tokens.
fn hashed(value: &impl Hash) -> u32 {
    struct Fnv(u64);
    impl Hasher for Fnv {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes {
                self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
    }
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    value.hash(&mut hasher);
    let hash = hasher.finish();
    u32::try_from((hash >> 32) ^ (hash & 0xffff_ffff)).unwrap_or_default()
}

//! `string`. A NUL character is refused: PostgreSQL's text cannot hold it, and what one database
//! accepts the other must too.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::decode::HINT;

/// A text of a request, without NUL.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        match text.bytes().position(|byte| byte == 0) {
            None => Ok(text),
            Some(at) => Err(E::custom(format_args!("{HINT}Text must not contain the NUL character (at byte {at})."))),
        }
    }
}

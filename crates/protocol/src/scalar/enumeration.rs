//! Enums, by name or by number; which names there are is known where the value is used.

use std::fmt;

use runlore_domain::Result;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::Value;

use crate::fields::invalid_value;

/// An enum value as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumValue {
    /// By name, or a number as text.
    Name(String),
    /// By number.
    Number(i64),
}

impl EnumValue {
    /// Looks the value up among `known` (value, name, number).
    pub(crate) fn pick<T: Copy>(&self, parameter: &str, known: &[(T, &str, i64)]) -> Result<T> {
        let found = known.iter().find(|(_, name, number)| match self {
            Self::Name(text) => text == name || text.parse() == Ok(*number),
            Self::Number(value) => value == number,
        });
        found.map(|(value, ..)| *value).ok_or_else(|| {
            let sent = match self {
                Self::Name(text) => Value::from(text.as_str()),
                Self::Number(value) => Value::from(*value),
            };
            let names: Vec<&str> = known.iter().map(|(_, name, _)| *name).collect();
            invalid_value(parameter, &sent, Some(&format!("Expected one of {}.", names.join(", "))))
        })
    }
}

impl<'de> Deserialize<'de> for EnumValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(EnumVisitor)
    }
}

struct EnumVisitor;

impl Visitor<'_> for EnumVisitor {
    type Value = EnumValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name or the number of an enum value")
    }

    fn visit_i64<E: Error>(self, value: i64) -> std::result::Result<EnumValue, E> {
        Ok(EnumValue::Number(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> std::result::Result<EnumValue, E> {
        i64::try_from(value).map(EnumValue::Number).map_err(|_| E::custom("out of range"))
    }

    fn visit_str<E: Error>(self, text: &str) -> std::result::Result<EnumValue, E> {
        Ok(EnumValue::Name(text.to_owned()))
    }
}

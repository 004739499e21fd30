//! The few ways in which MLflow's JSON differs from plain structs: lists of keys with values, numbers
//! that may be texts, doubles that may be `"NaN"`.

use std::collections::BTreeMap;

use runlore_protocol::scalar::{Double, Int64};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `{"key": …, "value": …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyValue<T> {
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) value: T,
}

/// A list of [`KeyValue`] as a map.
pub(super) mod texts {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(map: &BTreeMap<String, String>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map.iter().map(|(key, value)| KeyValue { key: key.clone(), value: value.as_str() }))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
        let list = Vec::<KeyValue<String>>::deserialize(from)?;
        Ok(list.into_iter().map(|item| (item.key, item.value)).collect())
    }
}

/// An integer that may come as text.
pub(super) mod int {
    use super::*;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
        Int64::deserialize(from).map(|int| int.0)
    }
}

/// The same where it may be absent.
pub(super) mod opt_int {
    use super::*;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
        Option::<Int64>::deserialize(from).map(|int| int.map(|int| int.0))
    }
}

/// A double that may be `"NaN"` or `"Infinity"`.
pub(super) mod double {
    use super::*;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(crate) fn serialize<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
        Double(*value).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        Double::deserialize(from).map(|double| double.0)
    }
}

/// An id that some servers send as a number.
pub(crate) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(from)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        other => Err(D::Error::custom(format!("an id, not {other}"))),
    }
}

//! Query strings, read into the same requests as bodies: a repeated key is a list, text is turned
//! into whatever the field is, and only the snake_case spelling counts.

use std::borrow::Cow;

use percent_encoding::{percent_decode_str, percent_encode_byte};
use runlore_domain::Result;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor, value};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::explain;

/// The decoded keys and values of a query string, in order.
pub fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    query.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (decoded(key), decoded(value))
    })
}

/// In a query, unlike in a path, `+` is a space.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| matches!(byte, b'+' | b'%')) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    let bytes: Vec<u8> = percent_decode_str(&spaced).collect();
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        // What is no UTF-8 stays encoded.
        chunk.invalid().iter().for_each(|byte| text.push_str(percent_encode_byte(*byte)));
    }
    Cow::Owned(text)
}

/// Reads a request from a query string.
pub fn from_query<T: DeserializeOwned>(query: &str) -> Result<T> {
    let mut fields: Vec<(Cow<'_, str>, Values<'_>)> = Vec::new();
    for (key, value) in pairs(query) {
        match fields.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.0.push(value),
            None if key.bytes().any(|byte| byte.is_ascii_uppercase()) => {}
            None => fields.push((key, Values(vec![value]))),
        }
    }
    let fast = T::deserialize(deserializer(&fields));
    fast.or_else(|_| {
        serde_path_to_error::deserialize(deserializer(&fields))
            .map_err(|error| explain::failure(&error, &tree(&fields)))
    })
}

type Fields<'a> = [(Cow<'a, str>, Values<'a>)];

fn deserializer<'a>(
    fields: &'a Fields<'a>,
) -> MapDeserializer<'a, impl Iterator<Item = (&'a str, &'a Values<'a>)>, value::Error> {
    MapDeserializer::new(fields.iter().map(|(key, values)| (key.as_ref(), values)))
}

/// The query as a tree, to look up what an error points at.
fn tree(fields: &Fields<'_>) -> Value {
    fields
        .iter()
        .map(|(key, values)| {
            let mut texts: Vec<Value> = values.0.iter().map(|text| Value::from(text.as_ref())).collect();
            (key.to_string(), if texts.len() == 1 { texts.remove(0) } else { Value::Array(texts) })
        })
        .collect()
}

/// What one key was given, at least once.
struct Values<'a>(Vec<Cow<'a, str>>);

impl<'a> IntoDeserializer<'a, value::Error> for &'a Values<'a> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Values<'de> {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, value::Error> {
        visitor.visit_str(&self.0[0])
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, value::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, value::Error> {
        visitor.visit_seq(SeqDeserializer::new(self.0.iter().map(AsRef::<str>::as_ref)))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, value::Error> {
        match self.0[0].to_ascii_lowercase().as_str() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(value::Error::custom(format_args!(
                "Invalid boolean value: {}, must be 'true' or 'false'.",
                self.0[0]
            ))),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::from_query;
    use crate::scalar::{Flag, Int64, Repeated, Text};

    #[derive(Debug, Deserialize)]
    struct Probe {
        #[serde(alias = "runIds")]
        run_ids: Option<Repeated<Text>>,
        path: Option<Text>,
        count: Option<Int64>,
        flag: Option<Flag>,
    }

    fn show(query: &str) -> String {
        from_query::<Probe>(query).map_or_else(|e| e.message().to_owned(), |p| format!("{p:?}"))
    }

    #[test]
    fn fields_take_their_type_from_the_request() {
        let probe: Probe = from_query("run_ids=a&run_ids=b%20c&count=3&flag=TRUE&path=x+y%2Bz&path=2&other").unwrap();
        assert_eq!(probe.run_ids.unwrap().0, [Text("a".into()), Text("b c".into())]);
        assert_eq!((probe.count, probe.flag), (Some(Int64(3)), Some(Flag(true))));
        assert_eq!(probe.path, Some(Text("x y+z".into())));
        let one: Probe = from_query("run_ids=a&runIds=b").unwrap();
        assert_eq!(one.run_ids.unwrap().0.len(), 1);
    }

    #[test]
    fn bad_values() {
        assert!(
            show("count=x")
                .starts_with("Invalid value \"x\" for parameter 'count' supplied:  Hint: Value was of type 'str'.")
        );
        assert_eq!(show("flag=yes"), "Invalid boolean value: yes, must be 'true' or 'false'.");
        assert!(show("path=%00").contains("NUL"));
        assert!(show("path=a%ff%C3%BC").contains("a%FFü"));
    }
}

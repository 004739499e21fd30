//! JSON text as Python's `json.dumps` writes it, where clients or MLflow compare texts.

use std::io;

use runlore_domain::python::json_string;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// With Python's default separators and the keys in their order.
pub(crate) fn dumps(value: &Value) -> String {
    write(value, Separators { item: ", ", key: ": " })
}

/// Without spaces and with sorted keys, as error messages show values.
pub(crate) fn compact(value: &Value) -> String {
    let mut sorted = value.clone();
    sorted.sort_all_objects();
    write(&sorted, Separators { item: ",", key: ":" })
}

fn write(value: &Value, separators: Separators) -> String {
    let mut out = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut out, separators))
        .expect("a JSON value can be written to memory");
    String::from_utf8(out).expect("JSON is UTF-8")
}

struct Separators {
    item: &'static str,
    key: &'static str,
}

impl Separators {
    fn between<W: ?Sized + io::Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(self.item.as_bytes()) }
    }
}

impl Formatter for Separators {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.between(writer, first)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.between(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(self.key.as_bytes())
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let quoted = json_string(fragment);
        writer.write_all(&quoted.as_bytes()[1..quoted.len() - 1])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms() {
        let value = json!({"b": [1, "ü\"\n", null], "a": {"y": true, "x": 1.5}});
        assert_eq!(dumps(&value), r#"{"b": [1, "\u00fc\"\n", null], "a": {"y": true, "x": 1.5}}"#);
        assert_eq!(compact(&value), r#"{"a":{"x":1.5,"y":true},"b":[1,"\u00fc\"\n",null]}"#);
    }
}

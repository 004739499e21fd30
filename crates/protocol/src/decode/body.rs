//! JSON bodies.

use runlore_domain::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::explain;

/// Reads a request from a JSON body. No body and `null` count as `{}`; a JSON string is decoded a
/// second time, because old clients send the object as text.
pub fn from_json<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    match body.trim_ascii_start().first() {
        Some(b'{') => object(body),
        Some(b'"') => {
            let inner: String = serde_json::from_slice(body).map_err(|error| syntax(&error))?;
            if !inner.trim_ascii_start().starts_with('{') {
                return Err(not_an_object("a string that does not hold one"));
            }
            object(inner.as_bytes())
        }
        None => object(b"{}"),
        Some(_) => match serde_json::from_slice::<Value>(body).map_err(|error| syntax(&error))? {
            Value::Null => object(b"{}"),
            Value::Array(_) => Err(not_an_object("a list")),
            Value::Bool(_) => Err(not_an_object("a bool")),
            _ => Err(not_an_object("a number")),
        },
    }
}

fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).or_else(|_| slowly(body))
}

/// Parses once more, by way of a tree. It succeeds where the fast path stumbled over a key that is
/// there twice: then the last one counts, as it does for Python.
fn slowly<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let tree: Value = serde_json::from_slice(body).map_err(|error| syntax(&error))?;
    serde_path_to_error::deserialize(&tree).map_err(|error| explain::failure(&error, &tree))
}

fn syntax(error: &serde_json::Error) -> Error {
    Error::invalid(format!("Bad Request. The body is not valid JSON: {error}."))
}

fn not_an_object(found: &str) -> Error {
    Error::invalid(format!("Bad Request. The body must be a JSON object, not {found}."))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::from_json;
    use crate::scalar::{Double, Flag, Int64, Object, Repeated, Text};

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only parsed")]
    struct Inner {
        key: Option<Text>,
    }

    #[derive(Debug, Deserialize)]
    struct Probe {
        #[serde(alias = "runId")]
        run_id: Option<Text>,
        count: Option<Int64>,
        value: Option<Double>,
        flag: Option<Flag>,
        inner: Option<Repeated<Object<Inner>>>,
    }

    fn message(body: &str) -> String {
        from_json::<Probe>(body.as_bytes()).map_or_else(|e| e.message().to_owned(), |p| format!("{p:?}"))
    }

    fn good(body: &str) -> Probe {
        from_json(body.as_bytes()).unwrap()
    }

    const SUFFIX: &str = " See the API docs for more information about request parameters.";

    #[test]
    fn scalars_take_what_proto_json_takes() {
        for (text, count) in [("5", 5), ("\"5\"", 5), ("5.0", 5), ("-9223372036854775808", i64::MIN)] {
            assert_eq!(good(&format!(r#"{{"count":{text}}}"#)).count, Some(Int64(count)));
        }
        for (text, value) in [("1", 1.0), ("\"1.5\"", 1.5), ("\"-Infinity\"", f64::NEG_INFINITY)] {
            assert_eq!(good(&format!(r#"{{"value":{text}}}"#)).value, Some(Double(value)));
        }
        assert!(good(r#"{"value":"NaN"}"#).value.unwrap().0.is_nan());
        assert!(good(r#"{"flag":true}"#).flag.unwrap().0);
        assert!(good(r#"{"runId":"a","unknown":{"deep":[1]}}"#).run_id.is_some());
        assert!(good(r#"{"run_id":null,"inner":null}"#).inner.is_none());
    }

    #[test]
    fn bad_values_name_parameter_value_and_type() {
        for (body, parameter, value, of_type) in [
            (r#"{"run_id":7}"#, "run_id", "7", "int"),
            (r#"{"count":2.5}"#, "count", "2.5", "float"),
            (r#"{"count":true}"#, "count", "true", "bool"),
            (r#"{"count":9223372036854775808}"#, "count", "9223372036854775808", "int"),
            (r#"{"value":"abc"}"#, "value", "\"abc\"", "str"),
            (r#"{"value":"ü"}"#, "value", "\"\\u00fc\"", "str"),
            (r#"{"flag":"true"}"#, "flag", "\"true\"", "str"),
            (r#"{"inner":{"b":1,"a":2}}"#, "inner", r#"{"a":2,"b":1}"#, "dict"),
            (r#"{"inner":[{"key":"a"},["k"]]}"#, "inner[1]", "[\"k\"]", "list"),
            (r#"{"inner":[{"key":[]}]}"#, "inner[0].key", "[]", "list"),
            (r#"{"inner":[null]}"#, "inner[0]", "null", "NoneType"),
        ] {
            let expected = format!(
                "Invalid value {value} for parameter '{parameter}' supplied:  Hint: Value was of type '{of_type}'.{SUFFIX}"
            );
            assert_eq!(message(body), expected, "{body}");
        }
    }

    #[test]
    fn both_spellings_are_refused_and_of_equal_keys_the_last_counts() {
        assert_eq!(
            message(r#"{"runId":"a","run_id":"a"}"#),
            "Request specifies both 'run_id' and 'runId'; provide only one of them."
        );
        assert_eq!(good(r#"{"run_id":"a","run_id":"b"}"#).run_id, Some(Text("b".into())));
    }

    #[test]
    fn bodies_that_are_no_object() {
        assert!(good("").run_id.is_none());
        assert!(good(" null ").run_id.is_none());
        assert_eq!(good(r#""{\"run_id\":\"a\"}""#).run_id, Some(Text("a".into())));
        assert!(message("[]").ends_with("must be a JSON object, not a list."));
        assert!(message("\"x\"").contains("must be a JSON object"));
        assert!(message("{\"count\": NaN}").contains("not valid JSON: expected value at line 1 column 11"));
        assert!(message("{\"run_id\": \"a\"").contains("not valid JSON"));
        assert!(from_json::<Probe>(b"{\"run_id\": \"\xff\"}").is_err());
    }

    #[test]
    fn hostile_bodies() {
        assert!(
            message(r#"{"run_id":"a\u0000b"}"#).contains("'run_id' supplied:  Hint: Text must not contain the NUL")
        );
        assert!(message(r#"{"run_id":"\ud800"}"#).contains("not valid JSON"));
        assert!(message(&format!("{{\"inner\":{}", "[".repeat(100_000))).contains("not valid JSON"));
        assert!(message(&format!("{{\"value\":1{}}}", "0".repeat(400))).contains("not valid JSON"));
        let long = message(&format!("{{\"count\":\"{}\"}}", "9".repeat(1_000_000)));
        assert!(long.len() < 2000, "{}", long.len());
    }

    proptest::proptest! {
        #[test]
        fn no_body_makes_it_panic(bytes: Vec<u8>) {
            let _any = from_json::<Probe>(&bytes);
        }

        #[test]
        fn what_looks_like_a_request_is_read_or_explained(body in r#"\{("(run_id|runId|count|value|inner)":("?[-0-9.eN\\u]{0,6}"?|null|\[|\]|\{|\}|true|,){0,3},?){0,4}\}"#) {
            if let Err(error) = from_json::<Probe>(body.as_bytes()) {
                proptest::prop_assert!(!error.message().is_empty() && error.message().len() < 3000);
            }
        }
    }
}
